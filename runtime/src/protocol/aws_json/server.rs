//! The way back: what a service does.

use crate::codec::json;
use crate::protocol::definition::{Request, Response};
use crate::protocol::json::JsonCodec;
use crate::protocol::payload::PayloadCodec as _;
use crate::schema::SerdeResult;
use crate::serde::{DynBuilder, DynStructure};
use aws_smithy_runtime_api::http::StatusCode;
use aws_smithy_schema::serde::SerdeError;
use http::header::CONTENT_TYPE;

pub(super) fn input(request: &Request, input: &mut DynBuilder<'_>) -> SerdeResult {
    JsonCodec.read(request.body().bytes().unwrap_or_default(), &mut |from| input.read(from))
}

pub(super) fn response(content_type: &'static str, status: u16, body: Vec<u8>) -> SerdeResult<Response> {
    let status = StatusCode::try_from(status).map_err(|error| SerdeError::write_failed(error.to_string()))?;
    let mut response = Response::new(status, body.into());
    response.headers_mut().insert(CONTENT_TYPE, content_type);
    Ok(response)
}

/// An error says in `__type` which shape it is.
pub(super) fn error_response(
    content_type: &'static str,
    name: &str,
    error: &DynStructure<'_>,
    status: u16,
) -> SerdeResult<Response> {
    let mut named = json::Writer::new();
    named.open(b'{');
    named.string("__type", b':');
    named.string(name, b',');
    let mut body = named.finish();
    // What follows are the members, after the bracket that opens them, or the one that closes an empty structure.
    let members = JsonCodec.write(error)?;
    body.extend((members != b"{}").then_some(b','));
    body.extend_from_slice(&members[1..]);
    response(content_type, status, body)
}
