//! Where in an HTTP message a member of an input, output or error is.

use aws_smithy_schema::Schema;

/// The place of a member, by the [HTTP binding traits](https://smithy.io/2.0/spec/http-bindings.html). They mean something at
/// the top level of a message alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Location<'a> {
    /// With all others that have no place of their own, in the body.
    Document,
    /// `@httpPayload`: the whole body.
    Payload,
    /// `@httpLabel`
    Label,
    /// `@httpQuery`
    Query(&'a str),
    /// `@httpQueryParams`
    QueryParams,
    /// `@httpHeader`
    Header(&'a str),
    /// `@httpPrefixHeaders`
    PrefixHeaders(&'a str),
    /// `@httpResponseCode`
    StatusCode,
}

impl<'a> Location<'a> {
    /// The place of the member with this schema.
    pub(crate) fn of(member: &'a Schema<'_>) -> Self {
        if let Some(header) = member.http_header() {
            Self::Header(header.value())
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
}

impl Part {
    /// Whether a member belongs to it.
    pub(crate) fn has(self, member: &Schema<'_>) -> bool {
        let part = match Location::of(member) {
            Location::Document => Self::Document,
            Location::Payload => Self::Payload,
            _ => Self::Bound,
        };
        self == Self::Whole || self == part
    }
}
