use super::definition::{Operation, Output, schema};
use crate::error::metadata::describe_call;
#[cfg(feature = "s3")]
use crate::error::response::extended_request_id;
use crate::error::response::{describe, describe_body, from_response, request_id};
use crate::error::{BoxError, ErrorMetadata, SerdeError};
use crate::protocol::{OperationSchema, Protocol, Response};
use crate::serde::{self, SerdeResult};
use aws_smithy_runtime_api::client::result::CreateUnhandledError as _;
use aws_smithy_runtime_api::http::Headers;

/// [`decode`](super::decode()) for the response type of the AWS runtime, its body loaded, and the number of the attempt
/// it answers.
///
/// # Errors
/// Those of [`decode`](super::decode()).
pub fn decode_response<O: Operation>(response: &Response, attempt: Option<u32>) -> Result<O::Output, O::Error> {
    let (protocol, operation) = (O::SERVICE.protocol, schema::<O>());
    if !is_success(protocol, &operation, response) {
        return Err(from_response(protocol, operation, O::TRAITS.sensitive, response, attempt));
    }
    let output = accepted(protocol, response)
        .and_then(|()| serde::read_builder::<O::Output>(&mut |output| protocol.output(&operation, response, output)));
    match output {
        Ok(builder) => {
            let mut output = serde::finish::<O::Output>(builder);
            identify(&mut output, response.headers());
            let id = output.request_id_slot();
            if id.is_none() {
                *id = protocol.request_id(response);
            }
            Ok(output)
        }
        Err(error) => Err(unreadable::<O>(error.into(), Some(response), attempt)),
    }
}

/// Gives an output the ids of its answer.
pub(super) fn identify(output: &mut impl Output, headers: &Headers) {
    *output.request_id_slot() = request_id(headers).map(str::to_owned);
    #[cfg(feature = "s3")]
    if let Some(slot) = output.extended_request_id_slot() {
        *slot = extended_request_id(headers).map(str::to_owned);
    }
}

/// Whether a response holds an output: by its status, which the model may set to one that is no success otherwise.
pub(super) fn is_success(protocol: &dyn Protocol, operation: &OperationSchema, response: &Response) -> bool {
    let status = response.status();
    let says_so = status.is_success() || operation.http.is_some_and(|http| http.code == status.as_u16());
    says_so && !protocol.is_error(response)
}

/// A response of another protocol cannot be read, though it is a success.
pub(super) fn accepted(protocol: &dyn Protocol, response: &Response) -> SerdeResult {
    if protocol.speaks(response) {
        return Ok(());
    }
    Err(SerdeError::custom(format!("the response does not follow {}", protocol.id())))
}

/// The error that an answer is which cannot be read.
pub(super) fn unreadable<O: Operation>(
    source: BoxError,
    response: Option<&Response>,
    attempt: Option<u32>,
) -> O::Error {
    O::Error::create_unhandled_error(source, Some(unread(O::NAME, O::TRAITS.sensitive, response, attempt)))
}

fn unread(operation: &str, sensitive: bool, response: Option<&Response>, attempt: Option<u32>) -> ErrorMetadata {
    let mut meta = describe_call(ErrorMetadata::builder(), operation, attempt);
    if let Some(response) = response {
        meta = describe_body(describe(meta, response), response, sensitive);
    }
    meta.build()
}
