//! Protocols, sans I/O: a request from an input, an output or an error from a response.

mod aws_json;

use crate::codec::json;
use crate::error::{self, EncodeError, ErrorMetadata, MissingInput, OperationError as _, Unhandled, extra};
use crate::operation::{Operation, Output, Service};
use crate::schema::ShapeSchema;
use crate::serde::{self, Input as _, SerdeResult, Sink, Source, Structure, WriteMembers};
use aws_smithy_runtime_api::http::{Headers, Request, Response};
use aws_smithy_schema::error_envelope::parse_query_compatible_header;
use aws_smithy_schema::serde::SerdeError;
use aws_smithy_types::Document;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::error::metadata;
use http::header::{self, HeaderName};

/// A protocol of the Smithy family.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Protocol {
    /// `aws.protocols#awsJson1_0`
    AwsJson1_0,
    /// `aws.protocols#awsJson1_1`
    AwsJson1_1,
}

impl Protocol {
    /// The media type of requests.
    pub fn content_type(self) -> &'static str {
        match self {
            Self::AwsJson1_0 => "application/x-amz-json-1.0",
            Self::AwsJson1_1 => "application/x-amz-json-1.1",
        }
    }

    /// Writes a body.
    fn write(self, write: &mut dyn FnMut(&mut Sink<'_>) -> SerdeResult) -> Result<Vec<u8>, SerdeError> {
        match self {
            Self::AwsJson1_0 | Self::AwsJson1_1 => {
                let mut json = json::Writer::new();
                write(&mut Sink::json(&mut json))?;
                Ok(json.finish())
            }
        }
    }

    /// Reads a body; an empty one is an empty structure.
    pub(crate) fn read(self, body: &[u8], read: &mut dyn FnMut(&mut Source<'_>) -> SerdeResult) -> SerdeResult {
        match self {
            Self::AwsJson1_0 | Self::AwsJson1_1 => {
                let mut json = json::Body::new(body)?;
                read(&mut Source::json(json.reader())).map_err(|error| json.locate(&error))
            }
        }
    }
}

const X_AMZ_TARGET: HeaderName = HeaderName::from_static("x-amz-target");
const X_AMZN_QUERY_MODE: HeaderName = HeaderName::from_static("x-amzn-query-mode");

/// The request for an input: method, path, headers and body; the host is for the endpoint rules.
///
/// # Errors
/// Required members are not set, or a value cannot be written.
pub fn encode<O: Operation>(input: &O::Input) -> Result<http::Request<Vec<u8>>, EncodeError> {
    encode_request::<O>(input)?.try_into_http1x().map_err(unwritable)
}

/// [`encode`] for the request type of the AWS runtime.
///
/// # Errors
/// Those of [`encode`].
pub fn encode_request<O: Operation>(input: &O::Input) -> Result<Request<Vec<u8>>, EncodeError> {
    encode_members(O::SERVICE, O::NAME, serde::input_table::<O::Input>(), &|to| input.write(to))
}

fn unwritable(error: impl Into<error::BoxError>) -> EncodeError {
    EncodeError::Unwritable(error.into())
}

/// What of encoding is compiled once.
fn encode_members(
    service: &Service,
    operation: &'static str,
    shape: &'static ShapeSchema,
    write: &WriteMembers<'_>,
) -> Result<Request<Vec<u8>>, EncodeError> {
    let mut missing = Vec::new();
    let body = service.protocol.write(&mut |to| {
        missing = serde::write_input(shape, write, to)?;
        Ok(())
    });
    let body = body.map_err(unwritable)?;
    if !missing.is_empty() {
        return Err(EncodeError::MissingInput(MissingInput::new(operation, missing)));
    }
    request(service, operation, body).map_err(unwritable)
}

fn request(service: &Service, operation: &str, body: Vec<u8>) -> Result<Request<Vec<u8>>, error::BoxError> {
    let length = body.len().to_string();
    let mut request = Request::new(body);
    request.set_method("POST")?;
    let headers = request.headers_mut();
    headers.insert(header::CONTENT_TYPE, service.protocol.content_type());
    headers.try_insert(X_AMZ_TARGET, [service.shape_name, ".", operation].concat())?;
    headers.try_insert(header::CONTENT_LENGTH, length)?;
    if service.query_compatible {
        headers.insert(X_AMZN_QUERY_MODE, "true");
    }
    Ok(request)
}

/// The output or the error in a response.
///
/// Of an output with a stream of events this is the stream and no other member: those are a message of the stream, for
/// which `event_stream::decode` waits.
///
/// # Errors
/// What the service answered if the status is not 2xx; [`Unhandled`] if the body cannot be read.
pub fn decode<O: Operation>(response: http::Response<impl Into<SdkBody>>) -> Result<O::Output, O::Error> {
    match Response::try_from(response.map(Into::into)) {
        #[cfg(feature = "event-stream")]
        Ok(mut response) => match crate::event_stream::open::<O>(&mut response) {
            Some(output) => Ok(output),
            None => decode_response::<O>(&response, None),
        },
        #[cfg(not(feature = "event-stream"))]
        Ok(response) => decode_response::<O>(&response, None),
        Err(error) => Err(unreadable::<O>(error.into(), None, None)),
    }
}

/// [`decode`] for the response type of the AWS runtime, its body loaded, and the number of the attempt it answers.
pub fn decode_response<O: Operation>(response: &Response, attempt: Option<u32>) -> Result<O::Output, O::Error> {
    if !response.status().is_success() {
        return Err(error::from_response(O::SERVICE, O::NAME, response, attempt));
    }
    let body = response.body().bytes().unwrap_or_default();
    match read_output::<O::Output>(O::SERVICE.protocol, body) {
        Ok(mut output) => {
            *output.request_id_slot() = request_id(response.headers()).map(str::to_owned);
            Ok(output)
        }
        Err(error) => Err(unreadable::<O>(error.into(), Some(response), attempt)),
    }
}

/// The error that an answer is which cannot be read.
pub(crate) fn unreadable<O: Operation>(
    source: error::BoxError,
    response: Option<&Response>,
    attempt: Option<u32>,
) -> O::Error {
    O::Error::from_unhandled(unread(O::NAME, source, response, attempt))
}

fn unread(operation: &str, source: error::BoxError, response: Option<&Response>, attempt: Option<u32>) -> Unhandled {
    let meta = error::describe_call(ErrorMetadata::builder(), operation, attempt);
    Unhandled::new(source, response.into_iter().fold(meta, describe).build())
}

/// Adds what any response says about itself: status and request id.
pub(crate) fn describe(meta: metadata::Builder, response: &Response) -> metadata::Builder {
    let meta = meta.custom(extra::STATUS, response.status().as_u16().to_string());
    request_id(response.headers()).into_iter().fold(meta, |meta, id| meta.custom(extra::REQUEST_ID, id))
}

/// The request id of a response.
pub(crate) fn request_id(headers: &Headers) -> Option<&str> {
    headers.get("x-amzn-requestid").or_else(|| headers.get("x-amz-request-id"))
}

/// Reads a body as a structure; an empty body is an empty structure.
fn read_output<T: Structure>(protocol: Protocol, body: &[u8]) -> Result<T, SerdeError> {
    let mut output = None;
    protocol.read(body, &mut |from| {
        output = Some(serde::read(from)?);
        Ok(())
    })?;
    Ok(output.unwrap_or_else(|| serde::finish(T::Builder::default())))
}

/// Reads a body into the builder of a structure; an empty body is an empty structure.
pub(crate) fn read_body<T: Structure>(protocol: Protocol, body: &[u8]) -> Result<T::Builder, SerdeError> {
    let mut builder = T::Builder::default();
    protocol.read(body, &mut |from| serde::read_members::<T>(&mut builder, from))?;
    Ok(builder)
}

/// Code and message of an answer that is an error, as far as they can be found.
pub(crate) fn error_metadata(service: &Service, response: &Response) -> metadata::Builder {
    let headers = response.headers();
    let body = response.body().bytes().unwrap_or_default();
    let meta = aws_json::error::metadata(body, headers.get("x-amzn-errortype"));
    match parse_query_compatible_header(headers) {
        Some((code, kind)) if service.query_compatible => meta.code(code).custom("type", kind),
        _ => meta,
    }
}

/// Code and message of an exception in a stream of events, as far as they can be found.
#[cfg(feature = "event-stream")]
pub(crate) fn exception_metadata(payload: &[u8]) -> metadata::Builder {
    aws_json::error::metadata(payload, None)
}

/// A document from its JSON form.
///
/// # Errors
/// The text is no JSON value.
pub(crate) fn parse_document(json: &str) -> Result<Document, SerdeError> {
    json::Body::new(json.as_bytes())?.reader().read_document(&aws_smithy_schema::prelude::DOCUMENT)
}
