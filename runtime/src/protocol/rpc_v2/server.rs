//! The way back: what a service does.

use super::format::{Format, SMITHY_PROTOCOL, path};
use crate::protocol::definition::{OperationSchema, Request, Response};
use crate::protocol::message;
use crate::schema::SerdeResult;
use crate::serde::{DynBuilder, DynStructure};
use aws_smithy_schema::serde::SerdeError;

pub(super) fn match_score(format: &dyn Format, operation: &OperationSchema, request: &Request) -> Option<usize> {
    let path = request.uri().split('?').next().unwrap_or_default();
    // A path may stand before it.
    let speaks = request.headers().get(SMITHY_PROTOCOL) == Some(format.name());
    (speaks && path.ends_with(&self::path(operation))).then_some(0)
}

pub(super) fn input(
    format: &dyn Format,
    operation: &OperationSchema,
    request: &Request,
    input: &mut DynBuilder<'_>,
) -> SerdeResult {
    if match_score(format, operation, request).is_none() {
        return Err(SerdeError::invalid_input(format!(
            "the request is not one of {} by {}",
            operation.name,
            format.name()
        )));
    }
    if !input.has_members() {
        return Ok(());
    }
    format.read(request.body().bytes().unwrap_or_default(), &mut |from| input.read(from))
}

pub(super) fn response(
    format: &'static dyn Format,
    operation: &OperationSchema,
    output: &DynStructure<'_>,
) -> SerdeResult<Response> {
    let body = format.write(output)?;
    answer(format, 200, Some(body).filter(|_| operation.has(output.schema())))
}

/// An error says in `__type` which shape it is.
pub(super) fn error_response(
    format: &'static dyn Format,
    error: &DynStructure<'_>,
    status: u16,
) -> SerdeResult<Response> {
    let members = format.write(error)?;
    answer(format, status, Some(format.typed(error.schema().id, &members)))
}

fn answer(format: &'static dyn Format, status: u16, body: Option<Vec<u8>>) -> SerdeResult<Response> {
    let mut response = message::answer(status, format.media_type(), body)?;
    response.headers_mut().insert(SMITHY_PROTOCOL, format.name());
    Ok(response)
}
