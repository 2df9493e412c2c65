use super::grammar::is_number;
use super::number;
use super::text::Raw;
use crate::codec::{MAX_DEPTH, positioned, timestamp};
use crate::scan;
use crate::schema::SerdeResult;
use aws_smithy_schema::serde::SerdeError;
use aws_smithy_types::date_time::Format;
use aws_smithy_types::{DateTime, Document, Number};
use std::borrow::Cow;
use std::str::FromStr;

/// A body that is JSON, and how far it is read.
pub(crate) struct Body<'a> {
    text: &'a str,
    state: State,
}

impl<'a> Body<'a> {
    /// The value in a body; an empty body is an empty structure.
    ///
    /// # Errors
    /// The body is no UTF-8.
    pub(crate) fn new(body: &'a [u8]) -> SerdeResult<Self> {
        match std::str::from_utf8(body) {
            Ok(text) => Ok(Self { text, state: State { at: 0, depth: 0, lengths: [0; MAX_DEPTH + 1] } }),
            Err(error) => Err(positioned("not UTF-8", error.valid_up_to())),
        }
    }

    /// Reads on.
    pub(crate) fn reader(&mut self) -> Reader<'_> {
        Reader { text: self.text, state: &mut self.state }
    }

    /// The error with the place where reading ended.
    pub(crate) fn locate(&self, error: &SerdeError) -> SerdeError {
        positioned(error, self.state.at)
    }
}

/// Reads JSON.
pub(crate) struct Reader<'a> {
    pub(super) text: &'a str,
    pub(super) state: &'a mut State,
}

pub(super) struct State {
    pub(super) at: usize,
    pub(super) depth: usize,
    /// How long the last list or map was that is nested as deep as this: lists tend to be of things that are alike.
    pub(super) lengths: [u8; MAX_DEPTH + 1],
}

impl<'a> Reader<'a> {
    /// The same, for a shorter time.
    #[inline]
    pub(crate) fn reborrow(&mut self) -> Reader<'_> {
        Reader { text: self.text, state: self.state }
    }

    #[inline]
    pub(super) fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.state.at).copied()
    }

    /// What comes next after whitespace, of which there mostly is none.
    #[inline]
    pub(crate) fn token(&mut self) -> Option<u8> {
        match self.peek() {
            Some(byte) if byte > b' ' => Some(byte),
            _ => self.token_after_space(),
        }
    }

    #[inline(never)]
    fn token_after_space(&mut self) -> Option<u8> {
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.peek() {
            self.state.at += 1;
        }
        self.peek()
    }

    #[inline]
    pub(super) fn expect(&mut self, byte: u8, what: &'static str) -> SerdeResult {
        if self.token() != Some(byte) {
            return Err(mismatch(what));
        }
        self.state.at += 1;
        Ok(())
    }

    pub(super) fn rest(&self) -> &'a [u8] {
        self.text.as_bytes().get(self.state.at..).unwrap_or_default()
    }

    /// Takes characters as long as they are of a kind.
    fn take_while(&mut self, is: impl Fn(&u8) -> bool) -> &'a str {
        let start = self.state.at;
        self.state.at += self.rest().iter().take_while(|byte| is(byte)).count();
        self.text.get(start..self.state.at).unwrap_or_default()
    }

    /// Takes a string that begins here and has no escapes, if there is one.
    #[inline]
    pub(super) fn plain(&mut self) -> Option<&'a str> {
        let [b'"', rest @ ..] = self.text.as_bytes().get(self.state.at..)? else { return None };
        let length = scan::end_of_string(rest);
        if rest.get(length) != Some(&b'"') {
            return None;
        }
        // Both ends are beside a quote, so they are no part of a character.
        let start = self.state.at + 1;
        let text = self.text.get(start..start + length)?;
        self.state.at = start + length + 1;
        Some(text)
    }

    /// Takes a string as it stands there.
    #[inline]
    pub(super) fn raw(&mut self, what: &'static str) -> SerdeResult<Raw<'a>> {
        match self.plain() {
            Some(text) => Ok(Raw { text, escapes: false }),
            None => self.any(what),
        }
    }

    #[inline(never)]
    fn any(&mut self, what: &'static str) -> SerdeResult<Raw<'a>> {
        self.expect(b'"', what)?;
        let start = self.state.at;
        self.state.at += scan::end_of_string(self.rest());
        let escapes = self.peek() != Some(b'"');
        if escapes {
            self.skip_to_quote()?;
        }
        // Both ends are beside a quote, so they are no part of a character.
        let text = self.text.get(start..self.state.at).unwrap_or_default();
        self.state.at += 1;
        Ok(Raw { text, escapes })
    }

    /// Goes on from a backslash to the end of a string.
    fn skip_to_quote(&mut self) -> SerdeResult {
        loop {
            match self.peek() {
                None => return Err(invalid("unterminated string")),
                Some(b'"') => return Ok(()),
                Some(_) => self.state.at += 2,
            }
            self.state.at += scan::end_of_string(self.rest());
        }
    }

    pub(super) fn string(&mut self, what: &'static str) -> SerdeResult<Cow<'a, str>> {
        self.raw(what)?.unescape()
    }

    /// What a number may consist of; whether it is one is seen when it is parsed.
    fn number(&mut self) -> &'a str {
        self.take_while(|byte| matches!(byte, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E'))
    }

    pub(super) fn whole_number<T: TryFrom<i64>>(&mut self) -> SerdeResult<T> {
        self.token();
        let start = self.state.at;
        let digits = self.take_while(|byte| matches!(byte, b'0'..=b'9' | b'-' | b'+'));
        if digits.is_empty() {
            return Err(mismatch("expected a whole number"));
        }
        let number = if matches!(self.peek(), Some(b'.' | b'e' | b'E')) {
            // Services written in languages without whole numbers send `1.0`, which is one.
            self.state.at = start;
            Some(number::whole(self.number()).ok_or_else(|| mismatch("expected a whole number"))?)
        } else {
            digits.parse().ok()
        };
        let number = number.and_then(|number| T::try_from(number).ok());
        number.ok_or_else(|| invalid("a number out of range"))
    }

    pub(super) fn float(&mut self) -> SerdeResult<f64> {
        if self.token() != Some(b'"') {
            return self.number().parse().map_err(|_| mismatch("expected a number"));
        }
        // A string is a number only if JSON has none for it.
        let text = self.string("expected a number")?;
        let number = text.parse().ok().filter(|number: &f64| !number.is_finite());
        number.ok_or_else(|| mismatch("expected a number, `NaN`, `Infinity` or `-Infinity`"))
    }

    pub(super) fn big_number<T: FromStr>(&mut self) -> SerdeResult<T> {
        let text = match self.token() {
            Some(b'"') => self.string("expected a number")?,
            Some(b'-' | b'0'..=b'9') => self.number().into(),
            _ => return Err(mismatch("expected a number")),
        };
        text.parse().map_err(|_| invalid("a number that cannot be read"))
    }

    pub(super) fn timestamp(&mut self, format: Option<Format>) -> SerdeResult<DateTime> {
        match self.token() {
            Some(b'"') => {
                let text = self.string("expected a timestamp")?;
                timestamp::read(&text, format.unwrap_or(Format::DateTime))
            }
            Some(b'-' | b'0'..=b'9') => {
                let time = timestamp::epoch_seconds(self.number());
                time.ok_or_else(|| invalid("a timestamp that cannot be read"))
            }
            _ => Err(mismatch("expected a timestamp")),
        }
    }

    pub(super) fn document(&mut self) -> SerdeResult<Document> {
        self.enter()?;
        let document = match self.token() {
            Some(b'"') => Document::String(self.string("expected a string")?.into_owned()),
            Some(b'{') => {
                let mut entries = std::collections::HashMap::new();
                self.object(|from, key| {
                    entries.insert(key.unescape()?.into_owned(), from.document()?);
                    Ok(())
                })?;
                Document::Object(entries)
            }
            Some(b'[') => {
                let mut items = Vec::new();
                self.list(|from| {
                    items.push(from.document()?);
                    Ok(())
                })?;
                Document::Array(items)
            }
            Some(b'-' | b'0'..=b'9') => Document::Number(document_number(self.number())?),
            _ if self.literal("null") => Document::Null,
            _ => Document::Bool(self.boolean()?),
        };
        self.leave()?;
        Ok(document)
    }

    pub(super) fn literal(&mut self, literal: &str) -> bool {
        let found = self.rest().starts_with(literal.as_bytes());
        self.state.at += if found { literal.len() } else { 0 };
        found
    }

    pub(super) fn boolean(&mut self) -> SerdeResult<bool> {
        self.token();
        if self.literal("true") {
            Ok(true)
        } else if self.literal("false") {
            Ok(false)
        } else {
            Err(mismatch("expected a boolean"))
        }
    }

    /// Skips a value, which has to be one by the grammar of JSON.
    pub(super) fn skip(&mut self) -> SerdeResult {
        match self.token() {
            Some(b'"') => self.raw("expected a string")?.check(),
            Some(b'{') => {
                self.enter()?;
                self.object(|from, key| {
                    key.check()?;
                    from.skip()
                })?;
                self.state.depth -= 1;
                Ok(())
            }
            Some(b'[') => {
                self.enter()?;
                self.list(Self::skip)?;
                self.state.depth -= 1;
                Ok(())
            }
            Some(b'-' | b'0'..=b'9') if is_number(self.number()) => Ok(()),
            _ if self.literal("null") || self.literal("true") || self.literal("false") => Ok(()),
            _ => Err(invalid("expected a value")),
        }
    }
}

/// The number of a document: whole where it can be.
fn document_number(text: &str) -> SerdeResult<Number> {
    let whole = match text.strip_prefix('-') {
        Some(_) => text.parse().ok().map(Number::NegInt),
        None => text.parse().ok().map(Number::PosInt),
    };
    let number = whole.or_else(|| text.parse().ok().map(Number::Float));
    number.ok_or_else(|| invalid("expected a number"))
}

#[cold]
#[inline(never)]
pub(super) fn invalid(message: &str) -> SerdeError {
    SerdeError::invalid_input(message)
}

#[cold]
#[inline(never)]
pub(super) fn mismatch(expected: &'static str) -> SerdeError {
    SerdeError::type_mismatch(expected)
}
