//! Protocols, sans I/O: a request from an input, an output or an error from a response.

use crate::error::{self, EncodeError, ErrorMetadata, MissingInput, extra};
use crate::operation::{Operation, Output, Service};
use crate::structure::{self, Structure};
use aws_smithy_json::codec::{JsonCodec, JsonCodecSettings};
use aws_smithy_json::protocol::aws_json_rpc::AwsJsonRpcProtocol;
use aws_smithy_runtime_api::http::{Headers, Response};
use aws_smithy_schema::codec::Codec;
use aws_smithy_schema::error_envelope::{parse_query_compatible_header, sanitize_error_code};
use aws_smithy_schema::protocol::ClientProtocolInner;
use aws_smithy_schema::serde::{SerdeError, ShapeDeserializer};
use aws_smithy_types::Document;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::ConfigBag;
use aws_smithy_types::date_time::Format;
use aws_smithy_types::error::metadata;
use http::{HeaderName, HeaderValue, header};
use std::sync::LazyLock;

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

    pub(crate) fn codec(self) -> &'static JsonCodec {
        match self {
            Self::AwsJson1_0 | Self::AwsJson1_1 => &AWS_JSON,
        }
    }
}

/// awsJson ignores `@jsonName` and counts timestamps in seconds unless a trait says otherwise.
static AWS_JSON: LazyLock<JsonCodec> = LazyLock::new(|| {
    let settings = JsonCodecSettings::builder().use_json_name(false).default_timestamp_format(Format::EpochSeconds);
    JsonCodec::new(settings.build())
});

/// Reads the error envelope; code and message stand in the same places in both versions of awsJson.
static AWS_JSON_ENVELOPE: LazyLock<AwsJsonRpcProtocol> = LazyLock::new(AwsJsonRpcProtocol::aws_json_1_0);

/// The request for an input: method, path, headers and body; the host is for the endpoint rules.
///
/// # Errors
/// Required members are not set, or a value cannot be written.
pub fn encode<O: Operation>(input: &O::Input) -> Result<http::Request<Vec<u8>>, EncodeError> {
    let mut serializer = O::SERVICE.protocol.codec().create_serializer();
    let missing = structure::write_input(input, &mut serializer).map_err(unwritable)?;
    if !missing.is_empty() {
        return Err(EncodeError::MissingInput(MissingInput::new(O::NAME, missing)));
    }
    request(O::SERVICE, O::NAME, serializer.finish()).map_err(unwritable)
}

fn unwritable(error: impl Into<error::BoxError>) -> EncodeError {
    EncodeError::Unwritable(error.into())
}

fn request(service: &Service, operation: &str, body: Vec<u8>) -> Result<http::Request<Vec<u8>>, error::BoxError> {
    let target = HeaderValue::try_from(format!("{}.{operation}", service.shape_name))?;
    let length = HeaderValue::from(body.len());
    let mut request = http::Request::new(body);
    *request.method_mut() = http::Method::POST;
    let headers = request.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(service.protocol.content_type()));
    headers.insert(HeaderName::from_static("x-amz-target"), target);
    headers.insert(header::CONTENT_LENGTH, length);
    if service.query_compatible {
        headers.insert(HeaderName::from_static("x-amzn-query-mode"), HeaderValue::from_static("true"));
    }
    Ok(request)
}

/// The output or the error in a response.
///
/// Of an output with a stream of events this is the stream and no other member: those are a message of the stream, for
/// which `event_stream::decode` waits.
///
/// # Errors
/// What the service answered if the status is not 2xx; [`Unhandled`](error::Unhandled) if the body cannot be read.
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
    match read_body::<O::Output>(O::SERVICE.protocol, body) {
        Ok(mut builder) => {
            *O::Output::request_id_slot(&mut builder) = request_id(response.headers()).map(str::to_owned);
            Ok(structure::finish(builder))
        }
        Err(error) => Err(unreadable::<O>(error.into(), Some(response), attempt)),
    }
}

pub(crate) fn unreadable<O: Operation>(
    source: error::BoxError,
    response: Option<&Response>,
    attempt: Option<u32>,
) -> O::Error {
    use crate::error::OperationError;
    let meta = error::describe_call(ErrorMetadata::builder(), O::NAME, attempt);
    let meta = response.into_iter().fold(meta, describe);
    O::Error::from_unhandled(error::Unhandled::new(source, meta.build()))
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

/// Reads a body into the builder of a structure; an empty body is an empty structure.
pub(crate) fn read_body<T: Structure>(protocol: Protocol, body: &[u8]) -> Result<T::Builder, SerdeError> {
    structure::read_builder::<T>(&mut protocol.codec().create_deserializer(body)).map(|(builder, _)| builder)
}

/// Code and message of an answer that is an error, as far as they can be found.
pub(crate) fn error_metadata(service: &Service, response: &Response) -> metadata::Builder {
    let headers = response.headers();
    let meta = AWS_JSON_ENVELOPE.parse_error_metadata(response, &ConfigBag::base()).unwrap_or_else(|_| {
        // The body is no JSON object, such as the page of a proxy: the header may still name the error.
        let code = headers.get("x-amzn-errortype").map(sanitize_error_code);
        code.into_iter().fold(ErrorMetadata::builder(), metadata::Builder::code)
    });
    match parse_query_compatible_header(headers) {
        Some((code, _)) if service.query_compatible => meta.code(code),
        _ => meta,
    }
}

/// Code and message of an exception in a stream of events, as far as they can be found.
#[cfg(feature = "event-stream")]
pub(crate) fn exception_metadata(payload: &[u8]) -> metadata::Builder {
    AWS_JSON_ENVELOPE.parse_event_stream_error_metadata(payload).unwrap_or_else(|_| ErrorMetadata::builder())
}

/// A document from its JSON form.
///
/// # Errors
/// The text is no JSON value.
pub(crate) fn parse_document(json: &str) -> Result<Document, SerdeError> {
    AWS_JSON.create_deserializer(json.as_bytes()).read_document(&aws_smithy_schema::prelude::DOCUMENT)
}
