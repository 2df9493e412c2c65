//! The configuration of a client: one type for all services.
//!
//! What depends on the service - its endpoint rules, its signing name, its own endpoint URL in the environment or the
//! profile - joins when a client is made of a [`Config`].

pub mod auth;
mod aws;
mod bounds;
mod builder;
mod checksum;
mod client_config;
mod components;
pub mod endpoint;
pub(crate) mod endpoint_url;
pub(crate) mod environment;
mod expiry;
mod idempotency_token;
#[cfg(feature = "s3-express")]
mod inner_call;
mod layer_values;
mod overrides;
mod sdk_config;
mod service_config;
#[doc(hidden)]
pub mod settings;
pub(crate) mod signing;
#[cfg(feature = "test-util")]
mod test_defaults;

pub use aws::*;
pub use builder::Builder;
pub use client_config::Config;
#[doc(hidden)]
pub use endpoint_url::{without_user, wrong_port};
pub use idempotency_token::IdempotencyTokenProvider;
#[cfg(feature = "http-checksum")]
pub(crate) use layer_values::ChunkSize;
#[cfg(feature = "s3-express")]
pub(crate) use layer_values::ContextParam;
pub(crate) use layer_values::{DisableHostPrefix, ResponseLimit};
#[cfg(feature = "request-compression")]
pub(crate) use layer_values::{DisableRequestCompression, MinCompressionSize};
pub(crate) use overrides::ConfigOverride;
#[doc(hidden)]
pub use settings::Settings;
