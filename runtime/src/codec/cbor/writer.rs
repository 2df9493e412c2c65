use super::big_number;
use super::item::{
    BIG_NEGATIVE, BIG_UNSIGNED, DECIMAL, EIGHT_BYTES, END, F32, F64, FALSE, FOUR_BYTES, Kind, NO_LENGTH, NULL,
    ONE_BYTE, SECONDS, TRUE, TWO_BYTES,
};
use crate::schema::{SerdeResult, simple_writes};
use aws_smithy_schema::Schema;
use aws_smithy_schema::serde::{SerdeError, SerializableStruct, ShapeSerializer};
use aws_smithy_types::{BigDecimal, BigInteger, Blob, DateTime, Document};
use std::mem;

/// Room for a small request.
const SMALL: usize = 512;

/// Writes CBOR.
pub(crate) struct Writer {
    out: Vec<u8>,
    /// Whether values are members of a structure, which have their names before them.
    has_names: bool,
}

impl Writer {
    pub(crate) fn new() -> Self {
        Self { out: Vec::with_capacity(SMALL), has_names: false }
    }

    pub(crate) fn finish(self) -> Vec<u8> {
        self.out
    }

    /// Begins an item with the smallest form of its argument.
    #[inline]
    fn head(&mut self, kind: Kind, argument: u64) {
        match argument {
            0..24 => self.out.push(kind.initial(argument as u8)),
            _ => self.long_head(kind, argument),
        }
    }

    /// Begins an item whose argument is behind its first byte.
    #[inline(never)]
    fn long_head(&mut self, kind: Kind, argument: u64) {
        match argument {
            ..=0xFF => self.wide(kind.initial(ONE_BYTE), [argument as u8]),
            0x100..=0xFFFF => self.wide(kind.initial(TWO_BYTES), (argument as u16).to_be_bytes()),
            0x1_0000..=0xFFFF_FFFF => self.wide(kind.initial(FOUR_BYTES), (argument as u32).to_be_bytes()),
            _ => self.wide(kind.initial(EIGHT_BYTES), argument.to_be_bytes()),
        }
    }

    /// A byte and up to eight others after it, all at once: to look for room takes longer than to write them.
    #[inline]
    fn wide<const N: usize>(&mut self, initial: u8, bytes: [u8; N]) {
        let mut item = [initial; 9];
        item[1..=N].copy_from_slice(&bytes);
        self.out.extend_from_slice(&item[..=N]);
    }

    #[inline]
    fn string(&mut self, kind: Kind, bytes: &[u8]) {
        self.head(kind, bytes.len() as u64);
        self.out.extend_from_slice(bytes);
    }

    /// Writes the name of a member, if this is one.
    #[inline]
    fn name(&mut self, schema: &Schema<'_>) {
        if let Some(name) = schema.member_name().filter(|_| self.has_names) {
            self.string(Kind::Text, name.as_bytes());
        }
    }

    fn integer(&mut self, schema: &Schema<'_>, value: i64) -> SerdeResult {
        self.name(schema);
        // The complement of a negative number is -1 without it.
        let (kind, argument) = if value < 0 { (Kind::Negative, !value) } else { (Kind::Unsigned, value) };
        self.head(kind, argument as u64);
        Ok(())
    }

    /// A whole number of any size, as small as it can be written.
    fn digits(&mut self, is_negative: bool, digits: &str) {
        let bytes = big_number::bytes(digits);
        // There is no zero below zero.
        let is_negative = is_negative && !bytes.is_empty();
        let bytes = if is_negative { big_number::decremented(bytes) } else { bytes };
        let (kind, tag) = if is_negative { (Kind::Negative, BIG_NEGATIVE) } else { (Kind::Unsigned, BIG_UNSIGNED) };
        if bytes.len() <= 8 {
            let argument = bytes.iter().fold(0, |number, byte| number << 8 | u64::from(*byte));
            self.head(kind, argument);
        } else {
            self.head(Kind::Tag, tag);
            self.string(Kind::Bytes, &bytes);
        }
    }

    /// Writes what is in a structure, list or map.
    fn inside(&mut self, has_names: bool, write: &dyn Fn(&mut dyn ShapeSerializer) -> SerdeResult) -> SerdeResult {
        let before = mem::replace(&mut self.has_names, has_names);
        let result = write(self);
        self.has_names = before;
        result
    }

    /// A list or map that says nothing of its length.
    fn unending(
        &mut self,
        schema: &Schema<'_>,
        kind: Kind,
        write: &dyn Fn(&mut dyn ShapeSerializer) -> SerdeResult,
    ) -> SerdeResult {
        self.name(schema);
        self.out.push(kind.initial(NO_LENGTH));
        self.inside(false, write)?;
        self.out.push(END);
        Ok(())
    }

    fn counted(
        &mut self,
        schema: &Schema<'_>,
        (kind, length): (Kind, usize),
        write: &dyn Fn(&mut dyn ShapeSerializer) -> SerdeResult,
    ) -> SerdeResult {
        self.name(schema);
        self.head(kind, length as u64);
        self.inside(false, write)
    }
}

/// A structure with the id of its shape before its members.
#[cfg(feature = "server")]
pub(crate) fn typed(id: &str, structure: &[u8]) -> Vec<u8> {
    let mut to = Writer::new();
    to.out.push(Kind::Map.initial(NO_LENGTH));
    to.string(Kind::Text, b"__type");
    to.string(Kind::Text, id.as_bytes());
    // A structure does not say how many members it has.
    to.out.extend_from_slice(&structure[1..]);
    to.out
}

impl ShapeSerializer for Writer {
    /// How many members will turn out to have a value is not known.
    fn write_struct(&mut self, schema: &Schema<'_>, value: &dyn SerializableStruct) -> SerdeResult {
        self.name(schema);
        self.out.push(Kind::Map.initial(NO_LENGTH));
        let before = mem::replace(&mut self.has_names, true);
        value.serialize_members(self)?;
        self.has_names = before;
        self.out.push(END);
        Ok(())
    }

    fn write_list(
        &mut self,
        schema: &Schema<'_>,
        write: &dyn Fn(&mut dyn ShapeSerializer) -> SerdeResult,
    ) -> SerdeResult {
        self.unending(schema, Kind::List, write)
    }

    fn write_list_with_length(
        &mut self,
        schema: &Schema<'_>,
        length: usize,
        write: &dyn Fn(&mut dyn ShapeSerializer) -> SerdeResult,
    ) -> SerdeResult {
        self.counted(schema, (Kind::List, length), write)
    }

    fn write_map(
        &mut self,
        schema: &Schema<'_>,
        write: &dyn Fn(&mut dyn ShapeSerializer) -> SerdeResult,
    ) -> SerdeResult {
        self.unending(schema, Kind::Map, write)
    }

    fn write_map_with_length(
        &mut self,
        schema: &Schema<'_>,
        length: usize,
        write: &dyn Fn(&mut dyn ShapeSerializer) -> SerdeResult,
    ) -> SerdeResult {
        self.counted(schema, (Kind::Map, length), write)
    }

    fn write_boolean(&mut self, schema: &Schema<'_>, value: bool) -> SerdeResult {
        self.name(schema);
        self.out.push(if value { TRUE } else { FALSE });
        Ok(())
    }

    simple_writes! {
        by integer;
        write_byte(value: i8) => value.into();
        write_short(value: i16) => value.into();
        write_integer(value: i32) => value.into();
        write_long(value: i64) => value;
    }

    fn write_float(&mut self, schema: &Schema<'_>, value: f32) -> SerdeResult {
        self.name(schema);
        self.wide(F32, value.to_be_bytes());
        Ok(())
    }

    fn write_double(&mut self, schema: &Schema<'_>, value: f64) -> SerdeResult {
        self.name(schema);
        self.wide(F64, value.to_be_bytes());
        Ok(())
    }

    fn write_big_integer(&mut self, schema: &Schema<'_>, value: &BigInteger) -> SerdeResult {
        self.name(schema);
        let text = value.as_ref();
        self.digits(text.starts_with('-'), text.trim_start_matches('-'));
        Ok(())
    }

    fn write_big_decimal(&mut self, schema: &Schema<'_>, value: &BigDecimal) -> SerdeResult {
        self.name(schema);
        let Some((is_negative, digits, exponent)) = big_number::parts(value.as_ref()) else {
            return Err(SerdeError::write_failed("the exponent of a number is out of range"));
        };
        self.head(Kind::Tag, DECIMAL);
        self.head(Kind::List, 2);
        self.integer(&aws_smithy_schema::prelude::LONG, exponent)?;
        self.digits(is_negative, &digits);
        Ok(())
    }

    fn write_string(&mut self, schema: &Schema<'_>, value: &str) -> SerdeResult {
        self.name(schema);
        self.string(Kind::Text, value.as_bytes());
        Ok(())
    }

    fn write_blob(&mut self, schema: &Schema<'_>, value: Blob) -> SerdeResult {
        self.name(schema);
        self.string(Kind::Bytes, value.as_ref());
        Ok(())
    }

    fn write_timestamp(&mut self, schema: &Schema<'_>, value: &DateTime) -> SerdeResult {
        self.name(schema);
        self.head(Kind::Tag, SECONDS);
        self.wide(F64, value.as_secs_f64().to_be_bytes());
        Ok(())
    }

    fn write_document(&mut self, _: &Schema<'_>, _: &Document) -> SerdeResult {
        Err(SerdeError::unsupported("rpcv2Cbor has no documents"))
    }

    fn write_null(&mut self, schema: &Schema<'_>) -> SerdeResult {
        self.name(schema);
        self.out.push(NULL);
        Ok(())
    }
}
