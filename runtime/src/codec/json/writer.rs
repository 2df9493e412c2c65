use super::{is_number, scan};
use crate::structure::Written;
use aws_smithy_schema::Schema;
use aws_smithy_schema::serde::{SerdeError, SerializableStruct, ShapeSerializer};
use aws_smithy_types::date_time::Format;
use aws_smithy_types::primitive::Encoder;
use aws_smithy_types::{BigDecimal, BigInteger, Blob, DateTime, Document, Number, base64};

/// Room for a small request.
const CAPACITY: usize = 512;

/// Writes JSON.
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

    pub(crate) fn finish(self) -> Vec<u8> {
        self.out
    }

    /// Writes what stands before a value: a comma and the name of the member.
    #[inline]
    fn prefix(&mut self, schema: &Schema<'_>) {
        self.comma();
        if self.inside == Inside::Structure
            && let Some(name) = schema.member_name()
        {
            // An identifier: nothing in it is escaped.
            self.out.reserve(name.len() + 3);
            self.out.push(b'"');
            self.plain(name);
            self.out.extend_from_slice(b"\":");
        }
    }

    /// Separates values: a comma comes after anything but an opening bracket, a key or another comma.
    #[inline]
    fn comma(&mut self) {
        if !matches!(self.out.last(), None | Some(b'{' | b'[' | b':' | b',')) {
            self.out.push(b',');
        }
    }

    fn key(&mut self, key: &str) {
        self.string(key);
        self.out.push(b':');
    }

    #[inline]
    fn string(&mut self, text: &str) {
        self.out.reserve(text.len() + 3);
        self.out.push(b'"');
        if scan::is_plain(text.as_bytes()) {
            self.plain(text)
        } else {
            self.escaped(text.as_bytes())
        }
        self.out.push(b'"');
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

    /// Writes what needs no escapes: a number, base64, a timestamp.
    fn plain(&mut self, text: &str) {
        self.out.extend_from_slice(text.as_bytes());
    }

    fn quoted(&mut self, text: &str) {
        self.out.push(b'"');
        self.plain(text);
        self.out.push(b'"');
    }

    fn number(&mut self, number: impl Into<Encoder>) {
        self.plain(number.into().encode());
    }

    /// JSON has no number that is not finite: those are strings.
    fn float(&mut self, number: impl Into<Encoder> + Into<f64> + Copy) {
        if Into::<f64>::into(number).is_finite() {
            self.number(number);
        } else {
            self.quoted(Into::<Encoder>::into(number).encode());
        }
    }

    fn big_number(&mut self, schema: &Schema<'_>, text: &str) -> Written {
        if !is_number(text) {
            return Err(SerdeError::invalid_input(format!("{text:?} is not a number of JSON")));
        }
        self.prefix(schema);
        self.plain(text);
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
        self.out.push(close);
        Ok(())
    }

    fn document(&mut self, document: &Document) {
        self.comma();
        match document {
            Document::Null => self.plain("null"),
            Document::Bool(value) => self.plain(if *value { "true" } else { "false" }),
            Document::Number(Number::PosInt(value)) => self.number(*value),
            Document::Number(Number::NegInt(value)) => self.number(*value),
            Document::Number(Number::Float(value)) => self.float(*value),
            Document::String(text) => self.string(text),
            Document::Array(items) => {
                self.out.push(b'[');
                items.iter().for_each(|item| self.document(item));
                self.out.push(b']');
            }
            Document::Object(entries) => {
                self.out.push(b'{');
                for (key, value) in entries {
                    self.comma();
                    self.key(key);
                    self.document(value);
                }
                self.out.push(b'}');
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
            self.comma();
            self.key(value);
        } else {
            self.prefix(schema);
            self.string(value);
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
        self.quoted(&base64::encode(value));
        Ok(())
    }

    fn write_timestamp(&mut self, schema: &Schema<'_>, value: &DateTime) -> Written {
        let format = super::timestamp_format(schema)?.unwrap_or(Format::EpochSeconds);
        let text = value.fmt(format);
        let text = text.map_err(|error| SerdeError::write_failed(format!("a timestamp cannot be written: {error}")))?;
        self.prefix(schema);
        if matches!(format, Format::EpochSeconds) {
            self.plain(&text)
        } else {
            self.quoted(&text)
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
        self.plain("null");
        Ok(())
    }
}
