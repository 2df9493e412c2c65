//! The way back, which a fake of a service needs: inputs from requests, responses from outputs and errors.

#[cfg_attr(
    not(any(feature = "byte-stream", feature = "test-util")),
    expect(unused_imports, reason = "an output may have a stream")
)]
use super::definition::Output as _;
use super::definition::{Operation, Service, schema};
use crate::error::{EncodeError, SerdeError};
#[cfg(feature = "test-util")]
use crate::event_stream::Incoming;
#[cfg(feature = "test-util")]
use crate::protocol::EVENT_STREAM;
use crate::protocol::{OperationSchema, Request, Response, fault};
use crate::serde::{self, DynStructure, Structure, StructureBuilder};
#[cfg(feature = "test-util")]
use crate::stream::{Answering, Check, Meanwhile, Origin};
use aws_smithy_types::body::SdkBody;

/// The input in a request. Required members that are absent are left so.
///
/// # Errors
/// The request cannot be read.
pub fn decode_input<O: Operation>(request: http::Request<impl Into<SdkBody>>) -> Result<O::Input, SerdeError> {
    read_input::<O>(Request::try_from(request.map(Into::into)).map_err(|error| SerdeError::custom(error.to_string()))?)
}

/// [`decode_input`] for the request type of the AWS runtime.
pub(crate) fn read_input<O: Operation>(request: Request) -> Result<O::Input, SerdeError> {
    let protocol = O::SERVICE.protocol;
    let builder = serde::read_builder::<O::Input>(&mut |input| protocol.input(&schema::<O>(), &request, input))?;
    #[cfg_attr(not(feature = "byte-stream"), expect(unused_mut, reason = "a stream is added"))]
    let mut input = builder.build_lenient();
    #[cfg(feature = "byte-stream")]
    if let Some(stream) = &O::STREAM {
        *(stream.slot)(&mut input) = Some(request.into_body().into());
    }
    Ok(input)
}

/// [`read_input`], and the events that follow the head of the request.
#[cfg(feature = "test-util")]
pub(crate) fn read_events<O: Operation>(
    request: Request,
    events: Option<Incoming>,
    check: Option<Check>,
) -> Result<O::Input, SerdeError> {
    let mut input = read_input::<O>(request)?;
    if let (Some(member), Some(events)) = (&O::EVENTS, events) {
        let codec = O::SERVICE.protocol.event_codec();
        let origin = Origin { codec, operation: O::NAME, request_id: None, upload: Meanwhile(None) };
        (member.put)(&mut input, events, origin, check);
    }
    Ok(input)
}

/// The response for an output. A stream of bytes has to be in memory, and is copied.
///
/// # Errors
/// A value cannot be written.
pub fn encode_output<O: Operation>(output: &O::Output) -> Result<http::Response<SdkBody>, EncodeError> {
    sendable(write_output::<O>(output)?)
}

/// [`encode_output`] for the response type of the AWS runtime.
pub(crate) fn write_output<O: Operation>(output: &O::Output) -> Result<Response, EncodeError> {
    let write = |to: &mut serde::Writer<'_>| output.write(to);
    let response = O::SERVICE.protocol.response(&schema::<O>(), &DynStructure::new(O::Output::shape(), &write));
    #[cfg(feature = "byte-stream")]
    let response = match O::Output::STREAM.as_ref().and_then(|stream| stream.bytes) {
        Some((bytes, media_type)) => {
            let body = super::stream::in_memory(bytes(output))?;
            response.map(|mut response| {
                *response.body_mut() = body;
                if !response.headers().contains_key("content-type") {
                    response.headers_mut().insert("content-type", media_type);
                }
                response
            })
        }
        None => response,
    };
    response.map_err(EncodeError::unwritable)
}

/// [`write_output`], and the events of the output. Members that are bound to no part of a response are a message before
/// them.
#[cfg(feature = "test-util")]
pub(crate) fn write_events<O: Operation>(output: O::Output, check: Option<Check>) -> Result<Response, EncodeError> {
    let mut response = write_output::<O>(&output)?;
    let Some(answer) = O::Output::STREAM.as_ref().and_then(|stream| stream.answer) else { return Ok(response) };
    let members = O::HTTP.is_none().then(|| response.body().bytes().unwrap_or_default().to_vec());
    let answering = Answering { protocol: O::SERVICE.protocol, service: &O::SERVICE.schema, members, check };
    *response.body_mut() = answer(output, answering).map_err(EncodeError::unwritable)?;
    response.headers_mut().insert("content-type", EVENT_STREAM);
    Ok(response)
}

/// The response for an error of the operation, with the HTTP status that its traits give it.
///
/// # Errors
/// A value cannot be written.
pub fn encode_error<O: Operation, E: Structure>(
    error: &E,
    status: u16,
) -> Result<http::Response<SdkBody>, EncodeError> {
    let write = |to: &mut serde::Writer<'_>| error.write(to);
    sendable(write_error(O::SERVICE, &schema::<O>(), &DynStructure::new(E::shape(), &write), status)?)
}

/// What of [`encode_error`] is compiled once.
pub(crate) fn write_error(
    service: &Service,
    operation: &OperationSchema,
    error: &DynStructure<'_>,
    status: u16,
) -> Result<Response, EncodeError> {
    let mut response = service.protocol.error_response(operation, error, status).map_err(EncodeError::unwritable)?;
    if service.schema.query_compatible {
        let code = format!("{};{}", error.schema().query_error(), fault(status));
        response.headers_mut().try_insert("x-amzn-query-error", code).map_err(EncodeError::unwritable)?;
    }
    Ok(response)
}

fn sendable(response: Response) -> Result<http::Response<SdkBody>, EncodeError> {
    response.try_into_http1x().map_err(EncodeError::unwritable)
}
