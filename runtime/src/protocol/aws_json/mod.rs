//! [awsJson 1.0](https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html) and
//! [1.1](https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html), which differ in the media type.

use super::definition::{OperationSchema, Protocol, Request, Response};
use super::json::{self, JsonCodec};
#[cfg(feature = "server")]
use super::message::answer;
use super::message::{body, post, unwritable};
use super::payload::PayloadCodec;
use crate::schema::SerdeResult;
#[cfg(feature = "server")]
use crate::schema::ShapeSchema;
use crate::serde::{DynBuilder, DynStructure};
use aws_smithy_types::error::metadata;
use http::header::HeaderName;

/// `aws.protocols#awsJson1_0`
pub static AWS_JSON_1_0: AwsJson = AwsJson { id: "aws.protocols#awsJson1_0", media_type: "application/x-amz-json-1.0" };

/// `aws.protocols#awsJson1_1`
pub static AWS_JSON_1_1: AwsJson = AwsJson { id: "aws.protocols#awsJson1_1", media_type: "application/x-amz-json-1.1" };

const X_AMZ_TARGET: HeaderName = HeaderName::from_static("x-amz-target");

/// A version of awsJson.
#[derive(Debug)]
pub struct AwsJson {
    id: &'static str,
    media_type: &'static str,
}

impl Protocol for AwsJson {
    fn id(&self) -> &str {
        self.id
    }

    fn request(&self, operation: &OperationSchema, input: &DynStructure<'_>) -> SerdeResult<Request> {
        let mut request = post(self.media_type, Some(JsonCodec.write(input)?))?;
        let target = [operation.service.name, ".", operation.name].concat();
        request.headers_mut().try_insert(X_AMZ_TARGET, target).map_err(unwritable)?;
        Ok(request)
    }

    fn output(&self, _: &OperationSchema, response: &Response, output: &mut DynBuilder<'_>) -> SerdeResult {
        if !output.has_members() {
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
    fn match_score(&self, operation: &OperationSchema, _: &'static ShapeSchema, request: &Request) -> Option<usize> {
        let (service, name) = request.headers().get(X_AMZ_TARGET)?.split_once('.')?;
        (service == operation.service.name && name == operation.name).then_some(0)
    }

    #[cfg(feature = "server")]
    fn input(&self, _: &OperationSchema, request: &Request, input: &mut DynBuilder<'_>) -> SerdeResult {
        JsonCodec.read(request.body().bytes().unwrap_or_default(), &mut |from| input.read(from))
    }

    #[cfg(feature = "server")]
    fn response(&self, _: &OperationSchema, output: &DynStructure<'_>) -> SerdeResult<Response> {
        answer(200, self.media_type, Some(JsonCodec.write(output)?))
    }

    #[cfg(feature = "server")]
    fn error_response(&self, _: &OperationSchema, error: &DynStructure<'_>, status: u16) -> SerdeResult<Response> {
        // An error says in `__type` which shape it is: 1.0 by its id, 1.1 by its name alone.
        let shape = error.schema();
        let name = if self.id == AWS_JSON_1_0.id { shape.id } else { shape.name() };
        answer(status, self.media_type, Some(json::typed(name, &JsonCodec.write(error)?)))
    }
}
