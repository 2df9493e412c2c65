//! Values from [`Node`]s, by their schemas.

use super::kept;
use super::node::{Node, blob, finite, name};
use crate::codec::timestamp as text;
use crate::schema::{ShapeSchema, unknown_member};
use crate::serde::{Decoder, ReadElement, ReadEntry, ReadMember, SerdeResult, Source};
use aws_smithy_schema::serde::SerdeError;
use aws_smithy_schema::{Schema, ShapeType};
use aws_smithy_types::date_time::Format;
use aws_smithy_types::{BigDecimal, BigInteger, Blob, DateTime, Document};
use std::borrow::Cow;
use std::str::FromStr;

/// Reads a node.
pub(super) struct Nodes<'a>(pub(super) &'a Node);

impl<'a> Nodes<'a> {
    /// Goes through the members that are there and not null, with their schemas. A null is a document like any other.
    pub(super) fn each_member(
        &self,
        schema: &Schema<'_>,
        member: &mut dyn FnMut(&Schema<'_>, &'a Node) -> SerdeResult,
    ) -> SerdeResult {
        let (Node::Map(entries) | Node::Members(entries)) = self.0 else { return Err(self.wrong("a map of members")) };
        let shape = ShapeSchema::of(schema);
        for (key, value) in entries {
            match schema.members().iter().find(|member| name(shape, member) == key) {
                Some(found) if *value != Node::Null || found.shape_type() == ShapeType::Document => {
                    member(found, value)?
                }
                None if *value != Node::Null => member(&unknown_member(key), value)?,
                _ => {}
            }
        }
        Ok(())
    }

    fn wrong(&self, expected: &str) -> SerdeError {
        SerdeError::custom(format!("expected {expected}, found {}", self.0.kind()))
    }

    /// An integer of a type: a number that is a whole one, however the format has it.
    fn integer<T: TryFrom<i64>>(&self, expected: &str) -> SerdeResult<T> {
        let value = match self.0 {
            Node::Negative(value) => Some(*value),
            Node::Natural(value) => i64::try_from(*value).ok(),
            _ => None,
        };
        value.and_then(|value| T::try_from(value).ok()).ok_or_else(|| self.wrong(expected))
    }

    fn float(&self) -> SerdeResult<f64> {
        Ok(match self.0 {
            #[expect(clippy::cast_precision_loss, reason = "the member is a float")]
            Node::Negative(value) => *value as f64,
            #[expect(clippy::cast_precision_loss, reason = "the member is a float")]
            Node::Natural(value) => *value as f64,
            Node::Float(value) => *value,
            Node::Single(value) => (*value).into(),
            Node::Digits(digits) => finite(digits).ok_or_else(|| self.wrong("a number of 64 bits"))?,
            Node::String(value) => match value.as_str() {
                "NaN" => f64::NAN,
                "Infinity" => f64::INFINITY,
                "-Infinity" => f64::NEG_INFINITY,
                _ => return Err(self.wrong("a number")),
            },
            _ => return Err(self.wrong("a number")),
        })
    }

    /// A number of any size, from its digits.
    fn digits<T: FromStr>(&self) -> SerdeResult<T> {
        let digits = match self.0 {
            Node::String(text) => Some(text.clone()),
            number => number.digits(),
        };
        digits.ok_or_else(|| self.wrong("a number")).and_then(|digits| self.parsed(&digits))
    }

    fn parsed<T: FromStr>(&self, digits: &str) -> SerdeResult<T> {
        digits.parse().map_err(|_| self.wrong("a number"))
    }
}

impl Decoder for Nodes<'_> {
    fn is_strict(&self) -> bool {
        true
    }

    fn read_struct(&mut self, schema: &Schema<'_>, member: &mut ReadMember<'_>) -> SerdeResult {
        self.each_member(schema, &mut |schema, node| member(schema, &mut Source::new(&mut Nodes(node))))
    }

    fn read_list(&mut self, _: &Schema<'_>, element: &mut ReadElement<'_>) -> SerdeResult {
        let Node::List(items) = self.0 else { return Err(self.wrong("a list")) };
        items.iter().try_for_each(|item| element(&mut Source::new(&mut Nodes(item))))
    }

    fn read_map(&mut self, _: &Schema<'_>, entry: &mut ReadEntry<'_>) -> SerdeResult {
        let Node::Map(entries) = self.0 else { return Err(self.wrong("a map")) };
        entries.iter().try_for_each(|(key, value)| entry(key.into(), &mut Source::new(&mut Nodes(value))))
    }

    fn likely_length(&self) -> usize {
        match self.0 {
            Node::List(items) => items.len(),
            Node::Map(entries) => entries.len(),
            _ => 0,
        }
    }

    fn read_str(&mut self, _: &Schema<'_>) -> SerdeResult<Cow<'_, str>> {
        match self.0 {
            Node::String(value) => Ok(value.into()),
            _ => Err(self.wrong("a string")),
        }
    }

    fn read_boolean(&mut self, _: &Schema<'_>) -> SerdeResult<bool> {
        match self.0 {
            Node::Bool(value) => Ok(*value),
            _ => Err(self.wrong("a boolean")),
        }
    }

    fn read_byte(&mut self, _: &Schema<'_>) -> SerdeResult<i8> {
        self.integer("an integer of 8 bits")
    }

    fn read_short(&mut self, _: &Schema<'_>) -> SerdeResult<i16> {
        self.integer("an integer of 16 bits")
    }

    fn read_integer(&mut self, _: &Schema<'_>) -> SerdeResult<i32> {
        self.integer("an integer of 32 bits")
    }

    fn read_long(&mut self, _: &Schema<'_>) -> SerdeResult<i64> {
        self.integer("an integer of 64 bits")
    }

    #[expect(clippy::cast_possible_truncation, reason = "the member is a float of 32 bits, whatever the format has")]
    fn read_float(&mut self, _: &Schema<'_>) -> SerdeResult<f32> {
        let value = self.float()?;
        let single = value as f32;
        if single.is_infinite() && value.is_finite() { Err(self.wrong("a number of 32 bits")) } else { Ok(single) }
    }

    fn read_double(&mut self, _: &Schema<'_>) -> SerdeResult<f64> {
        self.float()
    }

    fn read_big_integer(&mut self, _: &Schema<'_>) -> SerdeResult<BigInteger> {
        match self.0 {
            Node::Float(_) | Node::Single(_) => Err(self.wrong("an integer, in a string if 64 bits are too few")),
            Node::Digits(digits) if digits.contains(['.', 'e', 'E']) => Err(self.wrong("an integer")),
            _ => self.digits(),
        }
    }

    fn read_big_decimal(&mut self, _: &Schema<'_>) -> SerdeResult<BigDecimal> {
        match self.0 {
            Node::Float(value) if !is_exact(*value) => Err(self.wrong(DECIMAL)),
            Node::Single(value) if !has_digits(&format!("{value:e}"), f32::DIGITS) => Err(self.wrong(DECIMAL)),
            // As JSON has it: with a zero behind the point.
            Node::Float(value) => self.parsed(&format!("{value:?}")),
            Node::Single(value) => self.parsed(&format!("{value:?}")),
            _ => self.digits(),
        }
    }

    fn read_blob(&mut self, _: &Schema<'_>) -> SerdeResult<Blob> {
        blob(self.0).ok_or_else(|| self.wrong("bytes, or a string in base64"))
    }

    fn read_timestamp(&mut self, schema: &Schema<'_>) -> SerdeResult<DateTime> {
        timestamp(schema, self.0)
    }

    fn read_document(&mut self, _: &Schema<'_>) -> SerdeResult<Document> {
        Ok(self.0.to_document())
    }

    fn is_null(&self) -> bool {
        *self.0 == Node::Null
    }

    fn keep_value(&mut self) -> SerdeResult<Option<String>> {
        kept::text(self.0)
    }
}

/// A timestamp: the seconds since 1970 as a number, or a text in its own format or any other that the seconds or date
/// are in.
pub(super) fn timestamp(schema: &Schema<'_>, node: &Node) -> SerdeResult<DateTime> {
    match node {
        Node::Negative(seconds) => Ok(DateTime::from_secs(*seconds)),
        Node::Natural(_) => Nodes(node).integer("a timestamp").map(DateTime::from_secs),
        Node::Float(_) | Node::Single(_) | Node::Digits(_) => microseconds(Nodes(node).float()?),
        Node::String(value) => {
            let of_trait = text::format(schema)?.unwrap_or(Format::DateTime);
            let others = [Format::DateTime, Format::EpochSeconds];
            let read = text::read(value, of_trait);
            read.or_else(|error| others.iter().find_map(|format| text::read(value, *format).ok()).ok_or(error))
        }
        _ => Err(Nodes(node).wrong("a timestamp")),
    }
}

/// What a number is to be for a `BigDecimal`.
const DECIMAL: &str = "a number, in a string if it has more digits than a float keeps";

/// Whether a float has no more digits than its type keeps of any number: else there may have been others.
pub(super) fn is_exact(value: f64) -> bool {
    has_digits(&format!("{value:e}"), f64::DIGITS)
}

/// Whether a float, written with an exponent, has so many digits at most.
fn has_digits(scientific: &str, most: u32) -> bool {
    let mantissa = scientific.bytes().take_while(|byte| *byte != b'e');
    mantissa.filter(u8::is_ascii_digit).count() <= most as usize
}

/// Seconds, rounded to microseconds: what is finer is how floats come near to them.
fn microseconds(seconds: f64) -> SerdeResult<DateTime> {
    let whole = seconds.floor();
    let micros = ((seconds - whole) * 1e6).round();
    let out_of_range = || SerdeError::invalid_input("the timestamp is out of range".to_owned());
    if !(-1e15..=1e15).contains(&whole) {
        return Err(out_of_range());
    }
    #[expect(clippy::cast_possible_truncation, reason = "both are whole, and within range as of the line above")]
    let nanos = whole as i128 * 1_000_000_000 + micros as i128 * 1_000;
    DateTime::from_nanos(nanos).map_err(|_| out_of_range())
}
