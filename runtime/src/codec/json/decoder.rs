use super::reader::{Reader, invalid, mismatch};
use super::timestamp_format;
use crate::codec::{Decoder, Read, ReadElement, ReadEntry, ReadMember};
use crate::structure::Written;
use aws_smithy_schema::{Schema, ShapeType, prelude};
use aws_smithy_types::{BigDecimal, BigInteger, Blob, DateTime, Document, base64};
use std::borrow::Cow;

impl Decoder for Reader<'_> {
    fn read_struct(&mut self, schema: &Schema<'_>, member: &mut ReadMember<'_>) -> Written {
        self.enter()?;
        if self.token().is_none() {
            // What is around it, if anything, misses its end.
            return self.leave();
        }
        let (members, mut likely) = (schema.members(), 0);
        self.object(|from, key| {
            let key = key.unescape()?;
            let found = find(members, &key, &mut likely);
            // A null is a document like any other. All else that is null is absent.
            let document = || found.is_some_and(|found| found.shape_type() == ShapeType::Document);
            if from.is_null() && !document() {
                return from.read_null();
            }
            match found {
                Some(found) => member(found, from),
                // It says which shape this is, and is never a member.
                None if key == "__type" => from.skip(),
                None => {
                    let before = from.rest();
                    member(&prelude::DOCUMENT, from)?;
                    if from.rest().len() == before.len() { from.skip() } else { Ok(()) }
                }
            }
        })?;
        self.leave()
    }

    fn read_list(&mut self, _: &Schema<'_>, element: &mut ReadElement<'_>) -> Written {
        self.enter()?;
        let mut length = 0_u8;
        self.list(|from| {
            length = length.saturating_add(1);
            element(from)
        })?;
        self.note_length(length);
        self.leave()
    }

    fn read_map(&mut self, _: &Schema<'_>, entry: &mut ReadEntry<'_>) -> Written {
        self.enter()?;
        let mut length = 0_u8;
        self.object(|from, key| {
            length = length.saturating_add(1);
            entry(key.unescape()?, from)
        })?;
        self.note_length(length);
        self.leave()
    }

    fn likely_length(&self) -> usize {
        match self.rest() {
            [_, b']' | b'}', ..] => 0,
            _ => self.noted_length(),
        }
    }

    fn read_str(&mut self, _: &Schema<'_>) -> Read<Cow<'_, str>> {
        self.string("expected a string")
    }

    fn read_boolean(&mut self, _: &Schema<'_>) -> Read<bool> {
        self.boolean()
    }

    fn read_byte(&mut self, _: &Schema<'_>) -> Read<i8> {
        self.whole_number()
    }

    fn read_short(&mut self, _: &Schema<'_>) -> Read<i16> {
        self.whole_number()
    }

    fn read_integer(&mut self, _: &Schema<'_>) -> Read<i32> {
        self.whole_number()
    }

    fn read_long(&mut self, _: &Schema<'_>) -> Read<i64> {
        self.whole_number()
    }

    fn read_float(&mut self, _: &Schema<'_>) -> Read<f32> {
        self.float().map(|number| number as f32)
    }

    fn read_double(&mut self, _: &Schema<'_>) -> Read<f64> {
        self.float()
    }

    fn read_big_integer(&mut self, _: &Schema<'_>) -> Read<BigInteger> {
        self.big_number()
    }

    fn read_big_decimal(&mut self, _: &Schema<'_>) -> Read<BigDecimal> {
        self.big_number()
    }

    fn read_blob(&mut self, _: &Schema<'_>) -> Read<Blob> {
        let text = self.string("expected a blob in base64")?;
        base64::decode(text).map(Blob::new).map_err(|_| invalid("expected base64"))
    }

    fn read_timestamp(&mut self, schema: &Schema<'_>) -> Read<DateTime> {
        self.timestamp(timestamp_format(schema)?)
    }

    fn read_document(&mut self, _: &Schema<'_>) -> Read<Document> {
        self.document()
    }

    #[inline]
    fn is_null(&self) -> bool {
        if self.peek() != Some(b'n') {
            return false;
        }
        let after = self.rest().strip_prefix(b"null");
        after.is_some_and(|after| !after.first().is_some_and(u8::is_ascii_alphanumeric))
    }

    fn read_null(&mut self) -> Written {
        if self.literal("null") { Ok(()) } else { Err(mismatch("expected null")) }
    }

    fn skip_value(&mut self) -> Written {
        self.skip()
    }
}

/// The member with a name. Members mostly come in the order of the model: the one after the last is looked at first.
#[inline]
fn find<'a>(members: &[&'a Schema<'a>], name: &str, likely: &mut usize) -> Option<&'a Schema<'a>> {
    let is = |member: &&&'a Schema<'a>| member.member_name() == Some(name);
    let found = members.get(*likely).filter(is).or_else(|| members.iter().find(is))?;
    *likely = found.member_index().map_or(0, |index| index + 1);
    Some(found)
}
