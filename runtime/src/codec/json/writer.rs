use super::{is_number, scan};
use crate::structure::Written;
use aws_smithy_schema::Schema;
use aws_smithy_schema::serde::{SerdeError, SerializableStruct, ShapeSerializer};
use aws_smithy_types::date_time::Format;
use aws_smithy_types::primitive::Encoder;
use aws_smithy_types::{BigDecimal, BigInteger, Blob, DateTime, Document, Number, base64};

/// Room for a small request.
const CAPACITY: usize = 512;

/// Writes JSON. Every value is followed by a comma, until it is known to be the last.
pub(crate) struct Writer {
    out: Vec<u8>,
    inside: Inside,
}

/// What a value is part of.
#[derive(Clone, Copy, PartialEq)]
enum Inside {
    /// A structure or union: the schema has the name of the member.
    Structure,
    /// A map: strings and values take turns.
    Map,
    /// A list, or nothing. An element's schema may have a name, which is none here.
    List,
}

impl Writer {
    pub(crate) fn new() -> Self {
        Self { out: Vec::with_capacity(CAPACITY), inside: Inside::List }
    }

    pub(crate) fn finish(mut self) -> Vec<u8> {
        self.out.pop();
        self.out
    }

    /// Writes what stands before a value: the name of the member.
    #[inline]
    fn prefix(&mut self, schema: &Schema<'_>) {
        if self.inside == Inside::Structure
            && let Some(name) = schema.member_name()
        {
            // An identifier: nothing in it is escaped.
            self.out.reserve(name.len() + 3);
            self.out.push(b'"');
            self.out.extend_from_slice(name.as_bytes());
            self.out.extend_from_slice(b"\":");
        }
    }

    /// Writes a string and what comes after it.
    #[inline]
    fn string(&mut self, text: &str, after: u8) {
        let text = text.as_bytes();
        self.out.reserve(text.len() + 3);
        self.out.push(b'"');
        if scan::is_plain(text) {
            self.out.extend_from_slice(text)
        } else {
            self.escaped(text)
        }
        self.out.extend_from_slice(&[b'"', after]);
    }

    fn escaped(&mut self, mut rest: &[u8]) {
        loop {
            let (plain, special) = rest.split_at(scan::end_of_plain(rest));
            self.out.extend_from_slice(plain);
            let [first, after @ ..] = special else { return };
            self.escape(*first);
            rest = after;
        }
    }

    fn escape(&mut self, byte: u8) {
        let short = match byte {
            b'"' | b'\\' => byte,
            0x08 => b'b',
            0x0C => b'f',
            b'\n' => b'n',
            b'\r' => b'r',
            b'\t' => b't',
            _ => return self.out.extend_from_slice(format!("\\u{byte:04x}").as_bytes()),
        };
        self.out.extend_from_slice(&[b'\\', short]);
    }

    /// Writes what stands for itself.
    fn literal(&mut self, text: &str) {
        self.out.extend_from_slice(text.as_bytes());
        self.out.push(b',');
    }

    fn number(&mut self, number: impl Into<Encoder>) {
        self.literal(number.into().encode());
    }

    /// JSON has no number that is not finite: those are strings.
    fn float(&mut self, number: impl Into<Encoder> + Into<f64> + Copy) {
        if Into::<f64>::into(number).is_finite() {
            self.number(number);
        } else {
            self.string(Into::<Encoder>::into(number).encode(), b',');
        }
    }

    fn big_number(&mut self, schema: &Schema<'_>, text: &str) -> Written {
        if !is_number(text) {
            return Err(SerdeError::invalid_input(format!("{text:?} is not a number of JSON")));
        }
        self.prefix(schema);
        self.literal(text);
        Ok(())
    }

    /// Writes what is between two brackets.
    fn nested(
        &mut self,
        schema: &Schema<'_>,
        inside: Inside,
        [open, close]: [u8; 2],
        write: impl FnOnce(&mut Self) -> Written,
    ) -> Written {
        self.prefix(schema);
        self.out.push(open);
        let outside = std::mem::replace(&mut self.inside, inside);
        write(self)?;
        self.inside = outside;
        self.close(close);
        Ok(())
    }

    /// Ends a list or object, and takes back the comma after its last element.
    fn close(&mut self, bracket: u8) {
        if let Some(comma @ b',') = self.out.last_mut() {
            *comma = bracket;
        } else {
            self.out.push(bracket);
        }
        self.out.push(b',');
    }

    fn document(&mut self, document: &Document) {
        match document {
            Document::Null => self.literal("null"),
            Document::Bool(value) => self.number(*value),
            Document::Number(Number::PosInt(value)) => self.number(*value),
            Document::Number(Number::NegInt(value)) => self.number(*value),
            Document::Number(Number::Float(value)) => self.float(*value),
            Document::String(text) => self.string(text, b','),
            Document::Array(items) => {
                self.out.push(b'[');
                items.iter().for_each(|item| self.document(item));
                self.close(b']');
            }
            Document::Object(entries) => {
                self.out.push(b'{');
                for (key, value) in entries {
                    self.string(key, b':');
                    self.document(value);
                }
                self.close(b'}');
            }
        }
    }
}

/// Methods for types that [`Encoder`] knows.
macro_rules! numbers {
    ($($method:ident: $type:ty, $write:ident;)*) => {$(
        fn $method(&mut self, schema: &Schema<'_>, value: $type) -> Written {
            self.prefix(schema);
            self.$write(value);
            Ok(())
        }
    )*};
}

impl ShapeSerializer for Writer {
    fn write_struct(&mut self, schema: &Schema<'_>, value: &dyn SerializableStruct) -> Written {
        self.nested(schema, Inside::Structure, *b"{}", |to| value.serialize_members(to))
    }

    fn write_list(&mut self, schema: &Schema<'_>, write: &dyn Fn(&mut dyn ShapeSerializer) -> Written) -> Written {
        self.nested(schema, Inside::List, *b"[]", |to| write(to))
    }

    fn write_map(&mut self, schema: &Schema<'_>, write: &dyn Fn(&mut dyn ShapeSerializer) -> Written) -> Written {
        self.nested(schema, Inside::Map, *b"{}", |to| write(to))
    }

    fn write_string(&mut self, schema: &Schema<'_>, value: &str) -> Written {
        // What comes after a key is a value.
        if self.inside == Inside::Map && self.out.last() != Some(&b':') {
            self.string(value, b':');
        } else {
            self.prefix(schema);
            self.string(value, b',');
        }
        Ok(())
    }

    numbers! {
        write_byte: i8, number;
        write_short: i16, number;
        write_integer: i32, number;
        write_long: i64, number;
        write_float: f32, float;
        write_double: f64, float;
        write_boolean: bool, number;
    }

    fn write_big_integer(&mut self, schema: &Schema<'_>, value: &BigInteger) -> Written {
        self.big_number(schema, value.as_ref())
    }

    fn write_big_decimal(&mut self, schema: &Schema<'_>, value: &BigDecimal) -> Written {
        self.big_number(schema, value.as_ref())
    }

    fn write_blob(&mut self, schema: &Schema<'_>, value: Blob) -> Written {
        self.prefix(schema);
        self.string(&base64::encode(value), b',');
        Ok(())
    }

    fn write_timestamp(&mut self, schema: &Schema<'_>, value: &DateTime) -> Written {
        let format = super::timestamp_format(schema)?.unwrap_or(Format::EpochSeconds);
        let text = value.fmt(format);
        let text = text.map_err(|error| SerdeError::write_failed(format!("a timestamp cannot be written: {error}")))?;
        self.prefix(schema);
        if matches!(format, Format::EpochSeconds) {
            self.literal(&text)
        } else {
            self.string(&text, b',')
        }
        Ok(())
    }

    fn write_document(&mut self, schema: &Schema<'_>, value: &Document) -> Written {
        self.prefix(schema);
        self.document(value);
        Ok(())
    }

    fn write_null(&mut self, schema: &Schema<'_>) -> Written {
        self.prefix(schema);
        self.literal("null");
        Ok(())
    }
}
