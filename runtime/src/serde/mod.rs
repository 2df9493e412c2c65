//! How values walk a schema, whatever the format.
//!
//! Values are written to a [`Sink`]: JSON, or the [`ShapeSerializer`] of `aws-smithy-schema` of any codec of AWS. They
//! are read from a [`Source`]: JSON, or a [`Decoder`], which is the [`ShapeDeserializer`] with strings that need not be
//! copied. [`Adapted`] makes a decoder of any codec of AWS.
//!
//! [`ShapeSerializer`]: aws_smithy_schema::serde::ShapeSerializer
//! [`ShapeDeserializer`]: aws_smithy_schema::serde::ShapeDeserializer

mod debug;
mod decoder;
#[cfg(any(feature = "jmespath", feature = "validate"))]
pub(crate) mod document;
mod dynamic;
mod field;
mod reader;
mod sink;
mod source;
mod structure;
mod unknown;
mod value;
mod writer;

pub use crate::schema::SerdeResult;
pub use debug::{REDACTED, debug_fluent_builder, debug_struct, debug_unknown};
pub use decoder::{Adapted, Decoder, ReadElement, ReadEntry, ReadMember};
pub(crate) use dynamic::read_builder;
pub use dynamic::{DynBuilder, DynStructure, ReadValue};
pub use field::{Boxed, BuilderField, Field};
pub use reader::{Reader, VariantReader};
pub use sink::Sink;
pub use source::Source;
pub(crate) use structure::finish;
#[cfg(any(feature = "event-stream", feature = "serde", feature = "test-util"))]
pub(crate) use structure::read;
pub use structure::{Structure, StructureBuilder, Union, build, required};
pub use unknown::UnknownMember;
pub use value::{Item, Key, UnknownVariantError, UnknownVariantValue, Value, read_enum, try_parse};
pub(crate) use writer::WriteMembers;
pub use writer::Writer;
