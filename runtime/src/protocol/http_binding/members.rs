//! [`Message`]: reads the members that have a place of their own in a message.

use super::body::ReadBody;
use super::elements;
use super::text::Texts;
use crate::schema::{BuiltMember, Location, SerdeResult, ShapeSchema, raw_media_type};
use crate::serde::{Decoder, ReadEntry, ReadMember, Source};
use aws_smithy_runtime_api::http::{Headers, header_parse};
use aws_smithy_schema::serde::SerdeError;
use aws_smithy_schema::{Schema, ShapeType};
use aws_smithy_types::Blob;
use aws_smithy_types::primitive::Encoder;
use http::HeaderName;
use std::borrow::Cow;

/// A request or response, as far as members are in it.
pub(super) struct Message<'a> {
    pub(super) shape: &'static ShapeSchema,
    pub(super) read: &'a ReadBody<'a>,
    pub(super) headers: &'a Headers,
    /// Whether a header that is not UTF-8 is as good as absent. It is an error otherwise.
    pub(super) skips_non_utf8: bool,
    pub(super) body: &'a [u8],
    /// Of a response.
    pub(super) status: Option<u16>,
    /// Of a request, by the names of the members.
    pub(super) labels: Vec<(&'static str, String)>,
    /// Of a request, besides the literals of its pattern.
    pub(super) query: Vec<(String, String)>,
}

impl Decoder for Message<'_> {
    fn read_struct(&mut self, _: &Schema<'_>, read: &mut ReadMember<'_>) -> SerdeResult {
        for built in &self.shape.built().members {
            self.member(built, read).map_err(|error| in_member(built.member.name, &error))?;
        }
        Ok(())
    }
}

impl Message<'_> {
    fn member(&self, built: &BuiltMember, read: &mut ReadMember<'_>) -> SerdeResult {
        let schema = built.schema;
        match built.location {
            Location::Document => Ok(()),
            Location::Payload => self.payload(schema, read),
            Location::Header(name) => name.map_or(Ok(()), |name| self.header(name, schema, read)),
            Location::PrefixHeaders(prefix) => self.prefixed(prefix, schema, read),
            Location::StatusCode => {
                let Some(status) = self.status else { return Ok(()) };
                let mut status = Encoder::from(u64::from(status));
                finish(Texts::one(status.encode().into()), schema, read)
            }
            Location::Label => {
                let of_member = self.labels.iter().filter(|(name, _)| *name == built.member.name);
                texts(of_member.map(|(_, value)| value.into()).collect(), schema, read)
            }
            Location::Query(key) => {
                let of_key = self.query.iter().filter(|(other, _)| other == key);
                texts(of_key.map(|(_, value)| value.into()).collect(), schema, read)
            }
            Location::QueryParams => {
                let mut entries = self.query.iter().map(|(key, value)| (&**key, &**value));
                read(schema, &mut Source::new(&mut Entries(&mut entries)))
            }
        }
    }

    /// A payload without bytes is absent.
    fn payload(&self, schema: &Schema<'_>, read: &mut ReadMember<'_>) -> SerdeResult {
        match self.body {
            [] => Ok(()),
            body if raw_media_type(schema).is_some() => read(schema, &mut Source::new(&mut Raw(body))),
            body => (self.read)(body, &mut |from| read(schema, from)),
        }
    }

    fn header(&self, name: &HeaderName, schema: &Schema<'_>, read: &mut ReadMember<'_>) -> SerdeResult {
        let lines = || self.headers.get_all_bytes_by_name(name);
        let Some(line) = Line::first(lines()) else { return Ok(()) };
        if self.skips_non_utf8 && lines().any(is_unreadable) {
            return Ok(());
        }
        let is_string = schema.shape_type() == ShapeType::String;
        if !is_string && line.may_be_several() {
            let mut values = Vec::new();
            lines().try_for_each(|line| elements::read(utf8(line)?, &mut values))?;
            return finish(Texts::many(values).of_header(), schema, read);
        }
        let text = line.text()?;
        // What is empty and no text is as good as absent.
        if text.is_empty() && !is_string {
            return Ok(());
        }
        finish(Texts::one(text.into()).of_header(), schema, read)
    }

    /// Reads all headers whose names begin so, or none: who gets a map that lacks an entry does not see that it does.
    fn prefixed(&self, prefix: &str, schema: &Schema<'_>, read: &mut ReadMember<'_>) -> SerdeResult {
        let names = || header_parse::headers_for_prefix(self.headers.iter_bytes().map(|(name, _)| name), prefix);
        let lines = |name| self.headers.get_all_bytes(name);
        if self.skips_non_utf8 && names().any(|(_, name)| lines(name).any(is_unreadable)) {
            return Ok(());
        }
        let mut entries = Vec::new();
        for (key, name) in names() {
            let text = Line::first(lines(name)).map_or(Ok(""), Line::text);
            entries.push((key, text.map_err(|error| in_member(key, &error))?));
        }
        read(schema, &mut Source::new(&mut Entries(&mut entries.into_iter())))
    }
}

/// The first of the headers of a name.
struct Line<'a> {
    bytes: &'a [u8],
    alone: bool,
}

impl<'a> Line<'a> {
    fn first(mut lines: impl Iterator<Item = &'a [u8]>) -> Option<Self> {
        let bytes = lines.next()?;
        Some(Self { bytes, alone: lines.next().is_none() })
    }

    /// Whether there is a list, as far as can be told: an HTTP date has a comma, too.
    fn may_be_several(&self) -> bool {
        !self.alone || self.bytes.iter().any(|byte| matches!(byte, b'"' | b','))
    }

    /// The text of a header that must be the only one.
    fn text(self) -> SerdeResult<&'a str> {
        if !self.alone {
            return Err(SerdeError::invalid_input("there are several headers of this name"));
        }
        utf8(self.bytes).map(str::trim)
    }
}

fn utf8(line: &[u8]) -> SerdeResult<&str> {
    str::from_utf8(line).map_err(|_| SerdeError::invalid_input("the header is not UTF-8"))
}

fn is_unreadable(value: &[u8]) -> bool {
    str::from_utf8(value).is_err()
}

/// Reads a member from its texts.
fn texts(values: Vec<Cow<'_, str>>, schema: &Schema<'_>, read: &mut ReadMember<'_>) -> SerdeResult {
    finish(Texts::many(values), schema, read)
}

/// Reads a member from its texts, if there are any.
fn finish(mut texts: Texts<'_>, schema: &Schema<'_>, read: &mut ReadMember<'_>) -> SerdeResult {
    if texts.is_empty() {
        return Ok(());
    }
    read(schema, &mut Source::new(&mut texts))?;
    texts.finish()
}

fn in_member(name: &str, error: &SerdeError) -> SerdeError {
    SerdeError::custom(format!("{name}: {error}"))
}

/// The entries of a map, whose values are strings or lists of them.
struct Entries<'a, 'b>(&'a mut dyn Iterator<Item = (&'b str, &'b str)>);

impl Decoder for Entries<'_, '_> {
    fn read_map(&mut self, _: &Schema<'_>, entry: &mut ReadEntry<'_>) -> SerdeResult {
        let mut entries: Vec<(&str, Vec<Cow<'_, str>>)> = Vec::new();
        for (key, value) in &mut self.0 {
            match entries.iter_mut().find(|(other, _)| *other == key) {
                Some((_, values)) => values.push(value.into()),
                None => entries.push((key, vec![value.into()])),
            }
        }
        entries.into_iter().try_for_each(|(key, values)| entry(key.into(), &mut Source::new(&mut Texts::many(values))))
    }
}

/// A body that is a string or a blob.
struct Raw<'a>(&'a [u8]);

impl Decoder for Raw<'_> {
    fn read_str(&mut self, _: &Schema<'_>) -> SerdeResult<Cow<'_, str>> {
        str::from_utf8(self.0).map(Cow::from).map_err(|_| SerdeError::invalid_input("the body is not UTF-8"))
    }

    fn read_blob(&mut self, _: &Schema<'_>) -> SerdeResult<Blob> {
        Ok(Blob::new(self.0))
    }
}
