//! The way back, which a fake of a service needs: inputs from requests, responses from outputs and errors.

#[cfg_attr(not(feature = "byte-stream"), expect(unused_imports, reason = "an output may have a stream"))]
use super::definition::Output as _;
use super::definition::{Operation, schema};
use crate::error::{EncodeError, SerdeError};
use crate::protocol::{Request, Response, fault};
use crate::serde::{self, DynStructure, Structure, StructureBuilder};
use aws_smithy_types::body::SdkBody;

/// The input in a request. Required members that are absent are left so.
///
/// # Errors
/// The request cannot be read.
pub fn decode_input<O: Operation>(request: http::Request<impl Into<SdkBody>>) -> Result<O::Input, SerdeError> {
    let request = Request::try_from(request.map(Into::into)).map_err(|error| SerdeError::custom(error.to_string()))?;
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

/// The response for an output. A stream of bytes has to be in memory, and is copied.
///
/// # Errors
/// A value cannot be written.
pub fn encode_output<O: Operation>(output: &O::Output) -> Result<http::Response<SdkBody>, EncodeError> {
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
    sendable(response)
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
    let error = DynStructure::new(E::shape(), &write);
    let mut response = O::SERVICE.protocol.error_response(&schema::<O>(), &error, status);
    if let (true, Ok(response)) = (O::SERVICE.schema.query_compatible, &mut response) {
        let code = format!("{};{}", error.schema().query_error(), fault(status));
        response.headers_mut().try_insert("x-amzn-query-error", code).map_err(EncodeError::unwritable)?;
    }
    sendable(response)
}

fn sendable(response: Result<Response, SerdeError>) -> Result<http::Response<SdkBody>, EncodeError> {
    let response = response.map_err(EncodeError::unwritable)?;
    response.try_into_http1x().map_err(EncodeError::unwritable)
}
