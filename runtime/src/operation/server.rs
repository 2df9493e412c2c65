//! The way back, which a fake of a service needs: inputs from requests, responses from outputs and errors.

use super::definition::{Operation, schema};
use crate::error::{EncodeError, SerdeError};
use crate::protocol::{Request, Response};
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
    Ok(builder.build_lenient())
}

/// The response for an output.
///
/// # Errors
/// A value cannot be written.
pub fn encode_output<O: Operation>(output: &O::Output) -> Result<http::Response<SdkBody>, EncodeError> {
    let write = |to: &mut serde::Writer<'_>| output.write(to);
    let output = DynStructure::new(O::Output::shape(), &write);
    sendable(O::SERVICE.protocol.response(&schema::<O>(), &output))
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
    sendable(O::SERVICE.protocol.error_response(&schema::<O>(), &error, status))
}

fn sendable(response: Result<Response, SerdeError>) -> Result<http::Response<SdkBody>, EncodeError> {
    let response = response.map_err(|error| EncodeError::Unwritable(error.into()))?;
    response.try_into_http1x().map_err(|error| EncodeError::Unwritable(error.into()))
}
