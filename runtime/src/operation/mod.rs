//! [`Service`] and [`Operation`]: what generated code says of a service and of each of its operations, and their
//! messages.

mod decode;
pub(crate) mod definition;
pub(crate) mod encode;
pub(crate) mod endpoint;
mod response;
#[cfg(feature = "server")]
mod server;
#[cfg(feature = "stream")]
pub(crate) mod stream;

pub use decode::decode;
#[cfg(feature = "event-stream")]
pub use decode::decode_events;
pub use definition::{
    AuthScheme, BodyHeaders, Customizations, EnvironmentParam, Http2, Operation, Output, RequestChecksum,
    ResponseChecksum, Service, Traits, host_label,
};
#[cfg(feature = "event-sender")]
pub use encode::encode_events;
pub use encode::{encode, encode_request};
pub use endpoint::{encode_to, endpoint};
pub use response::decode_response;
#[cfg(feature = "server")]
pub use server::{decode_input, encode_error, encode_output};
#[cfg(feature = "test-util")]
pub(crate) use server::{read_events, read_input, write_error, write_events, write_output};
#[cfg(feature = "test-util")]
pub(crate) use stream::has_stream;
