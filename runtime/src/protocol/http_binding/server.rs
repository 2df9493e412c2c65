//! The way back: what a service does.

use super::bindings::Bindings;
use super::body::{self, BodyFormat};
use super::client::read_message;
use super::members::Message;
use super::uri::{self, Piece};
use crate::codec::percent;
use crate::protocol::definition::{OperationSchema, Request, Response, unwritable};
use crate::schema::SerdeResult;
use crate::serde::{DynBuilder, DynStructure};
use aws_smithy_runtime_api::http::StatusCode;
use aws_smithy_schema::serde::SerdeError;

/// Reads an input from a request.
pub(in crate::protocol) fn input(
    operation: &OperationSchema,
    request: &Request,
    input: &mut DynBuilder<'_>,
    format: &dyn BodyFormat,
) -> SerdeResult {
    let http = operation.http.ok_or_else(|| SerdeError::unsupported("an operation without `@http`"))?;
    let uri: http::Uri = request.uri().parse().map_err(unreadable)?;
    let message = Message {
        shape: input.schema(),
        format,
        headers: request.headers(),
        body: request.body().bytes().unwrap_or_default(),
        status: None,
        labels: labels(http.uri, uri.path())?,
        query: query(http.uri, uri.query().unwrap_or_default())?,
    };
    read_message(message, input)
}

/// The response for an output or an error.
pub(in crate::protocol) fn response(
    structure: &DynStructure<'_>,
    status: u16,
    format: &dyn BodyFormat,
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
    if rest.is_empty() { Ok(labels) } else { Err(no_match()) }
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
