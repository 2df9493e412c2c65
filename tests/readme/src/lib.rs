#![doc = include_str!("../../../README.md")]

#[doc = include_str!("../../../docs/credentials.md")]
pub mod credentials {}

#[doc = include_str!("../../../docs/errors.md")]
pub mod errors {}

#[doc = include_str!("../../../docs/features.md")]
pub mod features {}

#[doc = include_str!("../../../docs/own-services.md")]
pub mod own_services {}

#[doc = include_str!("../../../docs/retries.md")]
pub mod retries {}

#[doc = include_str!("../../../docs/testing.md")]
pub mod testing {}

#[doc = include_str!("../../../docs/tls.md")]
pub mod tls {}

#[doc = include_str!("../../../docs/user-agent.md")]
pub mod user_agent {}
