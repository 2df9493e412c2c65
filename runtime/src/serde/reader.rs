//! [`Reader`]: how members get into the fields of a builder.

use super::source::Found;
use super::{BuilderField, SerdeResult, Source, Structure, Union, UnknownMember, Value};
use crate::codec::json;
use crate::schema::{Part, ShapeSchema, unknown_member};
use aws_smithy_schema::serde::SerdeError;
use aws_smithy_schema::{Schema, ShapeType};

/// Goes through the fields of a builder: to read members into them, or to see which are missing.
pub struct Reader<'a> {
    pub(super) shape: &'static ShapeSchema,
    /// Which of its members are read.
    part: Part,
    /// `None` to look only.
    from: Option<Source<'a>>,
    /// The required members that are absent.
    pub(super) missing: Vec<&'static str>,
}

impl<'a> Reader<'a> {
    pub(super) fn new<T: Structure>(part: Part, from: Option<Source<'a>>) -> Self {
        Self { shape: T::shape(), part, from, missing: Vec::new() }
    }

    /// Reads every member there is into its field, and notes the required ones that are absent; members that the model
    /// does not have are skipped.
    pub fn members(&mut self, fields: &mut [&mut dyn BuilderField]) -> SerdeResult {
        // One bit per member that was read, as far as there are bits.
        let mut seen = 0_u64;
        let (part, built) = (self.part, self.shape.built());
        if let Some(from) = &mut self.from {
            from.members(self.shape, |found, mut from| {
                let wanted =
                    |index: usize| part == Part::Whole || built.members.get(index).is_some_and(|of| of.is_in(part));
                let Found::Known(index, schema) = found else { return from.skip_value() };
                let Some(field) = fields.get_mut(index).filter(|_| wanted(index)) else { return from.skip_value() };
                seen |= bit(index);
                field.read_field(schema, &mut from).map_err(|error| within(schema, &error))
            })?;
        }
        for &index in &built.required {
            if seen & bit(index) == 0 && fields.get(index).is_some_and(|field| !field.is_set()) {
                self.missing.push(built.members[index].member.name);
            }
        }
        Ok(())
    }

    /// Looks whether the stream of a response is set, which is no member to read.
    #[cfg(feature = "event-stream")]
    pub fn events(&mut self, name: &'static str, is_set: bool) -> SerdeResult {
        self.missing.extend((self.from.is_none() && !is_set).then_some(name));
        Ok(())
    }

    /// Reads the one member of a union; those that the model does not have come with an index of none.
    pub fn variant(&mut self, read: &mut dyn FnMut(usize, &mut VariantReader<'_>) -> SerdeResult) -> SerdeResult {
        let Some(from) = &mut self.from else { return Ok(()) };
        let Some((index, schema)) = from.enter_variant(self.shape) else { return self.members_of_union(0, read) };
        read(index, &mut VariantReader { schema, from: from.reborrow() }).map_err(|error| within(schema, &error))?;
        if from.leave_variant() { Ok(()) } else { self.members_of_union(1, read) }
    }

    /// Reads the members of a union, or what is left of it after one, in any form it may have.
    #[inline(never)]
    fn members_of_union(
        &mut self,
        mut known: usize,
        read: &mut dyn FnMut(usize, &mut VariantReader<'_>) -> SerdeResult,
    ) -> SerdeResult {
        let Some(from) = &mut self.from else { return Ok(()) };
        let members = &self.shape.built().members;
        let (mut any, mut null) = (known > 0, None);
        from.members_after(known, self.shape, |found, mut from| {
            if from.is_null() {
                // It is no member, but for a document where there is no other.
                if let Found::Known(index, _) = found {
                    null =
                        Some(index).filter(|index| members[*index].schema.shape_type() == ShapeType::Document).or(null);
                }
                return from.read_null();
            }
            any = true;
            match found {
                Found::Known(index, schema) => {
                    let mut value = VariantReader { schema, from: from.reborrow() };
                    read(index, &mut value).map_err(|error| within(schema, &error))?;
                    // Who reads may try another member after one that failed.
                    known += 1;
                    Ok(())
                }
                Found::Unknown(name) => {
                    let schema = unknown_member(name);
                    read(usize::MAX, &mut VariantReader { schema: &schema, from: from.reborrow() })
                }
            }
        })?;
        match (known, null) {
            (0 | 1, _) if any => Ok(()),
            (0, Some(index)) => {
                let mut null = json::Body::new(b"null")?;
                read(index, &mut VariantReader { schema: members[index].schema, from: Source::json(null.reader()) })
            }
            (0, None) => {
                Err(SerdeError::invalid_input(format!("the union {} without a member set", self.shape.name())))
            }
            _ => Err(SerdeError::invalid_input(format!("the union {} with {known} members set", self.shape.name()))),
        }
    }
}

/// How an error begins that says where it was.
const MEMBER: &str = "member `";

/// The error with one more part of the path to the member it is about, from the inside out. Keys of maps are none,
/// since they may be secret, and indices of lists are not counted.
#[cold]
fn within(member: &Schema<'_>, error: &SerdeError) -> SerdeError {
    let (name, text) = (member.member_name().unwrap_or_default(), error.to_string());
    SerdeError::custom(match text.strip_prefix(MEMBER) {
        Some(rest) => format!("{MEMBER}{name}.{rest}"),
        None => format!("{MEMBER}{name}`: {text}"),
    })
}

/// The bit of a member; none if there are too many.
fn bit(index: usize) -> u64 {
    u32::try_from(index).ok().and_then(|index| 1_u64.checked_shl(index)).unwrap_or_default()
}

/// Reads the value of a union member.
pub struct VariantReader<'a> {
    schema: &'a Schema<'a>,
    from: Source<'a>,
}

impl VariantReader<'_> {
    /// Reads the value of a variant. It goes straight to its place: every copy waits for the one before.
    #[inline]
    pub fn value<T: Value, U>(&mut self, slot: &mut Option<U>, variant: impl FnOnce(T) -> U) -> SerdeResult {
        *slot = Some(variant(T::read(self.schema, &mut self.from)?));
        Ok(())
    }

    /// Reads the value of a variant that is boxed because its shape is recursive.
    #[inline]
    pub fn boxed<T: Value, U>(&mut self, slot: &mut Option<U>, variant: impl FnOnce(Box<T>) -> U) -> SerdeResult {
        self.value(slot, |value| variant(Box::new(value)))
    }

    /// Reads the empty structure of a variant that targets `smithy.api#Unit`.
    #[inline]
    pub fn unit<U>(&mut self, slot: &mut Option<U>, variant: U) -> SerdeResult {
        self.from.skip_value()?;
        *slot = Some(variant);
        Ok(())
    }

    /// Keeps a member that the model does not have, unless something was read before.
    #[inline]
    pub fn unknown<U: Union>(&mut self, slot: &mut Option<U>) -> SerdeResult {
        match slot {
            Some(_) => self.from.skip_value(),
            None => self.keep().map(|member| *slot = Some(U::unknown(member))),
        }
    }

    #[inline(never)]
    fn keep(&mut self) -> SerdeResult<UnknownMember> {
        let name = self.schema.member_name().unwrap_or_default();
        Ok(self.from.keep_value()?.map(|json| UnknownMember::new(name, json)).unwrap_or_default())
    }
}
