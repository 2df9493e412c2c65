//! [`Protocol`]: what the messages of a service look like on the wire. Nothing here does I/O.
//!
//! A protocol is one folder and one Cargo feature. It turns structures into whole requests and whole responses into
//! structures, so that members may be anywhere in a message: in the body, in headers, in the path.
//! [`Adapter`] makes a protocol of any of `aws-smithy-schema`.

mod adapter;
#[cfg(feature = "aws-json")]
pub mod aws_json;
mod definition;
mod json;
mod payload;

pub use adapter::Adapter;
pub use definition::{Http, OperationSchema, Protocol, Request, Response, ServiceSchema, XmlNamespace};
pub use json::{JsonCodec, parse_document};
pub use payload::PayloadCodec;
