//! The way back: what a service does.

use crate::protocol::definition::{OperationSchema, Request, Response};
use crate::protocol::json::{self, JsonCodec};
use crate::protocol::payload::PayloadCodec as _;
use crate::schema::SerdeResult;
use crate::serde::{DynBuilder, DynStructure};
use aws_smithy_runtime_api::http::StatusCode;
use aws_smithy_schema::serde::SerdeError;
use http::header::CONTENT_TYPE;

/// A request says which operation it is of.
pub(super) fn claims(operation: &OperationSchema, target: Option<&str>) -> Option<usize> {
    let (service, name) = target?.split_once('.')?;
    (service == operation.service.name && name == operation.name).then_some(0)
}

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
    response(content_type, status, json::typed(name, &JsonCodec.write(error)?))
}
