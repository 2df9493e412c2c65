use super::grammar::is_number;
use crate::codec::timestamp;
use crate::scan;
use crate::schema::{JSON_WORD as WORD, JsonName, SerdeResult};
use aws_smithy_schema::Schema;
use aws_smithy_schema::serde::SerdeError;
use aws_smithy_types::date_time::Format;
use aws_smithy_types::primitive::Encoder;
use aws_smithy_types::{DateTime, Document, Number};

/// Room for a small request.
const SMALL: usize = 512;

/// How much room is made at once: what is filled with zeros is still in the cache when it is written to.
const WINDOW: usize = 8 * 1024;

/// Writes JSON. Every value is followed by a comma, until it is known to be the last.
pub(crate) struct Writer {
    /// What is written, and zeros: what is short is written in whole words, without a look at the capacity for each.
    out: Vec<u8>,
    /// How much of it is written.
    at: usize,
    quotes_big_numbers: bool,
}

impl Writer {
    pub(crate) fn new() -> Self {
        Self { out: vec![0; SMALL], at: 0, quotes_big_numbers: false }
    }

    #[cfg(feature = "rpc-v2-json")]
    pub(crate) fn with_big_numbers_in_strings() -> Self {
        Self { quotes_big_numbers: true, ..Self::new() }
    }

    pub(crate) fn finish(mut self) -> Vec<u8> {
        self.out.truncate(self.at.saturating_sub(1));
        self.out
    }

    #[cold]
    #[inline(never)]
    fn grow(&mut self, length: usize) {
        let end = self.at + length;
        self.out.reserve(end - self.out.len());
        self.out.resize(self.out.capacity().min(end + WINDOW), 0);
    }

    #[inline]
    fn push<const N: usize>(&mut self, bytes: [u8; N]) {
        if let Some(to) = self.out.get_mut(self.at..self.at + N) {
            to.copy_from_slice(&bytes);
            self.at += N;
        } else {
            self.extend_grown(&bytes);
        }
    }

    #[inline]
    fn extend(&mut self, bytes: &[u8]) {
        let end = self.at + bytes.len();
        let Some(to) = self.out.get_mut(self.at..end) else { return self.extend_grown(bytes) };
        to.copy_from_slice(bytes);
        self.at = end;
    }

    #[cold]
    #[inline(never)]
    fn extend_grown(&mut self, bytes: &[u8]) {
        self.grow(bytes.len());
        self.extend(bytes);
    }

    /// Writes the name of a member. Says where it was before, for [`take_back`](Self::take_back).
    #[inline]
    pub(crate) fn name(&mut self, name: &JsonName) -> usize {
        let before = self.at;
        match self.out.get_mut(before..before + WORD) {
            Some(to) if name.rest.is_empty() => {
                to.copy_from_slice(&name.first);
                self.at += name.length;
            }
            _ => self.long_name(name),
        }
        before
    }

    #[inline(never)]
    fn long_name(&mut self, name: &JsonName) {
        self.extend(&name.first[..name.length.min(WORD)]);
        self.extend(&name.rest);
    }

    /// Takes back the name of a member that has no value.
    #[inline]
    pub(crate) fn take_back(&mut self, before: usize) {
        self.at = before;
    }

    /// Writes a string and what comes after it.
    #[inline]
    pub(crate) fn string(&mut self, text: &str, after: u8) {
        let end = self.at + text.len() + 3;
        let Some([quote, inside @ .., last_quote, last]) = self.out.get_mut(self.at..end) else {
            return self.string_grown(text, after);
        };
        (*quote, *last_quote, *last) = (b'"', b'"', after);
        if scan::copy_plain(text.as_bytes(), inside) {
            self.at = end;
        } else {
            self.escaped(text.as_bytes(), after);
        }
    }

    #[cold]
    #[inline(never)]
    fn string_grown(&mut self, text: &str, after: u8) {
        self.grow(text.len() + 3);
        self.string(text, after);
    }

    #[inline(never)]
    fn escaped(&mut self, mut rest: &[u8], after: u8) {
        self.push([b'"']);
        loop {
            if let Some((word, after_it)) = rest.split_first_chunk() {
                self.push(*word);
                let plain = scan::plain_in_word(*word);
                if plain == word.len() {
                    rest = after_it;
                    continue;
                }
                self.at -= word.len() - plain;
                rest = &rest[plain..];
            }
            let [first, after_it @ ..] = rest else { break };
            scan::escape(*first, |bytes| self.extend(bytes));
            rest = after_it;
        }
        self.push([b'"', after]);
    }

    /// Writes what stands for itself.
    fn literal(&mut self, text: &str) {
        self.extend(text.as_bytes());
        self.push([b',']);
    }

    pub(crate) fn null(&mut self) {
        self.push(*b"null,");
    }

    pub(crate) fn boolean(&mut self, value: bool) {
        if value { self.push(*b"true,") } else { self.push(*b"false,") }
    }

    pub(crate) fn number(&mut self, number: impl Into<Encoder>) {
        self.literal(number.into().encode());
    }

    /// JSON has no number that is not finite: those are strings.
    pub(crate) fn float(&mut self, number: impl Into<Encoder> + Into<f64> + Copy) {
        if Into::<f64>::into(number).is_finite() {
            self.number(number);
        } else {
            self.string(Into::<Encoder>::into(number).encode(), b',');
        }
    }

    pub(crate) fn big_number(&mut self, text: &str) -> SerdeResult {
        if !is_number(text) {
            return Err(SerdeError::invalid_input("a big number that is not a number of JSON"));
        }
        if self.quotes_big_numbers {
            self.string(text, b',')
        } else {
            self.literal(text)
        }
        Ok(())
    }

    pub(crate) fn timestamp(&mut self, schema: &Schema<'_>, value: &DateTime) -> SerdeResult {
        let format = timestamp::format(schema)?.unwrap_or(Format::EpochSeconds);
        let text = timestamp::write(value, format)?;
        if matches!(format, Format::EpochSeconds) {
            self.literal(&text)
        } else {
            self.string(&text, b',')
        }
        Ok(())
    }

    /// Begins a list or object.
    #[inline]
    pub(crate) fn open(&mut self, bracket: u8) {
        self.push([bracket]);
    }

    /// Ends a list or object, and takes back the comma after its last element.
    #[inline]
    pub(crate) fn close(&mut self, bracket: u8) {
        if let Some([last @ b',', comma, ..]) = self.out.get_mut(self.at.saturating_sub(1)..) {
            (*last, *comma) = (bracket, b',');
            self.at += 1;
        } else {
            self.close_slowly(bracket);
        }
    }

    #[cold]
    #[inline(never)]
    fn close_slowly(&mut self, bracket: u8) {
        self.at -= usize::from(self.out[..self.at].ends_with(b","));
        self.push([bracket, b',']);
    }

    pub(crate) fn document(&mut self, document: &Document) {
        match document {
            Document::Null => self.null(),
            Document::Bool(value) => self.boolean(*value),
            Document::Number(Number::PosInt(value)) => self.number(*value),
            Document::Number(Number::NegInt(value)) => self.number(*value),
            Document::Number(Number::Float(value)) => self.float(*value),
            Document::String(text) => self.string(text, b','),
            Document::Array(items) => {
                self.open(b'[');
                items.iter().for_each(|item| self.document(item));
                self.close(b']');
            }
            Document::Object(entries) => {
                self.open(b'{');
                for (key, value) in entries {
                    self.string(key, b':');
                    self.document(value);
                }
                self.close(b'}');
            }
        }
    }
}
