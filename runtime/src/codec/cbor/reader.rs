use super::item::{EIGHT_BYTES, END, FOUR_BYTES, Kind, NO_LENGTH, ONE_BYTE, TWO_BYTES};
use crate::codec::{MAX_DEPTH, positioned};
use crate::schema::SerdeResult;
use aws_smithy_schema::serde::SerdeError;
use std::borrow::Cow;

/// Reads CBOR.
pub(crate) struct Reader<'a> {
    pub(super) body: &'a [u8],
    pub(super) at: usize,
    pub(super) depth: usize,
}

impl<'a> Reader<'a> {
    /// Reads the value in a body; an empty body is an empty structure.
    pub(crate) fn new(body: &'a [u8]) -> Self {
        Self { body, at: 0, depth: 0 }
    }

    /// The error with the place where reading ended.
    pub(crate) fn locate(&self, error: &SerdeError) -> SerdeError {
        positioned(error, self.at)
    }

    #[inline]
    pub(super) fn peek(&self) -> Option<u8> {
        self.body.get(self.at).copied()
    }

    /// The kind of the item that comes next.
    #[inline]
    pub(super) fn kind(&self) -> SerdeResult<Kind> {
        self.peek().map(Kind::of).ok_or_else(truncated)
    }

    #[inline]
    fn bytes<const N: usize>(&mut self) -> SerdeResult<[u8; N]> {
        let bytes = self.body.get(self.at..).and_then(|rest| rest.first_chunk()).ok_or_else(truncated)?;
        self.at += N;
        Ok(*bytes)
    }

    /// Takes the first byte of an item, and gives those after it.
    #[inline]
    pub(super) fn after_initial<const N: usize>(&mut self) -> SerdeResult<[u8; N]> {
        self.at += 1;
        self.bytes()
    }

    /// Takes the beginning of an item: its argument, or that it has no length.
    #[inline]
    pub(super) fn argument(&mut self) -> SerdeResult<Option<u64>> {
        let [initial] = self.bytes()?;
        let size = initial & 0x1F;
        if size < ONE_BYTE {
            return Ok(Some(u64::from(size)));
        }
        Ok(Some(match size {
            ONE_BYTE => u64::from(u8::from_be_bytes(self.bytes()?)),
            TWO_BYTES => u64::from(u16::from_be_bytes(self.bytes()?)),
            FOUR_BYTES => u64::from(u32::from_be_bytes(self.bytes()?)),
            EIGHT_BYTES => u64::from_be_bytes(self.bytes()?),
            NO_LENGTH if matches!(Kind::of(initial), Kind::Bytes | Kind::Text | Kind::List | Kind::Map) => {
                return Ok(None);
            }
            _ => {
                self.at -= 1;
                return Err(invalid("a byte that begins nothing"));
            }
        }))
    }

    /// Takes the beginning of an item of a kind.
    #[inline]
    pub(super) fn expect(&mut self, kind: Kind, what: &'static str) -> SerdeResult<Option<u64>> {
        if self.kind()? != kind {
            return Err(mismatch(what));
        }
        self.argument()
    }

    /// Takes the argument of an item that always has one.
    #[inline]
    pub(super) fn number(&mut self) -> SerdeResult<u64> {
        self.argument()?.ok_or_else(|| invalid("a byte that begins nothing"))
    }

    /// Takes so many bytes.
    #[inline]
    fn take(&mut self, length: u64) -> SerdeResult<&'a [u8]> {
        let end = usize::try_from(length).ok().and_then(|length| self.at.checked_add(length));
        let taken = end.and_then(|end| self.body.get(self.at..end)).ok_or_else(truncated)?;
        self.at += taken.len();
        Ok(taken)
    }

    #[inline]
    fn take_text(&mut self, length: u64) -> SerdeResult<&'a str> {
        let start = self.at;
        std::str::from_utf8(self.take(length)?).map_err(|error| {
            self.at = start + error.valid_up_to();
            invalid("not UTF-8")
        })
    }

    /// Takes the end of what has no length, if it is next.
    #[inline]
    fn take_end(&mut self) -> bool {
        let ends = self.peek() == Some(END);
        self.at += usize::from(ends);
        ends
    }

    /// The length of the next part of a string that comes in parts.
    fn next_part(&mut self, kind: Kind) -> SerdeResult<Option<u64>> {
        if self.take_end() {
            return Ok(None);
        }
        let length = self.expect(kind, "expected a part of a string, of the same kind")?;
        length.map(Some).ok_or_else(|| invalid("a part of a string that has parts itself"))
    }

    #[inline]
    pub(super) fn text(&mut self) -> SerdeResult<Cow<'a, str>> {
        match self.expect(Kind::Text, "expected a string")? {
            Some(length) => self.take_text(length).map(Cow::Borrowed),
            None => self.text_in_parts().map(Cow::Owned),
        }
    }

    #[inline(never)]
    fn text_in_parts(&mut self) -> SerdeResult<String> {
        let mut text = String::new();
        while let Some(length) = self.next_part(Kind::Text)? {
            text.push_str(self.take_text(length)?);
        }
        Ok(text)
    }

    pub(super) fn blob(&mut self) -> SerdeResult<Cow<'a, [u8]>> {
        if let Some(length) = self.expect(Kind::Bytes, "expected a blob")? {
            return self.take(length).map(Cow::Borrowed);
        }
        let mut bytes = Vec::new();
        while let Some(length) = self.next_part(Kind::Bytes)? {
            bytes.extend_from_slice(self.take(length)?);
        }
        Ok(Cow::Owned(bytes))
    }

    /// Goes through the items of a list or the entries of a map, whose beginning was taken.
    #[inline]
    pub(super) fn each(
        &mut self,
        mut left: Option<u64>,
        mut each: impl FnMut(&mut Self) -> SerdeResult,
    ) -> SerdeResult {
        self.enter()?;
        loop {
            match &mut left {
                Some(0) => break,
                Some(left) => *left -= 1,
                None if self.take_end() => break,
                None => {}
            }
            each(self)?;
        }
        self.leave()
    }

    #[inline]
    pub(super) fn enter(&mut self) -> SerdeResult {
        self.depth += 1;
        if self.depth > MAX_DEPTH { Err(invalid("nested too deeply")) } else { Ok(()) }
    }

    /// Nothing may follow the outermost value.
    #[inline]
    pub(super) fn leave(&mut self) -> SerdeResult {
        self.depth -= 1;
        if self.depth == 0 && self.at < self.body.len() { Err(invalid("expected nothing more")) } else { Ok(()) }
    }

    /// Skips any value.
    pub(super) fn skip(&mut self) -> SerdeResult {
        match self.kind()? {
            Kind::Bytes => self.blob().map(drop),
            Kind::Text => self.text().map(drop),
            Kind::List => {
                let length = self.argument()?;
                self.each(length, Self::skip)
            }
            Kind::Map => {
                let length = self.argument()?;
                self.each(length, |from| {
                    from.skip()?;
                    from.skip()
                })
            }
            Kind::Tag => {
                self.number()?;
                self.enter()?;
                self.skip()?;
                self.leave()
            }
            Kind::Unsigned | Kind::Negative | Kind::Simple => self.argument().map(drop),
        }
    }
}

#[cold]
#[inline(never)]
pub(super) fn invalid(message: &'static str) -> SerdeError {
    SerdeError::invalid_input(message)
}

#[cold]
#[inline(never)]
pub(super) fn mismatch(expected: &'static str) -> SerdeError {
    SerdeError::type_mismatch(expected)
}

#[cold]
#[inline(never)]
fn truncated() -> SerdeError {
    invalid("expected more")
}
