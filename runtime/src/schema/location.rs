//! Where in a message a member is: [`Location`] in one of HTTP, [`Part`] in that or in an event.

use aws_smithy_schema::Schema;
#[cfg(any(feature = "http-binding", feature = "event-stream"))]
use aws_smithy_schema::ShapeType;
use http::HeaderName;

/// The place of a member, by the [HTTP binding traits](https://smithy.io/2.0/spec/http-bindings.html). They mean
/// something at the top level of a message alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Location {
    /// With all others that have no place of their own, in the body.
    Document,
    /// `@httpPayload`: the whole body.
    Payload,
    /// `@httpLabel`
    Label,
    /// `@httpQuery`
    Query(&'static str),
    /// `@httpQueryParams`
    QueryParams,
    /// `@httpHeader`: nothing if no header can have the name.
    Header(Option<&'static HeaderName>),
    /// `@httpPrefixHeaders`
    PrefixHeaders(&'static str),
    /// `@httpResponseCode`
    StatusCode,
}

impl Location {
    /// The place of the member with this schema. It is asked for once in the life of a program: each message needs that
    /// of each member several times.
    pub(super) fn of(member: &'static Schema<'static>) -> Self {
        if let Some(header) = member.http_header() {
            Self::Header(header_name(header.value()))
        } else if let Some(query) = member.http_query() {
            Self::Query(query.value())
        } else if member.http_label().is_some() {
            Self::Label
        } else if member.http_payload().is_some() {
            Self::Payload
        } else if let Some(prefix) = member.http_prefix_headers() {
            Self::PrefixHeaders(prefix.value())
        } else if member.http_query_params().is_some() {
            Self::QueryParams
        } else if member.http_response_code().is_some() {
            Self::StatusCode
        } else {
            Self::Document
        }
    }

    #[inline]
    pub(crate) fn part(self) -> Part {
        match self {
            Self::Document => Part::Document,
            Self::Payload => Part::Payload,
            _ => Part::Bound,
        }
    }
}

/// The media types of payloads that are one member as it is, bytes and text.
#[cfg(any(feature = "http-binding", feature = "event-stream"))]
const RAW_MEDIA_TYPES: [&str; 2] = ["application/octet-stream", "text/plain"];

/// The media type of a payload that is the bytes or the text of its member as they are; `None` if a codec writes it.
#[cfg(any(feature = "http-binding", feature = "event-stream"))]
pub(crate) fn raw_media_type(payload: &Schema<'_>) -> Option<&'static str> {
    match payload.shape_type() {
        ShapeType::Blob => Some(RAW_MEDIA_TYPES[0]),
        ShapeType::String => Some(RAW_MEDIA_TYPES[1]),
        _ => None,
    }
}

/// Whether a media type is that of such a payload, whatever its parameters.
#[cfg(feature = "event-stream")]
pub(crate) fn is_raw(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    RAW_MEDIA_TYPES.iter().any(|raw| essence.eq_ignore_ascii_case(raw))
}

/// The name as messages have it, all in small letters. It is static, so that a copy of it costs nothing.
fn header_name(name: &str) -> Option<&'static HeaderName> {
    let name = HeaderName::from_bytes(name.as_bytes()).ok()?;
    // Once per member of the models compiled in, as schemas are.
    Some(Box::leak(Box::new(HeaderName::from_static(name.as_str().to_owned().leak()))))
}

/// Some of the members of a structure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// All of them, wherever they are bound to.
    Whole,
    /// Those that the body holds together.
    Document,
    /// The one that is the body.
    Payload,
    /// Those in the path, the query, the headers and the status.
    Bound,
    /// Of an event, those with `@eventHeader`. What is an event may be a message of HTTP elsewhere, so that these parts say
    /// nothing of the others.
    #[cfg(feature = "event-sender")]
    EventHeaders,
    /// Of an event, the one that is the payload.
    #[cfg(feature = "event-sender")]
    EventPayload,
    /// Of an event, those that the payload holds together.
    #[cfg(feature = "event-sender")]
    EventDocument,
}

impl Part {
    /// Whether its members stand alone, and are no structure of their own.
    #[inline]
    pub(crate) fn is_apart(self) -> bool {
        match self {
            Self::Payload | Self::Bound => true,
            #[cfg(feature = "event-sender")]
            Self::EventHeaders | Self::EventPayload => true,
            _ => false,
        }
    }
}

#[cfg(all(test, feature = "event-stream"))]
mod tests {
    use super::is_raw;

    #[test]
    fn media_types_may_have_parameters() {
        let raw = [
            "text/plain",
            "text/plain; charset=utf-8",
            "text/plain;charset=utf-8",
            "Text/Plain ;x=y",
            "application/octet-stream",
        ];
        let others = ["", ";text/plain", "text/plainer", "application/json; of=text/plain", "application/json"];
        assert_eq!(raw.into_iter().chain(others).filter(|media_type| is_raw(media_type)).collect::<Vec<_>>(), raw);
    }
}
