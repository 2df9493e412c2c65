//! [restJson1](https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html): members are bound to parts of a
//! message, and the rest of them are a JSON object.

use super::definition::{OperationSchema, Protocol, Request, Response};
use super::http_binding::{self, BodyFormat};
use super::json::{self, JsonCodec};
use super::message::body;
use super::payload::PayloadCodec;
use crate::schema::SerdeResult;
#[cfg(feature = "server")]
use crate::schema::ShapeSchema;
use crate::serde::{DynBuilder, DynStructure, ReadValue};
use aws_smithy_types::error::metadata;

/// `aws.protocols#restJson1`
pub static REST_JSON_1: RestJson1 = RestJson1(());

/// The protocol.
#[derive(Debug)]
pub struct RestJson1(());

/// Bodies that are JSON.
const JSON: BodyFormat<'static> =
    BodyFormat { media_type: "application/json", codec: &JsonCodec, absent_structure: "{}" };

fn read(body: &[u8], read: &mut ReadValue<'_>) -> SerdeResult {
    JsonCodec.read(body, read)
}

impl Protocol for RestJson1 {
    fn id(&self) -> &str {
        "aws.protocols#restJson1"
    }

    fn request(&self, operation: &OperationSchema, input: &DynStructure<'_>) -> SerdeResult<Request> {
        http_binding::request(operation, input, &JSON)
    }

    fn output(&self, _: &OperationSchema, response: &Response, output: &mut DynBuilder<'_>) -> SerdeResult {
        http_binding::read(response, output, &read)
    }

    fn error_metadata(&self, _: &OperationSchema, response: &Response) -> metadata::Builder {
        json::error_metadata(body(response), response.headers().get("x-amzn-errortype"))
    }

    fn error(&self, _: &OperationSchema, response: &Response, error: &mut DynBuilder<'_>) -> SerdeResult {
        http_binding::read(response, error, &read)
    }

    fn event_codec(&self) -> &dyn PayloadCodec {
        &JsonCodec
    }

    #[cfg(feature = "test-util")]
    fn tells_empty(&self) -> bool {
        false
    }

    #[cfg(feature = "server")]
    fn match_score(
        &self,
        operation: &OperationSchema,
        input: &'static ShapeSchema,
        request: &Request,
    ) -> Option<usize> {
        http_binding::match_score(operation, input, request, None)
    }

    #[cfg(feature = "server")]
    fn input(&self, operation: &OperationSchema, request: &Request, input: &mut DynBuilder<'_>) -> SerdeResult {
        http_binding::input(operation, request, input, &read, None)
    }

    #[cfg(feature = "server")]
    fn response(&self, operation: &OperationSchema, output: &DynStructure<'_>) -> SerdeResult<Response> {
        let code = operation.http.map_or(200, |http| http.code);
        http_binding::response(output, code, &JSON)
    }

    /// An error says in a header which shape it is.
    #[cfg(feature = "server")]
    fn error_response(&self, _: &OperationSchema, error: &DynStructure<'_>, status: u16) -> SerdeResult<Response> {
        let mut response = http_binding::response(error, status, &JSON)?;
        response.headers_mut().insert("x-amzn-errortype", error.schema().name());
        Ok(response)
    }
}
