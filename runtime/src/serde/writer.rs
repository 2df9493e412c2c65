//! [`Writer`]: how members get to a codec.

use super::{Field, SerdeResult, Sink, Structure, UnknownMember, Value};
use crate::schema::{BuiltMember, Part, ShapeSchema};
use aws_smithy_schema::Schema;
use aws_smithy_schema::serde::{SerdeError, SerializableStruct, ShapeSerializer};
use std::cell::RefCell;

/// The names of required members without a value, as they are found.
pub(crate) type Missing = RefCell<Vec<&'static str>>;

/// Hands members to a codec.
pub struct Writer<'a> {
    shape: &'static ShapeSchema,
    to: Sink<'a>,
    part: Part,
    missing: Option<&'a Missing>,
}

impl<'a> Writer<'a> {
    #[inline]
    pub(crate) fn new(shape: &'static ShapeSchema, to: Sink<'a>, part: Part, missing: Option<&'a Missing>) -> Self {
        Self { shape, to, part, missing }
    }

    /// Writes the members of a structure that are set.
    pub fn members(&mut self, fields: &[&dyn Field]) -> SerdeResult {
        let members = fields.iter().copied().zip(&self.shape.built().members);
        match self.part {
            Part::Whole => self.object(members),
            Part::Payload => self.payload(members.filter(|(_, built)| built.is_in(Part::Payload))),
            #[cfg(feature = "event-sender")]
            Part::EventPayload => self.payload(members.filter(|(_, built)| built.is_in(Part::EventPayload))),
            part => self.object(members.filter(move |(_, built)| built.is_in(part))),
        }
    }

    /// Writes members, each by its name.
    #[inline]
    fn object<'f>(&mut self, members: impl Iterator<Item = (&'f dyn Field, &'static BuiltMember)>) -> SerdeResult {
        self.to.open();
        for (field, built) in members {
            let mark = self.to.member(&built.name);
            if !field.write_field(built.schema, &mut self.to)? {
                self.to.absent(mark);
                self.miss(built);
            }
        }
        Ok(())
    }

    /// Writes a member that nothing stands around.
    fn payload<'f>(&mut self, members: impl Iterator<Item = (&'f dyn Field, &'static BuiltMember)>) -> SerdeResult {
        for (field, built) in members {
            if !field.write_field(built.schema, &mut self.to)? {
                self.miss(built);
            }
        }
        Ok(())
    }

    /// Notes that a member has no value.
    #[inline]
    fn miss(&self, built: &BuiltMember) {
        if built.member.required
            && let Some(missing) = self.missing
        {
            missing.borrow_mut().push(built.member.name);
        }
    }

    /// Writes the member of a union that is set, by its index in the schema.
    #[inline]
    pub fn variant<T: Value>(&mut self, index: usize, value: &T) -> SerdeResult {
        value.write(self.member(index), &mut self.to)
    }

    /// Writes a union member that targets `smithy.api#Unit`: an empty structure.
    pub fn unit(&mut self, index: usize) -> SerdeResult {
        let schema = self.member(index);
        self.to.unit(schema)
    }

    /// Begins a member by its index in the schema.
    fn member(&mut self, index: usize) -> &'static Schema<'static> {
        let built = &self.shape.built().members[index];
        self.to.member(&built.name);
        built.schema
    }

    /// A union member that the model does not have cannot be sent. Serde takes what is kept of it before it hears that.
    pub fn unknown(&mut self, member: &UnknownMember) -> SerdeResult {
        #[cfg(feature = "serde")]
        if let Some(to) = self.to.codec() {
            // The error is the one below.
            let _ = member.write(to);
        }
        #[cfg(not(feature = "serde"))]
        let _ = member;
        Err(SerdeError::unsupported(format!("{} is an unknown variant, which cannot be sent", self.shape.name())))
    }
}

/// [`Structure::write`] of a value.
pub(crate) type WriteMembers<'a> = dyn Fn(&mut Writer<'_>) -> SerdeResult + 'a;

/// The members of a structure that are in a part of a message, for a codec of AWS.
pub(crate) struct Members<'a> {
    pub(super) shape: &'static ShapeSchema,
    pub(super) write: &'a WriteMembers<'a>,
    pub(super) part: Part,
    pub(super) missing: Option<&'a Missing>,
}

impl Members<'_> {
    #[inline]
    pub(super) fn write(&self, mut to: Sink<'_>) -> SerdeResult {
        (self.write)(&mut Writer::new(self.shape, to.reborrow(), self.part, self.missing))
    }
}

impl SerializableStruct for Members<'_> {
    fn schema(&self) -> &Schema<'_> {
        self.shape.schema()
    }

    fn serialize_members(&self, to: &mut dyn ShapeSerializer) -> SerdeResult {
        self.write(Sink::new(to))
    }
}

/// Writes a structure as a member, an element or a value.
#[inline]
pub(crate) fn write<T: Structure>(
    value: &T,
    shape: &'static ShapeSchema,
    schema: &Schema<'_>,
    to: &mut Sink<'_>,
) -> SerdeResult {
    if let Some(to) = to.codec() {
        return to
            .write_struct(schema, &Members { shape, write: &|to| value.write(to), part: Part::Whole, missing: None });
    }
    value.write(&mut Writer::new(shape, to.reborrow(), Part::Whole, None))?;
    to.close();
    Ok(())
}
