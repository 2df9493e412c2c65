//! Structures without their Rust types: what protocols are handed, so that they are compiled once.

use super::writer::Missing;
use super::{SerdeResult, Sink, Source, Structure, WriteMembers, Writer, structure};
use crate::schema::ShapeSchema;
use aws_smithy_schema::Schema;
use aws_smithy_schema::serde::{SerializableStruct, ShapeSerializer};

/// A structure to be written.
pub struct DynStructure<'a> {
    schema: &'static ShapeSchema,
    members: &'a WriteMembers<'a>,
    /// The required members without a value that writing came across.
    missing: Missing,
}

impl<'a> DynStructure<'a> {
    pub(crate) fn new(schema: &'static ShapeSchema, members: &'a WriteMembers<'a>) -> Self {
        Self { schema, members, missing: Missing::default() }
    }

    /// The schema of the structure.
    pub fn schema(&self) -> &'static ShapeSchema {
        self.schema
    }

    /// Writes the members that have a value.
    ///
    /// # Errors
    /// Those of the codec.
    pub fn write(&self, to: &mut Sink<'_>) -> SerdeResult {
        if let Some(to) = to.codec() {
            return to.write_struct(self.schema.schema(), self);
        }
        (self.members)(&mut Writer::new(self.schema, to.reborrow(), Some(&self.missing)))?;
        to.close();
        Ok(())
    }

    /// The required members that have no value, in the order of the model; known once the structure was written.
    pub(crate) fn into_missing(self) -> Vec<&'static str> {
        self.missing.into_inner()
    }
}

/// For a codec of AWS.
impl SerializableStruct for DynStructure<'_> {
    fn schema(&self) -> &Schema<'_> {
        self.schema.schema()
    }

    fn serialize_members(&self, to: &mut dyn ShapeSerializer) -> SerdeResult {
        (self.members)(&mut Writer::new(self.schema, Sink::new(to), Some(&self.missing)))
    }
}

/// Reads a value from where it is found.
pub type ReadValue<'a> = dyn FnMut(&mut Source<'_>) -> SerdeResult + 'a;

/// A structure to be read.
pub struct DynBuilder<'a> {
    schema: &'static ShapeSchema,
    read: &'a mut ReadValue<'a>,
}

impl DynBuilder<'_> {
    /// The schema of the structure.
    pub fn schema(&self) -> &'static ShapeSchema {
        self.schema
    }

    /// Reads the members that are there.
    ///
    /// # Errors
    /// Those of the codec.
    pub fn read(&mut self, from: &mut Source<'_>) -> SerdeResult {
        (self.read)(from)
    }
}

/// Reads the members of a structure by whatever is handed its builder.
pub(crate) fn read_builder<T: Structure>(
    read: &mut dyn FnMut(&mut DynBuilder<'_>) -> SerdeResult,
) -> SerdeResult<T::Builder> {
    let mut builder = T::Builder::default();
    let mut members = |from: &mut Source<'_>| structure::read_members::<T>(&mut builder, from);
    read(&mut DynBuilder { schema: T::shape(), read: &mut members })?;
    Ok(builder)
}
