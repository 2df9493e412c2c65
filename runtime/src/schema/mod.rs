//! Shape schemas: what the model says of a structure or union, as constant data.
//!
//! A generated crate holds one per structure, union and error. Codecs, `validate` and the report of missing members all
//! read it. It is an id and a [schema text](farrier_schema_text), because a constant per member was 6 % of what type
//! checking a generated crate costs, and a static per shape another 5 %. `shape` makes a [`ShapeSchema`] of them on
//! first use, with the `aws-smithy-schema` schema that a codec needs.

mod aws;
mod location;
mod names;
mod registry;
mod shape;
mod simple;

#[cfg(feature = "query")]
pub(crate) use aws::ec2_query_name;
#[cfg(feature = "xml")]
pub(crate) use aws::is_left_out;
#[cfg(feature = "client")]
pub(crate) use aws::json_name;
pub(crate) use aws::{BuiltMember, bare, unknown_member};
pub use aws_smithy_schema::serde::SerdeError;
pub use farrier_schema_text::{IDEMPOTENCY_TOKEN, MemberSchema, SENSITIVE, ShapeType, ValueSchema};
#[cfg(any(feature = "http-binding", feature = "test-util"))]
pub(crate) use location::Location;
pub use location::Part;
#[cfg(feature = "event-stream")]
pub(crate) use location::is_raw;
#[cfg(any(feature = "http-binding", feature = "event-stream"))]
pub(crate) use location::raw_media_type;
#[cfg(any(feature = "xml", feature = "rpc-v2-cbor"))]
pub(crate) use names::find_from;
pub(crate) use names::{JsonName, Names, WORD as JSON_WORD};
pub use registry::shape;
pub use shape::ShapeSchema;
#[allow(unused_imports, reason = "as the macros")]
pub(crate) use simple::{simple_reads, simple_writes};

/// The result of writing or reading by a schema.
pub type SerdeResult<T = ()> = Result<T, SerdeError>;
