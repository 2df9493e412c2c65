//! [`Protocol`]: what the messages of a service look like on the wire. Nothing here does I/O.
//!
//! A protocol is one folder and one Cargo feature. It turns structures into whole requests and whole responses into
//! structures, so that members may be anywhere in a message: in the body, in headers, in the path.
//! [`Adapter`] makes a protocol of any of `aws-smithy-schema`.

mod adapter;
#[cfg(feature = "aws-json")]
pub mod aws_json;
mod definition;
#[cfg(feature = "http-binding")]
mod http_binding;
mod json;
#[cfg(any(feature = "aws-json", feature = "http-binding", feature = "query", feature = "rpc-v2"))]
mod message;
mod payload;
#[cfg(feature = "query")]
pub mod query;
#[cfg(feature = "rest-json")]
pub mod rest_json;
#[cfg(feature = "rest-xml")]
pub mod rest_xml;
#[cfg(feature = "rpc-v2")]
pub mod rpc_v2;
#[cfg(all(test, any(feature = "rpc-v2-cbor", feature = "xml")))]
mod tests;
#[cfg(feature = "xml")]
mod xml;

pub use adapter::Adapter;
#[cfg(feature = "event-sender")]
pub(crate) use definition::EVENT_STREAM;
pub(crate) use definition::REQUEST_ID;
#[cfg(feature = "server")]
pub(crate) use definition::fault;
pub use definition::{Http, OperationSchema, Presigned, Protocol, Request, Response, ServiceSchema};
pub use json::{JsonCodec, parse_document};
#[cfg(feature = "s3")]
pub(crate) use message::body;
pub use payload::{PayloadCodec, XmlNamespace};
#[cfg(feature = "xml")]
pub use xml::XmlCodec;
