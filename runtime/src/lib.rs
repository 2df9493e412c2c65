//! What the client crates that Farrier generates stand on.
//!
//! Generated code is thin: structures, builders, enums and one table a shape. Everything that does not vary with the
//! model lives here: how tables become requests and responses ([`mod@structure`], [`value`], [`protocol`]), errors
//! ([`error`]), endpoint rules ([`endpoint`]) and, with features of their own, streams of events (`event_stream`), JMESPath
//! (`jmespath`) and the AWS runtime behind it all (`client`).
//! With the feature `validate`, `validate` checks values against the constraints of the model.

mod codec;
pub mod endpoint;
pub mod error;
#[cfg(feature = "event-stream")]
pub mod event_stream;
#[cfg(feature = "jmespath")]
pub mod jmespath;
mod macros;
pub mod operation;
pub mod primitives;
pub mod protocol;
pub mod rt;
mod scan;
pub mod schema;
pub mod serde;

#[cfg(feature = "client")]
pub mod client;
#[cfg(feature = "client")]
pub mod config;
#[cfg(feature = "protocol-test")]
pub mod protocol_test;
#[cfg(feature = "validate")]
pub mod validate;
