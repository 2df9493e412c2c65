//! What the client crates that Farrier generates stand on.
//!
//! Generated code is thin: structures, builders, enums and one schema per shape. Everything that does not vary with the
//! model lives here. Programs seldom name this crate, because clients re-export what their users need. What may be
//! named is listed below; all else is `#[doc(hidden)]`, belongs to generated code, and changes with it.
//!
//! Modules stand in layers, and each imports only from those before it:
//!
//! 1. `schema`: what a model says of a shape, from its schema text
//! 2. `codec`: the bytes of each format
//! 3. `serde`: how the values of Rust types walk a schema, whatever the format
//! 4. `serde_impl`: hands values to the formats of serde, and takes them from there, with the feature `serde`
//! 5. [`protocol`]: requests and responses of each protocol
//! 6. [`error`]: what a service answered, what could not be read, what was asked for wrongly
//! 7. `stream` and `event_stream`: bodies that are streams, with the features `byte-stream` and `event-stream`
//! 8. [`endpoint`] and `jmespath`: what endpoint rules and expressions of the model call
//! 9. [`operation`]: what is said of a service and its operations, and their messages without a connection
//! 10. `redaction`, `config` and `client`: the AWS runtime behind it all, with the feature `client`
//! 11. `customizations`: what single services need beyond their models
//! 12. `validate`: checks values against the constraints of the model, with the feature of that name
//! 13. `fake`: answers requests by functions of a test, with the feature `test-util`

mod codec;
mod defaults;
mod macros;
mod module;
mod scan;

#[cfg(feature = "client")]
pub mod client;
#[cfg(feature = "client")]
pub mod config;
pub mod endpoint;
pub mod error;
#[cfg(feature = "event-stream")]
pub mod event_stream;
#[cfg(feature = "test-util")]
pub mod fake;
#[cfg(feature = "test-util")]
mod fixture;
#[cfg(feature = "mocks")]
pub mod mocks;
pub mod operation;
pub mod primitives;
pub mod protocol;
#[cfg(feature = "client")]
mod redaction;
#[cfg(feature = "serde")]
pub mod serde_impl;
#[cfg(feature = "validate")]
pub mod validate;

#[doc(hidden)]
pub mod customizations;
#[cfg(feature = "jmespath")]
#[doc(hidden)]
pub mod jmespath;
#[cfg(feature = "protocol-test")]
#[doc(hidden)]
pub mod protocol_test;
#[doc(hidden)]
pub mod rt;
#[doc(hidden)]
pub mod schema;
#[doc(hidden)]
pub mod serde;
#[cfg(feature = "stream")]
#[doc(hidden)]
pub mod stream;
#[cfg(any(feature = "client", feature = "event-stream", feature = "validate"))]
#[doc(hidden)]
pub mod sync;
