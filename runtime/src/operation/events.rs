//! Operations whose output has a stream of events.

use super::definition::{Operation, Output as _, schema};
use super::response::is_success;
use crate::error::BoxError;
use crate::error::response::request_id;
use crate::event_stream::{Completing, Origin};
use crate::protocol::Response;
use aws_smithy_types::body::SdkBody;

/// The output in a response that is a success: its stream, and empty values for other members. `None` if the body is to
/// be read as a whole, because the operation has no stream or failed.
pub(crate) fn open<O: Operation>(response: &mut Response) -> Option<O::Output> {
    let stream = O::Output::EVENTS.as_ref().filter(|_| is_success(&schema::<O>(), response))?;
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
