//! How values walk a schema, whatever the format.
//!
//! Values are written to a [`Sink`]: JSON, or the [`ShapeSerializer`] of `aws-smithy-schema` of any codec of AWS. They are
//! read from a [`Source`]: JSON, or a [`Decoder`], which is the [`ShapeDeserializer`] with strings that need not be copied.
//! [`Adapted`] makes a decoder of any codec of AWS.
//!
//! [`ShapeSerializer`]: aws_smithy_schema::serde::ShapeSerializer
//! [`ShapeDeserializer`]: aws_smithy_schema::serde::ShapeDeserializer

mod builder_fields;
mod decoder;
mod field;
mod reader;
mod sink;
mod source;
mod structure;
mod value;
mod writer;

pub use crate::schema::SerdeResult;
pub use builder_fields::{Kept, Slots, debug_builder};
pub use decoder::{Adapted, Decoder, ReadElement, ReadEntry, ReadMember};
pub use field::{Boxed, Field, Slot};
pub use reader::{Reader, VariantReader};
pub use sink::Sink;
pub use source::Source;
#[cfg(feature = "jmespath")]
pub(crate) use structure::table;
pub use structure::{Input, Structure, build, required};
pub(crate) use structure::{finish, input_table, read, read_members};
pub use value::{Item, Key, UnknownVariantError, UnknownVariantValue, Value, read_enum, try_parse};
pub use writer::Writer;
#[cfg(feature = "jmespath")]
pub(crate) use writer::write;
pub(crate) use writer::{WriteMembers, write_input};

/// What `Debug` shows in place of `@sensitive` values.
pub const REDACTED: &str = "*** Sensitive Data Redacted ***";
