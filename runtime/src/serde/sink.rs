//! [`Sink`]: where values are written to.

use super::SerdeResult;
use crate::codec::json;
use crate::schema::JsonName;
use aws_smithy_schema::Schema;
use aws_smithy_schema::serde::{SerializableStruct, ShapeSerializer};
use aws_smithy_types::{BigDecimal, BigInteger, Blob, DateTime, Document, base64};

/// Where values are written to: JSON, or any codec of AWS.
///
/// JSON is no codec among others here: a value is written by a call or two that the compiler sees through, not by one
/// for each thing that a codec may want to know of it.
#[expect(missing_debug_implementations, reason = "what it borrows has no Debug")]
pub struct Sink<'a>(To<'a>);

enum To<'a> {
    Json(&'a mut json::Writer),
    Codec(&'a mut dyn ShapeSerializer),
}

/// Methods for the simple types, by what they are in JSON.
macro_rules! simple {
    ($($method:ident: $type:ty, |$json:ident, $value:ident, $schema:ident| $write:expr;)*) => {$(
        #[expect(missing_docs, reason = "a method per Smithy type")]
        pub fn $method(&mut self, $schema: &Schema<'_>, $value: $type) -> SerdeResult {
            match &mut self.0 {
                To::Json($json) => $write,
                To::Codec(to) => return to.$method($schema, $value),
            }
            Ok(())
        }
    )*};
}

impl<'a> Sink<'a> {
    /// Writes to a codec.
    pub fn new(to: &'a mut dyn ShapeSerializer) -> Self {
        Self(To::Codec(to))
    }

    pub(crate) fn json(to: &'a mut json::Writer) -> Self {
        Self(To::Json(to))
    }

    simple! {
        write_boolean: bool, |json, value, schema| json.boolean(value);
        write_byte: i8, |json, value, schema| json.number(value);
        write_short: i16, |json, value, schema| json.number(value);
        write_integer: i32, |json, value, schema| json.number(value);
        write_long: i64, |json, value, schema| json.number(value);
        write_float: f32, |json, value, schema| json.float(value);
        write_double: f64, |json, value, schema| json.float(value);
        write_big_integer: &BigInteger, |json, value, schema| json.big_number(value.as_ref())?;
        write_big_decimal: &BigDecimal, |json, value, schema| json.big_number(value.as_ref())?;
        write_string: &str, |json, value, schema| json.string(value, b',');
        write_timestamp: &DateTime, |json, value, schema| json.timestamp(schema, value)?;
        write_document: &Document, |json, value, schema| json.document(value);
    }

    /// Writes a blob.
    pub fn write_blob(&mut self, schema: &Schema<'_>, value: &Blob) -> SerdeResult {
        match &mut self.0 {
            To::Json(json) => json.string(&base64::encode(value), b','),
            To::Codec(to) => return to.write_blob(schema, value.clone()),
        }
        Ok(())
    }

    /// Writes what stands for an element or value that is absent.
    pub fn write_null(&mut self, schema: &Schema<'_>) -> SerdeResult {
        match &mut self.0 {
            To::Json(json) => json.null(),
            To::Codec(to) => return to.write_null(schema),
        }
        Ok(())
    }

    /// Writes a list.
    pub(crate) fn list(
        &mut self,
        schema: &Schema<'_>,
        length: usize,
        write: &dyn Fn(&mut Sink<'_>) -> SerdeResult,
    ) -> SerdeResult {
        match &mut self.0 {
            To::Json(json) => {
                json.open(b'[');
                write(&mut Sink(To::Json(json)))?;
                json.close(b']');
                Ok(())
            }
            To::Codec(to) => to.write_list_with_length(schema, length, &|to| write(&mut Sink::new(to))),
        }
    }

    /// Writes a map: keys and values take turns.
    pub(crate) fn map(
        &mut self,
        schema: &Schema<'_>,
        length: usize,
        write: &dyn Fn(&mut Sink<'_>) -> SerdeResult,
    ) -> SerdeResult {
        match &mut self.0 {
            To::Json(json) => {
                json.open(b'{');
                write(&mut Sink(To::Json(json)))?;
                json.close(b'}');
                Ok(())
            }
            To::Codec(to) => to.write_map_with_length(schema, length, &|to| write(&mut Sink::new(to))),
        }
    }

    /// Writes the key of a map.
    pub(crate) fn key(&mut self, key: &str) -> SerdeResult {
        match &mut self.0 {
            To::Json(json) => json.string(key, b':'),
            To::Codec(to) => return to.write_string(&aws_smithy_schema::prelude::STRING, key),
        }
        Ok(())
    }

    /// The same, for a shorter time.
    #[inline]
    pub(crate) fn reborrow(&mut self) -> Sink<'_> {
        Sink(match &mut self.0 {
            To::Json(json) => To::Json(json),
            To::Codec(to) => To::Codec(*to),
        })
    }

    /// The codec, if it is not JSON.
    #[inline]
    pub(crate) fn codec(&mut self) -> Option<&mut dyn ShapeSerializer> {
        match &mut self.0 {
            To::Json(_) => None,
            To::Codec(to) => Some(*to),
        }
    }

    /// Begins the members of a structure.
    #[inline]
    pub(crate) fn open(&mut self) {
        if let To::Json(json) = &mut self.0 {
            json.open(b'{');
        }
    }

    /// Ends what was begun.
    pub(crate) fn close(&mut self) {
        if let To::Json(json) = &mut self.0 {
            json.close(b'}');
        }
    }

    /// Writes an empty structure.
    pub(crate) fn unit(&mut self, schema: &Schema<'_>) -> SerdeResult {
        match &mut self.0 {
            To::Json(json) => {
                json.open(b'{');
                json.close(b'}');
                Ok(())
            }
            To::Codec(to) => to.write_struct(schema, &Unit),
        }
    }

    /// Says which member of a structure comes next. What is given back is for [`absent`](Self::absent).
    #[inline]
    pub(crate) fn member(&mut self, name: &JsonName) -> usize {
        match &mut self.0 {
            To::Json(json) => json.name(name),
            // The schema has the name.
            To::Codec(_) => 0,
        }
    }

    /// The member has no value.
    #[inline]
    pub(crate) fn absent(&mut self, member: usize) {
        if let To::Json(json) = &mut self.0 {
            json.take_back(member);
        }
    }
}

struct Unit;

impl SerializableStruct for Unit {
    fn schema(&self) -> &Schema<'_> {
        &aws_smithy_schema::prelude::UNIT
    }

    fn serialize_members(&self, _: &mut dyn ShapeSerializer) -> SerdeResult {
        Ok(())
    }
}
