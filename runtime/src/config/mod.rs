//! The configuration of a client: one type for all services.
//!
//! What depends on the service - its endpoint rules, its signing name, its own endpoint URL in the environment or the
//! profile - joins when a client is made of a [`Config`].

pub mod auth;
mod bounds;
mod builder;
mod checksum;
mod client_config;
mod components;
pub mod endpoint;
pub(crate) mod endpoint_url;
pub(crate) mod environment;
mod foreign;
mod idempotency_token;
mod lasting;
#[cfg(feature = "s3-express")]
mod of_call;
mod overrides;
mod sdk_config;
mod service_config;
#[doc(hidden)]
pub mod settings;
mod stored;
#[cfg(feature = "test-util")]
mod test_defaults;

pub use builder::Builder;
pub use client_config::Config;
#[doc(hidden)]
pub use endpoint_url::wrong_port;
pub use foreign::*;
pub use idempotency_token::IdempotencyTokenProvider;
pub(crate) use overrides::ConfigOverride;
#[doc(hidden)]
pub use settings::Settings;
#[cfg(feature = "http-checksum")]
pub(crate) use stored::ChunkSize;
#[cfg(feature = "s3-express")]
pub(crate) use stored::ContextParam;
pub(crate) use stored::{DisableHostPrefix, ResponseLimit};
#[cfg(feature = "request-compression")]
pub(crate) use stored::{DisableRequestCompression, MinCompressionSize};
