//! Operations whose output has a stream of events.

use super::definition::{Operation, Output as _, schema};
use super::response::{is_success, unreadable};
use crate::error::BoxError;
use crate::error::response::request_id;
use crate::event_stream::{Completing, Origin};
use crate::protocol::Response;
use aws_smithy_types::body::SdkBody;

/// The output in a response that is a success: its stream, and the members that the head of the response has; empty values
/// for others. `None` if the body is to be read as a whole, because the operation has no stream or failed.
pub(crate) fn open<O: Operation>(response: &mut Response) -> Option<Result<O::Output, O::Error>> {
    let (protocol, operation) = (O::SERVICE.protocol, schema::<O>());
    let stream = O::Output::EVENTS.as_ref().filter(|_| is_success(&operation, response))?;
    let body = std::mem::replace(response.body_mut(), SdkBody::taken());
    let id = request_id(response.headers()).map(str::to_owned);
    let origin = Origin { codec: protocol.event_codec(), operation: O::NAME, request_id: id.clone() };
    let output = (stream.open)(body, origin, &mut |output| match operation.http {
        Some(_) => protocol.output(&operation, response, output),
        None => Ok(()),
    });
    Some(match output {
        Ok(mut output) => {
            *output.request_id_slot() = id;
            Ok(output)
        }
        Err(error) => Err(unreadable::<O>(error.into(), Some(response), None)),
    })
}

type Complete<O> = fn(O) -> Completing<O>;

/// What completes the output of an operation that has a stream. Where members are bound to parts of the response, there is
/// no message with others to wait for.
pub(crate) fn complete<O: Operation>() -> Option<Complete<O::Output>> {
    O::Output::EVENTS.as_ref().filter(|_| O::HTTP.is_none()).map(|_| completed::<O> as Complete<O::Output>)
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
