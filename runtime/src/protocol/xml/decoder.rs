//! XML as a [`Decoder`].

use crate::codec::xml::Reader;
use crate::schema::{SerdeResult, simple_reads};
use crate::serde::{Decoder, ReadElement, ReadEntry, ReadMember, Source};
use aws_smithy_schema::Schema;
use aws_smithy_types::{BigDecimal, BigInteger, Blob, DateTime};
use std::borrow::Cow;

impl Decoder for Reader<'_> {
    fn read_struct(&mut self, schema: &Schema<'_>, member: &mut ReadMember<'_>) -> SerdeResult {
        self.read_struct(schema, |schema, from| member(schema, &mut Source::new(from)))
    }

    fn read_list(&mut self, schema: &Schema<'_>, element: &mut ReadElement<'_>) -> SerdeResult {
        self.read_list(schema, |from| element(&mut Source::new(from)))
    }

    fn read_map(&mut self, schema: &Schema<'_>, entry: &mut ReadEntry<'_>) -> SerdeResult {
        self.read_map(schema, |key, from| entry(key, &mut Source::new(from)))
    }

    simple_reads! {
        read_str: Cow<'_, str> = read_str;
        read_boolean: bool = read_boolean;
        read_byte: i8 = read_integer;
        read_short: i16 = read_integer;
        read_integer: i32 = read_integer;
        read_long: i64 = read_integer;
        read_float: f32 = read_number;
        read_double: f64 = read_number;
        read_big_integer: BigInteger = read_number;
        read_big_decimal: BigDecimal = read_number;
        read_blob: Blob = read_blob;
    }

    fn read_timestamp(&mut self, schema: &Schema<'_>) -> SerdeResult<DateTime> {
        self.read_timestamp(schema)
    }

    fn skip_value(&mut self) -> SerdeResult {
        self.skip_value()
    }
}
