#[cfg(feature = "server")]
use super::server;
use crate::protocol::definition::{OperationSchema, Protocol, Request, Response, body, unwritable};
use crate::protocol::json::{self, JsonCodec};
use crate::protocol::payload::PayloadCodec;
use crate::schema::SerdeResult;
#[cfg(feature = "server")]
use crate::schema::ShapeSchema;
use crate::serde::{DynBuilder, DynStructure};
use aws_smithy_types::error::metadata;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE, HeaderName};

/// `aws.protocols#awsJson1_0`
pub static AWS_JSON_1_0: AwsJson =
    AwsJson { id: "aws.protocols#awsJson1_0", content_type: "application/x-amz-json-1.0" };

/// `aws.protocols#awsJson1_1`
pub static AWS_JSON_1_1: AwsJson =
    AwsJson { id: "aws.protocols#awsJson1_1", content_type: "application/x-amz-json-1.1" };

const X_AMZ_TARGET: HeaderName = HeaderName::from_static("x-amz-target");

/// A version of awsJson.
#[derive(Debug)]
pub struct AwsJson {
    id: &'static str,
    content_type: &'static str,
}

impl Protocol for AwsJson {
    fn id(&self) -> &str {
        self.id
    }

    fn request(&self, operation: &OperationSchema, input: &DynStructure<'_>) -> SerdeResult<Request> {
        let body = JsonCodec.write(input)?;
        let length = body.len().to_string();
        let mut request = Request::new(body.into());
        request.set_method("POST").map_err(unwritable)?;
        let headers = request.headers_mut();
        headers.insert(CONTENT_TYPE, self.content_type);
        headers.try_insert(X_AMZ_TARGET, [operation.service.name, ".", operation.name].concat()).map_err(unwritable)?;
        headers.try_insert(CONTENT_LENGTH, length).map_err(unwritable)?;
        Ok(request)
    }

    fn output(&self, _: &OperationSchema, response: &Response, output: &mut DynBuilder<'_>) -> SerdeResult {
        // Services answer with what they like where there is nothing to say: `null`, or a line of text.
        if output.schema().members().len() == 0 {
            return Ok(());
        }
        JsonCodec.read(body(response), &mut |from| output.read(from))
    }

    fn error_metadata(&self, _: &OperationSchema, response: &Response) -> metadata::Builder {
        json::error_metadata(body(response), response.headers().get("x-amzn-errortype"))
    }

    fn error(&self, _: &OperationSchema, response: &Response, error: &mut DynBuilder<'_>) -> SerdeResult {
        JsonCodec.read(body(response), &mut |from| error.read(from))
    }

    fn event_codec(&self) -> &dyn PayloadCodec {
        &JsonCodec
    }

    #[cfg(feature = "server")]
    fn claims(&self, operation: &OperationSchema, _: &'static ShapeSchema, request: &Request) -> Option<usize> {
        server::claims(operation, request.headers().get(X_AMZ_TARGET))
    }

    #[cfg(feature = "server")]
    fn input(&self, _: &OperationSchema, request: &Request, input: &mut DynBuilder<'_>) -> SerdeResult {
        server::input(request, input)
    }

    #[cfg(feature = "server")]
    fn response(&self, _: &OperationSchema, output: &DynStructure<'_>) -> SerdeResult<Response> {
        server::response(self.content_type, 200, JsonCodec.write(output)?)
    }

    #[cfg(feature = "server")]
    fn error_response(&self, _: &OperationSchema, error: &DynStructure<'_>, status: u16) -> SerdeResult<Response> {
        // 1.0 names the shape by its id, 1.1 by its name alone.
        let shape = error.schema();
        let name = if self.id == AWS_JSON_1_0.id { shape.id } else { shape.name() };
        server::error_response(self.content_type, name, error, status)
    }
}
