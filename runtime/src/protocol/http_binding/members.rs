//! [`Message`]: reads the members that have a place of their own in a message.

use super::body::{BodyFormat, is_raw};
use super::text::Texts;
use crate::schema::{BuiltMember, Location, SerdeResult, ShapeSchema};
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
    pub(super) format: &'a dyn BodyFormat,
    pub(super) headers: &'a Headers,
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
            Location::Document | Location::EventHeader | Location::EventPayload => Ok(()),
            Location::Payload => self.payload(schema, read),
            Location::Header(name) => name.map_or(Ok(()), |name| self.header(name, schema, read)),
            Location::PrefixHeaders(prefix) => {
                let names = header_parse::headers_for_prefix(self.headers.iter().map(|(name, _)| name), prefix);
                let mut entries = names.map(|(key, name)| (key, self.headers.get(name).unwrap_or_default()));
                read(schema, &mut Source::new(&mut Entries(&mut entries)))
            }
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
            body if is_raw(schema) => read(schema, &mut Source::new(&mut Raw(body))),
            body => self.format.read(body, &mut |from| read(schema, from)),
        }
    }

    fn header(&self, name: &HeaderName, schema: &Schema<'_>, read: &mut ReadMember<'_>) -> SerdeResult {
        let mut lines = self.headers.get_all_bytes_by_name(name);
        let Some(first) = lines.next() else { return Ok(()) };
        let alone = lines.next().is_none();
        let (is_string, is_list) = (schema.shape_type() == ShapeType::String, schema.shape_type() == ShapeType::List);
        if is_string && !alone {
            return Err(SerdeError::invalid_input("there are several headers of this name"));
        }
        let has_several = |first: &[u8]| first.iter().any(|byte| *byte == b'"' || *byte == b',' && is_list);
        if !is_string && (!alone || has_several(first)) {
            return finish(Texts::many(split(self.headers, name)?).of_header(), schema, read);
        }
        let text = str::from_utf8(first).map_err(|_| SerdeError::invalid_input("the header is not UTF-8"))?.trim();
        // What is empty and no text is as good as absent.
        if text.is_empty() && !is_string {
            return Ok(());
        }
        finish(Texts::one(text.into()).of_header(), schema, read)
    }
}

/// The values of several headers, or of one that has several: what stands between commas, without quotes.
fn split<'a>(headers: &'a Headers, name: &HeaderName) -> SerdeResult<Vec<Cow<'a, str>>> {
    let values = header_parse::read_many_from_str_bytes::<String>(headers.get_all_bytes_by_name(name));
    let values = values.map_err(|error| SerdeError::invalid_input(error.to_string()))?;
    Ok(values.into_iter().map(Cow::from).collect())
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
