use super::reader::{Reader, invalid, mismatch};
use crate::codec::timestamp;
use crate::schema::SerdeResult;
use aws_smithy_schema::{Schema, ShapeType, prelude};
use aws_smithy_types::{BigDecimal, BigInteger, Blob, DateTime, Document, base64};
use std::borrow::Cow;

impl Reader<'_> {
    /// Reads the members of an object that are there and not null, or those that are left after the first. `find` is
    /// given a name and how many members come before the one that is likely next; `member` what it found, or the name.
    #[inline]
    pub(crate) fn members<'s, T: Copy>(
        &mut self,
        first: bool,
        find: impl Fn(&str, &mut usize) -> Option<(T, &'s Schema<'s>)>,
        mut member: impl FnMut(Result<(T, &'s Schema<'s>), &str>, Reader<'_>) -> SerdeResult,
    ) -> SerdeResult {
        if first {
            self.enter()?;
            if self.token().is_none() {
                // What is around it, if anything, misses its end.
                return self.leave();
            }
        }
        let mut likely = 0;
        self.entries(first, |from, key| {
            let unescaped;
            let key = if key.escapes {
                unescaped = key.unescape()?;
                &*unescaped
            } else {
                key.text
            };
            let found = find(key, &mut likely);
            // A null is a document like any other. All else that is null is absent.
            if from.is_null() && found.is_none_or(|(_, schema)| schema.shape_type() != ShapeType::Document) {
                return from.read_null();
            }
            match found {
                Some(found) => member(Ok(found), from.reborrow()),
                None => from.unknown_member(key, &mut |from| member(Err(key), from)),
            }
        })?;
        self.leave()
    }

    #[inline(never)]
    fn unknown_member(&mut self, key: &str, member: &mut dyn FnMut(Reader<'_>) -> SerdeResult) -> SerdeResult {
        if key == "__type" {
            // It says which shape this is, and is never a member.
            return self.skip();
        }
        let before = self.rest();
        member(self.reborrow())?;
        if self.rest().len() == before.len() { self.skip() } else { Ok(()) }
    }
}

/// A method per Smithy type.
impl Reader<'_> {
    pub(crate) fn read_struct(
        &mut self,
        schema: &Schema<'_>,
        mut member: impl FnMut(&Schema<'_>, Reader<'_>) -> SerdeResult,
    ) -> SerdeResult {
        let members = schema.members();
        let is_called = |member: &Schema<'_>, name: &str| {
            member.json_name().map(|json| json.value()).or(member.member_name()) == Some(name)
        };
        let find = |name: &str, _: &mut usize| {
            members.iter().find(|member| is_called(member, name)).map(|member| ((), *member))
        };
        self.members(true, find, |found, from| member(found.map_or(&prelude::DOCUMENT, |(_, schema)| schema), from))
    }

    pub(crate) fn read_list(&mut self, mut element: impl FnMut(Reader<'_>) -> SerdeResult) -> SerdeResult {
        self.enter()?;
        let mut length = 0_u8;
        self.list(|from| {
            length = length.saturating_add(1);
            element(from.reborrow())
        })?;
        self.note_length(length);
        self.leave()
    }

    pub(crate) fn read_map(&mut self, mut entry: impl FnMut(Cow<'_, str>, Reader<'_>) -> SerdeResult) -> SerdeResult {
        self.enter()?;
        let mut length = 0_u8;
        self.object(|from, key| {
            length = length.saturating_add(1);
            entry(key.unescape()?, from.reborrow())
        })?;
        self.note_length(length);
        self.leave()
    }

    pub(crate) fn likely_length(&self) -> usize {
        match self.rest() {
            [_, b']' | b'}', ..] => 0,
            _ => self.noted_length(),
        }
    }

    pub(crate) fn read_str(&mut self, _: &Schema<'_>) -> SerdeResult<Cow<'_, str>> {
        self.string("expected a string")
    }

    pub(crate) fn read_string(&mut self, _: &Schema<'_>) -> SerdeResult<String> {
        match self.plain() {
            Some(text) => Ok(text.to_owned()),
            None => self.string("expected a string").map(Cow::into_owned),
        }
    }

    pub(crate) fn read_boolean(&mut self, _: &Schema<'_>) -> SerdeResult<bool> {
        self.boolean()
    }

    pub(crate) fn read_byte(&mut self, _: &Schema<'_>) -> SerdeResult<i8> {
        self.whole_number()
    }

    pub(crate) fn read_short(&mut self, _: &Schema<'_>) -> SerdeResult<i16> {
        self.whole_number()
    }

    pub(crate) fn read_integer(&mut self, _: &Schema<'_>) -> SerdeResult<i32> {
        self.whole_number()
    }

    pub(crate) fn read_long(&mut self, _: &Schema<'_>) -> SerdeResult<i64> {
        self.whole_number()
    }

    pub(crate) fn read_float(&mut self, _: &Schema<'_>) -> SerdeResult<f32> {
        self.float().map(|number| number as f32)
    }

    pub(crate) fn read_double(&mut self, _: &Schema<'_>) -> SerdeResult<f64> {
        self.float()
    }

    pub(crate) fn read_big_integer(&mut self, _: &Schema<'_>) -> SerdeResult<BigInteger> {
        self.big_number()
    }

    pub(crate) fn read_big_decimal(&mut self, _: &Schema<'_>) -> SerdeResult<BigDecimal> {
        self.big_number()
    }

    pub(crate) fn read_blob(&mut self, _: &Schema<'_>) -> SerdeResult<Blob> {
        let text = self.string("expected a blob in base64")?;
        base64::decode(text).map(Blob::new).map_err(|_| invalid("expected base64"))
    }

    pub(crate) fn read_timestamp(&mut self, schema: &Schema<'_>) -> SerdeResult<DateTime> {
        self.timestamp(timestamp::format(schema)?)
    }

    pub(crate) fn read_document(&mut self, _: &Schema<'_>) -> SerdeResult<Document> {
        self.document()
    }

    #[inline]
    pub(crate) fn is_null(&self) -> bool {
        if self.peek() != Some(b'n') {
            return false;
        }
        let after = self.rest().strip_prefix(b"null");
        after.is_some_and(|after| !after.first().is_some_and(u8::is_ascii_alphanumeric))
    }

    pub(crate) fn read_null(&mut self) -> SerdeResult {
        if self.literal("null") { Ok(()) } else { Err(mismatch("expected null")) }
    }

    pub(crate) fn skip_value(&mut self) -> SerdeResult {
        self.skip()
    }

    /// Skips a value, and gives its text.
    pub(crate) fn keep_value(&mut self) -> SerdeResult<Option<String>> {
        self.token();
        let start = self.state.at;
        self.skip()?;
        Ok(self.text.get(start..self.state.at).map(str::to_owned))
    }
}
