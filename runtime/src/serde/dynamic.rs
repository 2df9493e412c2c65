//! Structures without their Rust types: what protocols are handed, so that they are compiled once.

use super::writer::{Members, Missing};
use super::{SerdeResult, Sink, Source, Structure, WriteMembers, structure};
use crate::schema::{Part, ShapeSchema};

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

    /// What writes its members.
    #[cfg(feature = "test-util")]
    pub(crate) fn values(&self) -> &'a WriteMembers<'a> {
        self.members
    }

    /// Writes the members that have a value.
    ///
    /// # Errors
    /// Those of the codec.
    pub fn write(&self, to: &mut Sink<'_>) -> SerdeResult {
        self.write_part(Part::Whole, to)
    }

    /// Writes those members of a part that have a value: a structure with all of them, or what is in the place of each.
    ///
    /// # Errors
    /// Those of the codec.
    pub fn write_part(&self, part: Part, to: &mut Sink<'_>) -> SerdeResult {
        if part.is_apart() {
            return self.members(part, to.reborrow());
        }
        if let Some(to) = to.codec() {
            return to.write_struct(self.schema.schema(), &self.part(part));
        }
        self.members(part, to.reborrow())?;
        to.close();
        Ok(())
    }

    /// Writes those members of a part that have a value, with nothing around them.
    pub(crate) fn members(&self, part: Part, to: Sink<'_>) -> SerdeResult {
        self.part(part).write(to)
    }

    /// Its members of a part, for a codec of AWS.
    pub(crate) fn part(&self, part: Part) -> Members<'_> {
        Members { shape: self.schema, write: self.members, part, missing: Some(&self.missing) }
    }

    /// Notes that a required member has a value that is as good as none.
    #[cfg(feature = "http-binding")]
    pub(crate) fn miss(&self, member: &'static str) {
        self.missing.borrow_mut().push(member);
    }

    /// The required members that have no value, in the order of the model; known once the structure was written.
    pub(crate) fn into_missing(self) -> Vec<&'static str> {
        let missing = self.missing.into_inner();
        let found = self.schema.members().filter(|member| missing.contains(&member.name));
        found.map(|member| member.name).collect()
    }
}

/// Reads a value from where it is found.
pub type ReadValue<'a> = dyn FnMut(&mut Source<'_>) -> SerdeResult + 'a;

type ReadPart<'a> = dyn FnMut(Part, &mut Source<'_>) -> SerdeResult + 'a;

/// A structure to be read.
pub struct DynBuilder<'a> {
    schema: &'static ShapeSchema,
    read: &'a mut ReadPart<'a>,
}

impl DynBuilder<'_> {
    /// The schema of the structure.
    pub fn schema(&self) -> &'static ShapeSchema {
        self.schema
    }

    /// Whether the structure has members. Where it has none, services answer with what they like - nothing, `null`, a
    /// line of text - which is not looked at.
    pub fn has_members(&self) -> bool {
        self.schema.members().len() > 0
    }

    /// Reads the members that are there.
    ///
    /// # Errors
    /// Those of the codec.
    pub fn read(&mut self, from: &mut Source<'_>) -> SerdeResult {
        self.read_part(Part::Whole, from)
    }

    /// Reads those members of a part that are there.
    ///
    /// # Errors
    /// Those of the codec.
    pub fn read_part(&mut self, part: Part, from: &mut Source<'_>) -> SerdeResult {
        (self.read)(part, from)
    }
}

/// Reads the members of a structure by whatever is handed its builder.
pub(crate) fn read_builder<T: Structure>(
    read: &mut dyn FnMut(&mut DynBuilder<'_>) -> SerdeResult,
) -> SerdeResult<T::Builder> {
    let mut builder = T::Builder::default();
    let mut members = |part: Part, from: &mut Source<'_>| structure::read_members::<T>(&mut builder, part, from);
    read(&mut DynBuilder { schema: T::shape(), read: &mut members })?;
    Ok(builder)
}
