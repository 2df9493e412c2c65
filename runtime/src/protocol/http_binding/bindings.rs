//! [`Bindings`]: writes the members that have a place of their own in a message.

use super::uri;
use crate::codec::{percent, timestamp};
use crate::schema::{BuiltMember, Location, Part, SerdeResult, ShapeSchema, simple_writes};
use crate::serde::{DynStructure, Sink};
use aws_smithy_runtime_api::http::{Headers, header_parse};
use aws_smithy_schema::Schema;
use aws_smithy_schema::serde::{SerdeError, SerializableStruct, ShapeSerializer};
use aws_smithy_types::date_time::Format;
use aws_smithy_types::primitive::Encoder;
use aws_smithy_types::{BigDecimal, BigInteger, Blob, DateTime, Document, base64};
use farrier_schema_text::ENUM;
use http::HeaderName;
use std::borrow::Cow;

/// What a message has besides its document.
pub(super) struct Bindings {
    shape: &'static ShapeSchema,
    /// The pattern of `@http`; nothing for responses.
    pattern: &'static str,
    pub(super) headers: Headers,
    /// Entries of `@httpPrefixHeaders`, which a header of the same name goes before.
    prefixed: Vec<(String, String)>,
    /// By the names of the members.
    pub(super) labels: Vec<(&'static str, String)>,
    /// The entries of `@httpQueryParams`.
    pub(super) params: String,
    /// The members with `@httpQuery`.
    pub(super) query: String,
    pub(super) status: Option<u16>,
    pub(super) payload: Option<Vec<u8>>,
    /// Required members that are empty where a value is needed.
    pub(super) empty: Vec<&'static str>,
    /// Whether members without a place of their own are in the query, under their names.
    document_in_query: bool,
    within: Within,
}

/// The list or map that is being written.
#[derive(Default)]
struct Within {
    member: Option<&'static BuiltMember>,
    /// Whether it is a list, or a list in a map.
    in_list: bool,
    /// Elements so far, as a header has them.
    elements: Option<String>,
    /// The key of the entry that comes next.
    key: Option<String>,
}

impl Bindings {
    pub(super) fn new(shape: &'static ShapeSchema, pattern: &'static str) -> Self {
        Self {
            shape,
            pattern,
            headers: Headers::new(),
            prefixed: Vec::new(),
            labels: Vec::new(),
            params: String::new(),
            query: String::new(),
            status: None,
            payload: None,
            empty: Vec::new(),
            document_in_query: false,
            within: Within::default(),
        }
    }

    /// Writes the members that have a place of their own, if there are any.
    pub(super) fn write(&mut self, structure: &DynStructure<'_>) -> SerdeResult {
        if !self.shape.built().members.iter().any(|built| built.is_in(Part::Bound)) {
            return Ok(());
        }
        structure.write_part(Part::Bound, &mut Sink::new(self))
    }

    /// Writes the members that have no place of their own, to the query.
    pub(super) fn write_document(&mut self, structure: &DynStructure<'_>) -> SerdeResult {
        self.document_in_query = true;
        structure.members(Part::Document, Sink::new(self))
    }

    /// All headers. Keys that differ in case only are lines of one header, in an order of their own, as maps have none.
    pub(super) fn into_headers(self) -> SerdeResult<Headers> {
        let Self { shape, mut headers, mut prefixed, .. } = self;
        prefixed.retain(|(name, _)| !headers.contains_key(name));
        prefixed.sort_unstable();
        for (name, value) in prefixed {
            headers.try_append(name, value).map_err(|_| illegal_entry(shape))?;
        }
        Ok(headers)
    }

    /// The member that a value belongs to.
    fn member(&self, schema: &Schema<'_>) -> SerdeResult<&'static BuiltMember> {
        let own = || self.shape.built().members.get(schema.member_index()?);
        self.within.member.or_else(own).ok_or_else(|| SerdeError::unsupported("a value that no member has"))
    }

    /// Writes a text to the place of its member.
    fn text(&mut self, schema: &Schema<'_>, text: &str) -> SerdeResult {
        let member = self.member(schema)?;
        let name = member.member.name;
        let location = match member.location {
            location if self.document_in_query && location.part() == Part::Document => Location::Query(name),
            location => location,
        };
        match location {
            Location::Label => {
                self.empty.extend(text.is_empty().then_some(name));
                self.labels.push((name, text.to_owned()));
            }
            Location::Query(key) => {
                // A value of an enum may be that.
                let needed = member.member.required && !member.member.value.traits.has(&ENUM);
                self.empty.extend((needed && text.is_empty() && !self.within.in_list).then_some(name));
                percent::push_param(&mut self.query, key, text);
            }
            Location::Header(_) if self.within.in_list => match &mut self.within.elements {
                Some(elements) => elements.extend([", ", text]),
                first @ None => *first = Some(text.to_owned()),
            },
            Location::Header(header) => self.header(header, text.to_owned(), name)?,
            Location::QueryParams => return self.entry(text, Self::push_query_param),
            Location::PrefixHeaders(prefix) => {
                return self.entry(text, |to, key, text| {
                    to.prefixed.push(([prefix, key].concat(), text.to_owned()));
                });
            }
            Location::StatusCode => {
                let status =
                    text.parse().map_err(|_| SerdeError::write_failed("`@httpResponseCode` is not an HTTP status"))?;
                // Where it has a default, nobody has said a status.
                self.status = Some(status).filter(|status| *status != 0);
            }
            Location::Payload => self.payload = Some(text.into()),
            Location::Document => return Err(unbound(schema)),
        }
        Ok(())
    }

    fn header(&mut self, header: Option<&HeaderName>, value: String, name: &str) -> SerdeResult {
        let header = header.ok_or_else(|| illegal(name))?.clone();
        self.headers.try_insert(header, value).map(drop).map_err(|_| illegal(name))
    }

    /// Keys and values take turns; a value may be a list.
    fn entry(&mut self, text: &str, write: impl FnOnce(&mut Self, &str, &str)) -> SerdeResult {
        match self.within.key.take() {
            None => self.within.key = Some(text.to_owned()),
            Some(key) => {
                write(self, &key, text);
                self.within.key = self.within.in_list.then_some(key);
            }
        }
        Ok(())
    }

    fn push_query_param(&mut self, key: &str, text: &str) {
        let is_member = |built: &BuiltMember| matches!(built.location, Location::Query(other) if other == key);
        let taken = self.shape.built().members.iter().any(is_member);
        if !taken && !uri::literal_keys(self.pattern).any(|other| other == key) {
            percent::push_param(&mut self.params, key, text);
        }
    }

    fn is_header(&self, schema: &Schema<'_>) -> SerdeResult<bool> {
        Ok(matches!(self.member(schema)?.location, Location::Header(_) | Location::PrefixHeaders(_)))
    }
}

/// A header that cannot hold its value, which may be a secret.
fn illegal(name: &str) -> SerdeError {
    SerdeError::write_failed(format!("{name} holds characters that a header cannot have"))
}

/// An entry of the map with `@httpPrefixHeaders`, of which there is one at most. Its key may be a secret as well.
fn illegal_entry(shape: &ShapeSchema) -> SerdeError {
    let entry = shape.built().members.iter().find_map(|built| match built.location {
        Location::PrefixHeaders(prefix) => {
            Some(format!("an entry of {}, whose headers begin with `{prefix}`,", built.member.name))
        }
        _ => None,
    });
    illegal(entry.as_deref().unwrap_or("an entry of `@httpPrefixHeaders`"))
}

fn unbound(schema: &Schema<'_>) -> SerdeError {
    SerdeError::unsupported(format!("a value of type {:?} in a header, the query or the path", schema.shape_type()))
}

impl ShapeSerializer for Bindings {
    simple_writes! {
        by text;
        write_boolean(value: bool) => Encoder::from(value).encode();
        write_byte(value: i8) => Encoder::from(value).encode();
        write_short(value: i16) => Encoder::from(value).encode();
        write_integer(value: i32) => Encoder::from(value).encode();
        write_long(value: i64) => Encoder::from(value).encode();
        write_float(value: f32) => Encoder::from(value).encode();
        write_double(value: f64) => Encoder::from(value).encode();
        write_big_integer(value: &BigInteger) => value.as_ref();
        write_big_decimal(value: &BigDecimal) => value.as_ref();
    }

    fn write_string(&mut self, schema: &Schema<'_>, value: &str) -> SerdeResult {
        if !self.is_header(schema)? {
            return self.text(schema, value);
        }
        let value = if schema.media_type().is_some() { Cow::from(base64::encode(value)) } else { Cow::from(value) };
        match self.within.in_list {
            true => self.text(schema, &header_parse::quote_header_value(value)),
            false => self.text(schema, &value),
        }
    }

    fn write_blob(&mut self, schema: &Schema<'_>, value: Blob) -> SerdeResult {
        if self.member(schema)?.location != Location::Payload {
            return Err(unbound(schema));
        }
        self.payload = Some(value.into_inner());
        Ok(())
    }

    fn write_timestamp(&mut self, schema: &Schema<'_>, value: &DateTime) -> SerdeResult {
        let default = if self.is_header(schema)? { Format::HttpDate } else { Format::DateTime };
        self.text(schema, &timestamp::write(value, timestamp::format(schema)?.unwrap_or(default))?)
    }

    fn write_list(
        &mut self,
        schema: &Schema<'_>,
        write: &dyn Fn(&mut dyn ShapeSerializer) -> SerdeResult,
    ) -> SerdeResult {
        let (member, in_map) = (self.member(schema)?, self.within.member.is_some());
        self.within.member = Some(member);
        self.within.in_list = true;
        write(self)?;
        self.within.in_list = false;
        let elements = self.within.elements.take().unwrap_or_default();
        self.within.key = None;
        if in_map {
            return Ok(());
        }
        self.within.member = None;
        if let Location::Header(header) = member.location {
            self.header(header, elements, member.member.name)?;
        }
        Ok(())
    }

    fn write_map(
        &mut self,
        schema: &Schema<'_>,
        write: &dyn Fn(&mut dyn ShapeSerializer) -> SerdeResult,
    ) -> SerdeResult {
        self.within.member = Some(self.member(schema)?);
        write(self)?;
        self.within = Within::default();
        Ok(())
    }

    fn write_null(&mut self, _: &Schema<'_>) -> SerdeResult {
        // An entry without a value is none. In a list others may follow.
        if !self.within.in_list {
            self.within.key = None;
        }
        Ok(())
    }

    fn write_struct(&mut self, schema: &Schema<'_>, _: &dyn SerializableStruct) -> SerdeResult {
        Err(unbound(schema))
    }

    fn write_document(&mut self, schema: &Schema<'_>, _: &Document) -> SerdeResult {
        Err(unbound(schema))
    }
}
