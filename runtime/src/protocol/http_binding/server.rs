//! The way back: what a service does.

use super::bindings::Bindings;
use super::body::{self, BodyFormat, ReadBody};
use super::client::read_message;
use super::members::Message;
use super::uri::{self, Piece, SplitEndpoint};
use crate::codec::percent;
use crate::protocol::definition::{OperationSchema, Request, Response};
use crate::protocol::message::unwritable;
use crate::schema::{Location, SerdeResult, ShapeSchema};
use crate::serde::{DynBuilder, DynStructure};
use aws_smithy_runtime_api::http::StatusCode;
use aws_smithy_schema::serde::SerdeError;
use std::borrow::Cow;

/// Whether a request is one of an operation. Of two patterns that fit, the one with more text does so better, and
/// literals of a query count for more than a path.
pub(in crate::protocol) fn match_score(
    operation: &OperationSchema,
    input: &'static ShapeSchema,
    request: &Request,
    split: Option<SplitEndpoint>,
) -> Option<usize> {
    let http = operation.http.filter(|http| http.method == request.method())?;
    let uri: http::Uri = request.uri().parse().ok()?;
    let labels = labels(http.uri, &Place::of(input, http.uri, &uri, request, split).path).ok()?;
    let params = percent::params(uri.query().unwrap_or_default()).ok()?;
    let has = |key: &str, value: Option<&str>| {
        params.iter().any(|(other, found)| other == key && value.is_none_or(|value| value == found))
    };
    let mut literals = uri::literals(http.uri);
    if labels.iter().any(|(_, value)| value.is_empty())
        || !literals.all(|(key, literal)| has(key, Some(literal.unwrap_or_default())))
    {
        return None;
    }
    let text = uri::pieces(http.uri).map(|piece| if let Piece::Text(text) = piece { text.len() } else { 0 });
    let members = &input.built().members;
    let queries = members.iter().filter(|built| matches!(built.location, Location::Query(key) if has(key, None)));
    Some(text.sum::<usize>() + queries.count() + uri::literals(http.uri).count() * 1_000)
}

/// Where a request goes, below the endpoint.
struct Place<'a> {
    path: Cow<'a, str>,
    /// A label that the pattern does not have, because it is part of the endpoint.
    label: Option<(&'static str, String)>,
}

impl<'a> Place<'a> {
    fn of(
        input: &'static ShapeSchema,
        pattern: &'static str,
        uri: &'a http::Uri,
        request: &'a Request,
        split: Option<SplitEndpoint>,
    ) -> Self {
        let in_pattern = |name: &str| {
            uri::pieces(pattern).any(|piece| matches!(piece, Piece::Label { name: other, .. } if other == name))
        };
        let mut members = input.built().members.iter();
        let label = members.find(|built| built.location == Location::Label && !in_pattern(built.member.name));
        let Some((label, split)) = label.zip(split) else { return Self { path: uri.path().into(), label: None } };
        let host = uri.host().or_else(|| request.headers().get("host")).unwrap_or_default();
        let (value, path) = split(host, uri.path());
        Self { path, label: Some((label.member.name, value.to_owned())) }
    }
}

/// Reads an input from a request.
pub(in crate::protocol) fn input(
    operation: &OperationSchema,
    request: &Request,
    input: &mut DynBuilder<'_>,
    read: &ReadBody<'_>,
    split: Option<SplitEndpoint>,
) -> SerdeResult {
    let http = operation.http.ok_or_else(|| SerdeError::unsupported("an operation without `@http`"))?;
    let uri: http::Uri = request.uri().parse().map_err(unreadable)?;
    let place = Place::of(input.schema(), http.uri, &uri, request, split);
    let mut labels = labels(http.uri, &place.path)?;
    labels.extend(place.label);
    let message = Message {
        shape: input.schema(),
        read,
        headers: request.headers(),
        skips_non_utf8: false,
        body: request.body().bytes().unwrap_or_default(),
        status: None,
        labels,
        query: query(http.uri, uri.query().unwrap_or_default())?,
    };
    read_message(message, input)
}

/// The response for an output or an error.
pub(in crate::protocol) fn response(
    structure: &DynStructure<'_>,
    status: u16,
    format: &BodyFormat<'_>,
) -> SerdeResult<Response> {
    let mut bindings = Bindings::new(structure.schema(), "");
    bindings.write(structure)?;
    let body = body::write(format, structure, &mut bindings, "")?;
    let status = StatusCode::try_from(bindings.status.unwrap_or(status)).map_err(unwritable)?;
    let mut headers = bindings.into_headers()?;
    if let Some(body) = body.as_ref().filter(|_| !headers.contains_key("content-type")) {
        headers.insert("content-type", body.media_type);
    }
    let mut response = Response::new(status, body.map(|body| body.bytes).unwrap_or_default().into());
    *response.headers_mut() = headers;
    Ok(response)
}

/// The labels in a path.
fn labels(pattern: &'static str, path: &str) -> SerdeResult<Vec<(&'static str, String)>> {
    let no_match = || SerdeError::invalid_input(format!("the path is not one of `{pattern}`"));
    let mut labels = Vec::new();
    let mut rest = path;
    let mut pieces = uri::pieces(pattern).peekable();
    while let Some(piece) = pieces.next() {
        let (name, greedy) = match piece {
            Piece::Text(text) => {
                rest = rest.strip_prefix(text).ok_or_else(no_match)?;
                continue;
            }
            Piece::Label { name, greedy } => (name, greedy),
        };
        // A label ends where the text after it begins: a greedy one where it does so for the last time.
        let end = match pieces.peek() {
            Some(Piece::Text(text)) if greedy => rest.rfind(text).ok_or_else(no_match)?,
            _ if greedy => rest.len(),
            _ => rest.find('/').unwrap_or(rest.len()),
        };
        let (value, after) = rest.split_at(end);
        labels.push((name, percent::decode(value)?));
        rest = after;
    }
    // A path that is all the endpoint's has a slash on the way.
    let is_slash = rest == "/" && uri::split(pattern).0.is_empty();
    if rest.is_empty() || is_slash { Ok(labels) } else { Err(no_match()) }
}

/// The parameters of a query that its pattern does not have.
fn query(pattern: &'static str, query: &str) -> SerdeResult<Vec<(String, String)>> {
    let mut params = percent::params(query)?;
    params.retain(|(key, value)| {
        !uri::literals(pattern).any(|(other, literal)| other == key && literal.unwrap_or_default() == value)
    });
    Ok(params)
}

fn unreadable(error: impl std::fmt::Display) -> SerdeError {
    SerdeError::invalid_input(error.to_string())
}
