//! Values as texts: what stands in headers, in the query and in the path.

use crate::codec::timestamp;
use crate::schema::{SerdeResult, simple_reads};
use crate::serde::{Decoder, ReadElement, Source};
use aws_smithy_schema::Schema;
use aws_smithy_schema::serde::SerdeError;
use aws_smithy_types::date_time::Format;
use aws_smithy_types::primitive::Parse;
use aws_smithy_types::{BigDecimal, BigInteger, DateTime, base64};
use std::borrow::Cow;
use std::str::FromStr;

/// Reads one value, or the elements of a list.
pub(super) struct Texts<'a> {
    /// Most often there is no other: it needs no list.
    first: Option<Cow<'a, str>>,
    others: std::vec::IntoIter<Cow<'a, str>>,
    timestamp: Format,
    /// Strings with a media type are in base64.
    encoded: bool,
}

impl<'a> Texts<'a> {
    /// A text of a label, the query or the status.
    pub(super) fn one(text: Cow<'a, str>) -> Self {
        Self { first: Some(text), ..Self::many(Vec::new()) }
    }

    /// Texts of a label or the query.
    pub(super) fn many(texts: Vec<Cow<'a, str>>) -> Self {
        Self { first: None, others: texts.into_iter(), timestamp: Format::DateTime, encoded: false }
    }

    /// The same texts, but from headers.
    pub(super) fn of_header(self) -> Self {
        Self { timestamp: Format::HttpDate, encoded: true, ..self }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.length() == 0
    }

    fn length(&self) -> usize {
        usize::from(self.first.is_some()) + self.others.len()
    }

    /// Fails if there is more than was read.
    pub(super) fn finish(self) -> SerdeResult {
        match self.length() {
            0 => Ok(()),
            more => Err(SerdeError::invalid_input(format!("one value was expected, and {more} more follow"))),
        }
    }

    fn next(&mut self) -> SerdeResult<Cow<'a, str>> {
        self.first.take().or_else(|| self.others.next()).ok_or_else(|| SerdeError::invalid_input("there is no value"))
    }

    fn primitive<T: Parse>(&mut self) -> SerdeResult<T> {
        let text = self.next()?;
        T::parse_smithy_primitive(text.trim()).map_err(|error| SerdeError::type_mismatch(error.to_string()))
    }

    fn big_number<T: FromStr>(&mut self) -> SerdeResult<T> {
        self.next()?.trim().parse().map_err(|_| SerdeError::type_mismatch("expected a number"))
    }
}

impl Decoder for Texts<'_> {
    fn read_list(&mut self, _: &Schema<'_>, element: &mut ReadElement<'_>) -> SerdeResult {
        while !self.is_empty() {
            element(&mut Source::new(self))?;
        }
        Ok(())
    }

    fn likely_length(&self) -> usize {
        self.length()
    }

    fn read_str(&mut self, schema: &Schema<'_>) -> SerdeResult<Cow<'_, str>> {
        let text = self.next()?;
        if !self.encoded || schema.media_type().is_none() {
            return Ok(text);
        }
        let decoded = base64::decode(&*text).map_err(|error| SerdeError::invalid_input(error.to_string()))?;
        String::from_utf8(decoded).map(Cow::Owned).map_err(|_| SerdeError::invalid_input("the text is not UTF-8"))
    }

    simple_reads! {
        read_boolean: bool = primitive;
        read_byte: i8 = primitive;
        read_short: i16 = primitive;
        read_integer: i32 = primitive;
        read_long: i64 = primitive;
        read_float: f32 = primitive;
        read_double: f64 = primitive;
        read_big_integer: BigInteger = big_number;
        read_big_decimal: BigDecimal = big_number;
    }

    fn read_timestamp(&mut self, schema: &Schema<'_>) -> SerdeResult<DateTime> {
        let mut text = self.next()?;
        let format = timestamp::format(schema)?.unwrap_or(self.timestamp);
        // The comma of an HTTP date looks like one between two values.
        if format == Format::HttpDate && !text.contains(' ') {
            text = format!("{text}, {}", self.next()?).into();
        }
        timestamp::read(text.trim(), format)
    }
}
