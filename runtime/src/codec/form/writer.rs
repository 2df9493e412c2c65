use super::names::{Names, push};
use crate::codec::{percent, timestamp};
use crate::schema::{SerdeResult, is_left_out, simple_writes};
use aws_smithy_schema::Schema;
use aws_smithy_schema::serde::{SerdeError, SerializableStruct, ShapeSerializer};
use aws_smithy_types::date_time::Format;
use aws_smithy_types::primitive::Encoder;
use aws_smithy_types::{BigDecimal, BigInteger, Blob, DateTime, Document, base64};
use std::fmt::Write as _;

/// Writes the parameters of a form.
pub(crate) struct Writer<'a> {
    out: &'a mut String,
    /// The way to where values are written.
    key: &'a mut String,
    names: Names,
    place: Place<'a>,
}

/// Where a value is written.
enum Place<'a> {
    /// It is the whole form.
    Root,
    /// Among the members of a structure.
    Members,
    /// In a list, whose elements have this part in their key, after so many others.
    Elements(Option<&'a str>, usize),
    /// In a map, after so many keys and values.
    Entries(&'a Schema<'a>, usize),
}

impl<'a> Writer<'a> {
    /// Adds to a form. `key` is room to write in.
    pub(crate) fn new(out: &'a mut String, key: &'a mut String, names: Names) -> Self {
        Self { out, key, names, place: Place::Root }
    }

    /// Goes to the key of the next value, and says how long the one before was.
    fn enter(&mut self, schema: &Schema<'_>) -> usize {
        let before = self.key.len();
        match &mut self.place {
            Place::Root => {}
            Place::Members => self.names.push_member(self.key, schema),
            Place::Elements(part, count) => {
                *count += 1;
                part.iter().for_each(|part| push(self.key, part));
                push_number(self.key, *count);
            }
            Place::Entries(map, count) => {
                self.names.of_entries(map).iter().for_each(|part| push(self.key, part));
                push_number(self.key, *count / 2 + 1);
                push(self.key, self.names.of_entry(map)[*count % 2]);
                *count += 1;
            }
        }
        before
    }

    fn text(&mut self, schema: &Schema<'_>, text: &str) -> SerdeResult {
        if is_left_out(schema, text) {
            return Ok(());
        }
        let before = self.enter(schema);
        percent::push_param(self.out, self.key, text);
        self.key.truncate(before);
        Ok(())
    }

    /// Writes what is inside of a value.
    fn inside(
        &mut self,
        schema: &Schema<'_>,
        place: Place<'_>,
        write: &dyn Fn(&mut dyn ShapeSerializer) -> SerdeResult,
    ) -> SerdeResult {
        let before = self.enter(schema);
        write(&mut Writer { out: self.out, key: self.key, names: self.names, place })?;
        self.key.truncate(before);
        Ok(())
    }
}

fn push_number(key: &mut String, number: usize) {
    // Writing to a string cannot fail.
    let _ = write!(key, ".{number}");
}

impl ShapeSerializer for Writer<'_> {
    fn write_struct(&mut self, schema: &Schema<'_>, value: &dyn SerializableStruct) -> SerdeResult {
        self.inside(schema, Place::Members, &|to| value.serialize_members(to))
    }

    fn write_list(
        &mut self,
        schema: &Schema<'_>,
        write: &dyn Fn(&mut dyn ShapeSerializer) -> SerdeResult,
    ) -> SerdeResult {
        self.inside(schema, Place::Elements(self.names.of_elements(schema), 0), write)
    }

    fn write_list_with_length(
        &mut self,
        schema: &Schema<'_>,
        length: usize,
        write: &dyn Fn(&mut dyn ShapeSerializer) -> SerdeResult,
    ) -> SerdeResult {
        match (length, self.names) {
            // A list without elements is told from one that is not set.
            (0, Names::AwsQuery) => self.text(schema, ""),
            _ => self.write_list(schema, write),
        }
    }

    fn write_map(
        &mut self,
        schema: &Schema<'_>,
        write: &dyn Fn(&mut dyn ShapeSerializer) -> SerdeResult,
    ) -> SerdeResult {
        self.inside(schema, Place::Entries(schema, 0), write)
    }

    simple_writes! {
        by text;
        write_boolean(value: bool) => Encoder::from(value).encode();
        write_byte(value: i8) => Encoder::from(value).encode();
        write_short(value: i16) => Encoder::from(value).encode();
        write_integer(value: i32) => Encoder::from(value).encode();
        write_long(value: i64) => Encoder::from(value).encode();
        write_float(value: f32) => Encoder::from(value).encode();
        write_double(value: f64) => Encoder::from(value).encode();
        write_big_integer(value: &BigInteger) => value.as_ref();
        write_big_decimal(value: &BigDecimal) => value.as_ref();
        write_string(value: &str) => value;
        write_blob(value: Blob) => &base64::encode(value);
    }

    fn write_timestamp(&mut self, schema: &Schema<'_>, value: &DateTime) -> SerdeResult {
        let format = timestamp::format(schema)?.unwrap_or(Format::DateTime);
        self.text(schema, &timestamp::write(value, format)?)
    }

    fn write_document(&mut self, _: &Schema<'_>, _: &Document) -> SerdeResult {
        Err(SerdeError::unsupported("a form has no documents"))
    }

    /// An empty parameter stands for an element or value that is absent.
    fn write_null(&mut self, schema: &Schema<'_>) -> SerdeResult {
        self.text(schema, "")
    }
}
