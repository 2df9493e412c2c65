//! [`Source`]: where values are read from.

use super::{Decoder, ReadElement, ReadEntry, ReadMember, SerdeResult};
use crate::codec::json;
use crate::schema::ShapeSchema;
use aws_smithy_schema::Schema;
use aws_smithy_types::{BigDecimal, BigInteger, Blob, DateTime, Document};
use std::borrow::Cow;

/// Where values are read from: JSON, or any other [`Decoder`]. As of [`Sink`](super::Sink), JSON is read by direct
/// calls.
#[expect(missing_debug_implementations, reason = "what it borrows has no Debug")]
pub struct Source<'a>(From<'a>);

enum From<'a> {
    Json(json::Reader<'a>),
    Decoder(&'a mut dyn Decoder),
}

/// A member that comes next.
pub(crate) enum Found<'s> {
    /// One of the schema.
    Known(usize, &'s Schema<'s>),
    /// The name of another, if there is one.
    Unknown(&'s str),
}

/// Methods that are those of [`Decoder`].
macro_rules! delegate {
    ($($(#[$doc:meta])* $method:ident($($argument:ident: $of:ty),*) -> $type:ty;)*) => {$(
        $(#[$doc])*
        #[inline]
        pub fn $method(&mut self $(, $argument: $of)*) -> $type {
            match &mut self.0 {
                From::Json(json) => json.$method($($argument),*),
                From::Decoder(from) => from.$method($($argument),*),
            }
        }
    )*};
}

#[expect(missing_docs, reason = "a method per Smithy type")]
impl<'a> Source<'a> {
    /// Reads from a decoder.
    pub fn new(from: &'a mut dyn Decoder) -> Self {
        Self(From::Decoder(from))
    }

    #[inline]
    pub(crate) fn json(from: json::Reader<'a>) -> Self {
        Self(From::Json(from))
    }

    /// The same, for a shorter time.
    #[inline]
    pub(crate) fn reborrow(&mut self) -> Source<'_> {
        Source(match &mut self.0 {
            From::Json(json) => From::Json(json.reborrow()),
            From::Decoder(from) => From::Decoder(*from),
        })
    }

    /// Reads the members that are there and not null, by the schema of their structure or union.
    #[inline]
    pub(crate) fn members(
        &mut self,
        shape: &ShapeSchema,
        member: impl FnMut(Found<'_>, Source<'_>) -> SerdeResult,
    ) -> SerdeResult {
        self.members_after(0, shape, member)
    }

    /// The same, or what is left of it after so many members: none, or that of [`enter_variant`](Self::enter_variant).
    #[inline]
    pub(crate) fn members_after(
        &mut self,
        taken: usize,
        shape: &ShapeSchema,
        mut member: impl FnMut(Found<'_>, Source<'_>) -> SerdeResult,
    ) -> SerdeResult {
        let built = shape.built();
        match &mut self.0 {
            From::Json(json) => json.members(
                taken == 0,
                |name, likely| built.names.find(name, likely).map(|index| (index, built.members[index].schema)),
                |found, from| match found {
                    Ok((index, schema)) => member(Found::Known(index, schema), Source::json(from)),
                    Err(name) => member(Found::Unknown(name), Source::json(from)),
                },
            ),
            From::Decoder(from) => from.read_struct(&built.schema, &mut |schema, from| {
                let found = match schema.member_index().filter(|index| *index < built.members.len()) {
                    Some(index) => Found::Known(index, schema),
                    None => Found::Unknown(schema.member_name().unwrap_or_default()),
                };
                member(found, from.reborrow())
            }),
        }
    }

    /// Enters a union if that is an object that begins with a member of its schema, which is not null: all but a few.
    /// What is there then is its value.
    #[inline]
    pub(crate) fn enter_variant<'s>(&mut self, shape: &'s ShapeSchema) -> Option<(usize, &'s Schema<'static>)> {
        let From::Json(json) = &mut self.0 else { return None };
        let index = json.enter_member(&shape.built().names)?;
        Some((index, shape.built().members[index].schema))
    }

    /// Leaves a union that was entered, if it ends after its value.
    #[inline]
    pub(crate) fn leave_variant(&mut self) -> bool {
        match &mut self.0 {
            From::Json(json) => json.leave_member(),
            From::Decoder(_) => false,
        }
    }

    /// Reads the members of a structure or union that are there and not null.
    pub fn read_struct(&mut self, schema: &Schema<'_>, member: &mut ReadMember<'_>) -> SerdeResult {
        match &mut self.0 {
            From::Json(json) => json.read_struct(schema, |schema, from| member(schema, &mut Source::json(from))),
            From::Decoder(from) => from.read_struct(schema, member),
        }
    }

    /// Reads the elements of a list, nulls among them.
    #[inline]
    pub fn read_list(&mut self, schema: &Schema<'_>, element: &mut ReadElement<'_>) -> SerdeResult {
        match &mut self.0 {
            From::Json(json) => json.read_list(|from| element(&mut Source::json(from))),
            From::Decoder(from) => from.read_list(schema, element),
        }
    }

    /// Reads the entries of a map, nulls among them.
    #[inline]
    pub fn read_map(&mut self, schema: &Schema<'_>, entry: &mut ReadEntry<'_>) -> SerdeResult {
        match &mut self.0 {
            From::Json(json) => json.read_map(|key, from| entry(key, &mut Source::json(from))),
            From::Decoder(from) => from.read_map(schema, entry),
        }
    }

    delegate! {
        /// A guess at how many elements the list or map has that comes next, to make room for them.
        likely_length() -> usize;
        /// Reads a string without taking it.
        read_str(schema: &Schema<'_>) -> SerdeResult<Cow<'_, str>>;
        read_string(schema: &Schema<'_>) -> SerdeResult<String>;
        read_boolean(schema: &Schema<'_>) -> SerdeResult<bool>;
        read_byte(schema: &Schema<'_>) -> SerdeResult<i8>;
        read_short(schema: &Schema<'_>) -> SerdeResult<i16>;
        read_integer(schema: &Schema<'_>) -> SerdeResult<i32>;
        read_long(schema: &Schema<'_>) -> SerdeResult<i64>;
        read_float(schema: &Schema<'_>) -> SerdeResult<f32>;
        read_double(schema: &Schema<'_>) -> SerdeResult<f64>;
        read_big_integer(schema: &Schema<'_>) -> SerdeResult<BigInteger>;
        read_big_decimal(schema: &Schema<'_>) -> SerdeResult<BigDecimal>;
        read_blob(schema: &Schema<'_>) -> SerdeResult<Blob>;
        read_timestamp(schema: &Schema<'_>) -> SerdeResult<DateTime>;
        read_document(schema: &Schema<'_>) -> SerdeResult<Document>;
        /// Reads a null.
        read_null() -> SerdeResult;
        /// Skips any value.
        skip_value() -> SerdeResult;
        /// Reads any value as a text of JSON; skips it if there is none for it.
        keep_value() -> SerdeResult<Option<String>>;
    }

    /// Whether a required member that is absent is an error.
    pub(crate) fn is_strict(&self) -> bool {
        match &self.0 {
            From::Json(_) => false,
            From::Decoder(from) => from.is_strict(),
        }
    }

    /// Whether a null comes next.
    #[inline]
    pub fn is_null(&self) -> bool {
        match &self.0 {
            From::Json(json) => json.is_null(),
            From::Decoder(from) => from.is_null(),
        }
    }
}
