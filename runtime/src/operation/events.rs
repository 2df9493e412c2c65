//! Operations whose output has a stream of events.

use super::decode::{decode as decode_open, unreadable};
use super::{Operation, Output as _};
use crate::error::BoxError;
use crate::error::response::request_id;
use crate::event_stream::{Completing, Origin};
use crate::protocol::Response;
use aws_smithy_types::body::SdkBody;

/// The output in a response whose body is a stream of events, after waiting for the first message: members besides the
/// stream are in there.
///
/// The body is read as far as needed. It may be any that [`SdkBody`] can be made of, such as one in memory, or that of
/// an HTTP client, by `SdkBody::from_body_1_x`. Of an output without a stream this is [`decode`](decode_open).
///
/// # Errors
/// What the service answered if the status is not 2xx; [`Unhandled`](crate::error::Unhandled) if the body cannot be read.
pub async fn decode<O: Operation>(response: http::Response<impl Into<SdkBody>>) -> Result<O::Output, O::Error> {
    let output = decode_open::<O>(response)?;
    match complete::<O>() {
        Some(complete) => complete(output).await.map_err(|error| unreadable::<O>(error, None, None)),
        None => Ok(output),
    }
}

/// The output in a response that is a success: its stream, and empty values for other members. `None` if the body is to
/// be read as a whole, because the operation has no stream or failed.
pub(crate) fn open<O: Operation>(response: &mut Response) -> Option<O::Output> {
    let stream = O::Output::EVENTS.as_ref().filter(|_| response.status().is_success())?;
    let body = std::mem::replace(response.body_mut(), SdkBody::taken());
    let id = request_id(response.headers()).map(str::to_owned);
    let codec = O::SERVICE.protocol.event_codec();
    let mut output = (stream.open)(body, Origin { codec, operation: O::NAME, request_id: id.clone() });
    *output.request_id_slot() = id;
    Some(output)
}

type Complete<O> = fn(O) -> Completing<O>;

/// What completes the output of an operation that has a stream.
pub(crate) fn complete<O: Operation>() -> Option<Complete<O::Output>> {
    O::Output::EVENTS.as_ref().map(|_| completed::<O> as Complete<O::Output>)
}

fn completed<O: Operation>(mut output: O::Output) -> Completing<O::Output> {
    Box::pin(async move {
        let Some(stream) = &O::Output::EVENTS else { return Ok::<_, BoxError>(output) };
        let request_id = output.request_id_slot().take();
        let mut output = (stream.complete)(output).await?;
        *output.request_id_slot() = request_id;
        Ok(output)
    })
}
