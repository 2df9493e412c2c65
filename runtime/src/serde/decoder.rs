//! [`Decoder`]: what values are read from, whatever the format.

use super::{SerdeResult, Source};
use aws_smithy_schema::Schema;
use aws_smithy_schema::serde::{SerdeError, ShapeDeserializer};
use aws_smithy_types::{BigDecimal, BigInteger, Blob, DateTime, Document};
use std::borrow::Cow;

/// Reads a member of a structure. A member that the model does not have comes with a schema that is no member, or one
/// that has its name and the index of none, and may be left alone.
pub type ReadMember<'a> = dyn FnMut(&Schema<'_>, &mut Source<'_>) -> SerdeResult + 'a;
/// Reads an element of a list.
pub type ReadElement<'a> = dyn FnMut(&mut Source<'_>) -> SerdeResult + 'a;
/// Reads a value of a map, given its key.
pub type ReadEntry<'a> = dyn FnMut(Cow<'_, str>, &mut Source<'_>) -> SerdeResult + 'a;

/// Methods that fail, for whoever has no such value.
macro_rules! unreadable {
    ($($method:ident: $type:ty;)*) => {$(
        fn $method(&mut self, schema: &Schema<'_>) -> SerdeResult<$type> {
            Err(no_such_value(schema))
        }
    )*};
}

/// What values are read from. Whatever is not said to be there is an error.
#[expect(missing_docs, reason = "a method per Smithy type")]
pub trait Decoder {
    /// Reads the members of a structure or union that are there and not null.
    fn read_struct(&mut self, schema: &Schema<'_>, _: &mut ReadMember<'_>) -> SerdeResult {
        Err(no_such_value(schema))
    }
    /// Reads the elements of a list, nulls among them.
    fn read_list(&mut self, schema: &Schema<'_>, _: &mut ReadElement<'_>) -> SerdeResult {
        Err(no_such_value(schema))
    }
    /// Reads the entries of a map, nulls among them.
    fn read_map(&mut self, schema: &Schema<'_>, _: &mut ReadEntry<'_>) -> SerdeResult {
        Err(no_such_value(schema))
    }
    /// A guess at how many elements the list or map has that comes next, to make room for them.
    fn likely_length(&self) -> usize {
        0
    }
    /// Reads a string without taking it.
    fn read_str(&mut self, schema: &Schema<'_>) -> SerdeResult<Cow<'_, str>> {
        Err(no_such_value(schema))
    }
    fn read_string(&mut self, schema: &Schema<'_>) -> SerdeResult<String> {
        self.read_str(schema).map(Cow::into_owned)
    }
    unreadable! {
        read_boolean: bool;
        read_byte: i8;
        read_short: i16;
        read_integer: i32;
        read_long: i64;
        read_float: f32;
        read_double: f64;
        read_big_integer: BigInteger;
        read_big_decimal: BigDecimal;
        read_blob: Blob;
        read_timestamp: DateTime;
        read_document: Document;
    }
    /// Whether a required member that is absent is an error. A service may leave one out all the same.
    fn is_strict(&self) -> bool {
        false
    }
    /// Whether a null comes next.
    fn is_null(&self) -> bool {
        false
    }
    /// Reads a null.
    fn read_null(&mut self) -> SerdeResult {
        Ok(())
    }
    /// Skips any value.
    fn skip_value(&mut self) -> SerdeResult {
        Ok(())
    }
    /// Reads any value as a text of JSON; skips it if there is none for it.
    fn keep_value(&mut self) -> SerdeResult<Option<String>> {
        self.skip_value().map(|()| None)
    }
}

#[cold]
fn no_such_value(schema: &Schema<'_>) -> SerdeError {
    SerdeError::type_mismatch(format!("there is no {:?} here", schema.shape_type()))
}

/// A [`Decoder`] of a codec of AWS.
#[expect(missing_debug_implementations, reason = "what it borrows has no Debug")]
pub struct Adapted<'a>(pub &'a mut dyn ShapeDeserializer);

/// Methods that are the same on both sides.
macro_rules! delegate {
    ($($method:ident: $type:ty;)*) => {$(
        fn $method(&mut self, schema: &Schema<'_>) -> SerdeResult<$type> {
            self.0.$method(schema)
        }
    )*};
}

impl Decoder for Adapted<'_> {
    fn read_struct(&mut self, schema: &Schema<'_>, member: &mut ReadMember<'_>) -> SerdeResult {
        self.0.read_struct(schema, &mut |schema, from| member(schema, &mut Source::new(&mut Adapted(from))))
    }

    fn read_list(&mut self, schema: &Schema<'_>, element: &mut ReadElement<'_>) -> SerdeResult {
        self.0.read_list(schema, &mut |from| element(&mut Source::new(&mut Adapted(from))))
    }

    fn read_map(&mut self, schema: &Schema<'_>, entry: &mut ReadEntry<'_>) -> SerdeResult {
        self.0.read_map(schema, &mut |key, from| entry(key.into(), &mut Source::new(&mut Adapted(from))))
    }

    fn read_str(&mut self, schema: &Schema<'_>) -> SerdeResult<Cow<'_, str>> {
        self.0.read_string(schema).map(Cow::Owned)
    }

    delegate! {
        read_boolean: bool;
        read_byte: i8;
        read_short: i16;
        read_integer: i32;
        read_long: i64;
        read_float: f32;
        read_double: f64;
        read_big_integer: BigInteger;
        read_big_decimal: BigDecimal;
        read_blob: Blob;
        read_timestamp: DateTime;
        read_document: Document;
    }

    fn is_null(&self) -> bool {
        self.0.is_null()
    }

    fn read_null(&mut self) -> SerdeResult {
        self.0.read_null()
    }

    fn skip_value(&mut self) -> SerdeResult {
        self.0.skip_value()
    }
}
