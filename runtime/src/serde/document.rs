//! Structures as documents: what expressions are evaluated on, and what is compared.

use super::dynamic::DynStructure;
use super::sink::Sink;
use super::structure::Structure;
use super::writer::write;
use crate::schema::{SerdeResult, simple_writes};
use aws_smithy_schema::Schema;
use aws_smithy_schema::serde::{SerdeError, SerializableStruct, ShapeSerializer};
use aws_smithy_types::{BigDecimal, BigInteger, Blob, DateTime, Document, base64};
use std::collections::HashMap;

/// The input of an operation, by the member names of the model. Blobs are strings in base64, timestamps are seconds.
/// A union whose member the model does not know is null.
///
/// Of the members of structures only those in `names` have a value and the others are null, unless `names` is empty:
/// then all have one.
#[cfg_attr(not(feature = "jmespath"), allow(dead_code, reason = "validation needs lists alone"))]
pub(crate) fn input<T: Structure>(input: &T, names: &[&str]) -> Document {
    document(names, |to| DynStructure::new(T::shape(), &|to| input.write(to)).write(&mut Sink::new(to)))
}

/// The output of an operation; see [`input()`].
#[allow(dead_code, reason = "there may be neither waiters nor fakes")]
pub(crate) fn output<T: Structure>(output: &T) -> Document {
    let shape = T::shape();
    document(&[], |to| write(output, shape, shape.schema(), &mut Sink::new(to)))
}

/// The elements of a list; see [`input()`].
#[cfg(feature = "validate")]
pub(crate) fn list(write: &dyn Fn(&mut dyn ShapeSerializer) -> SerdeResult) -> Document {
    document(&[], |to| to.write_list(&aws_smithy_schema::prelude::DOCUMENT, write))
}

fn document(names: &[&str], write: impl Fn(&mut dyn ShapeSerializer) -> SerdeResult) -> Document {
    let mut to = Documents { names, frame: Frame::List(Vec::new()) };
    match (write(&mut to), to.frame) {
        (Ok(()), Frame::List(mut documents)) => documents.pop().unwrap_or_default(),
        _ => Document::Null,
    }
}

/// Collects what is written.
struct Documents<'a> {
    names: &'a [&'a str],
    frame: Frame,
}

/// The structure, list or map that is being written.
enum Frame {
    List(Vec<Document>),
    Struct(HashMap<String, Document>),
    /// With the key whose value comes next.
    Map(HashMap<String, Document>, Option<String>),
}

impl Documents<'_> {
    fn put(&mut self, schema: &Schema<'_>, value: impl Into<Document>) -> SerdeResult {
        let value = value.into();
        match &mut self.frame {
            Frame::List(list) => list.push(value),
            Frame::Struct(members) => {
                members.insert(schema.member_name().unwrap_or_default().to_owned(), value);
            }
            Frame::Map(entries, key) => match (key.take(), value) {
                (Some(key), value) => {
                    entries.insert(key, value);
                }
                (None, Document::String(text)) => *key = Some(text),
                (None, _) => return Err(SerdeError::custom("a map has a key that is no string")),
            },
        }
        Ok(())
    }

    /// Writes a structure, list or map, unless nobody wants to know what is in it.
    fn nest(
        &mut self,
        schema: &Schema<'_>,
        frame: Frame,
        write: &dyn Fn(&mut dyn ShapeSerializer) -> SerdeResult,
    ) -> SerdeResult {
        if !self.wanted(schema) {
            return self.put(schema, Document::Null);
        }
        let outer = std::mem::replace(&mut self.frame, frame);
        let written = write(self);
        let value = match (written, std::mem::replace(&mut self.frame, outer)) {
            (Err(_), _) => Document::Null,
            (Ok(()), Frame::List(list)) => Document::Array(list),
            (Ok(()), Frame::Struct(entries) | Frame::Map(entries, _)) => Document::Object(entries),
        };
        self.put(schema, value)
    }

    fn wanted(&self, schema: &Schema<'_>) -> bool {
        self.names.is_empty() || schema.member_name().is_none_or(|name| self.names.contains(&name))
    }
}

impl ShapeSerializer for Documents<'_> {
    fn write_struct(&mut self, schema: &Schema<'_>, value: &dyn SerializableStruct) -> SerdeResult {
        self.nest(schema, Frame::Struct(HashMap::new()), &|to| value.serialize_members(to))
    }

    fn write_list(
        &mut self,
        schema: &Schema<'_>,
        write: &dyn Fn(&mut dyn ShapeSerializer) -> SerdeResult,
    ) -> SerdeResult {
        self.nest(schema, Frame::List(Vec::new()), write)
    }

    fn write_map(
        &mut self,
        schema: &Schema<'_>,
        write: &dyn Fn(&mut dyn ShapeSerializer) -> SerdeResult,
    ) -> SerdeResult {
        self.nest(schema, Frame::Map(HashMap::new(), None), write)
    }

    fn write_blob(&mut self, schema: &Schema<'_>, value: Blob) -> SerdeResult {
        let text = if self.wanted(schema) { base64::encode(value).into() } else { Document::Null };
        self.put(schema, text)
    }

    fn write_null(&mut self, schema: &Schema<'_>) -> SerdeResult {
        self.put(schema, Document::Null)
    }

    simple_writes! {
        by put;
        write_boolean(value: bool) => value;
        write_byte(value: i8) => integer(value.into());
        write_short(value: i16) => integer(value.into());
        write_integer(value: i32) => integer(value.into());
        write_long(value: i64) => integer(value);
        write_float(value: f32) => f64::from(value);
        write_double(value: f64) => value;
        write_big_integer(value: &BigInteger) => value.as_ref();
        write_big_decimal(value: &BigDecimal) => value.as_ref();
        write_string(value: &str) => value;
        write_timestamp(value: &DateTime) => value.as_secs_f64();
        write_document(value: &Document) => value.clone();
    }
}

/// `Document::from(i64)` would say that it is negative.
fn integer(value: i64) -> Document {
    u64::try_from(value).map_or_else(|_| value.into(), Document::from)
}
