//! Operations whose output or input has a stream.

use super::definition::{Operation, Output as _, schema};
use super::response::{accepted, identify, is_success, unreadable};
#[cfg(any(feature = "client", feature = "event-stream"))]
use crate::error::BoxError;
#[cfg(feature = "byte-stream")]
use crate::error::EncodeError;
use crate::error::response::request_id;
#[cfg(feature = "event-sender")]
use crate::event_stream::Events;
#[cfg(feature = "byte-stream")]
use crate::protocol::Request;
use crate::protocol::Response;
#[cfg(any(feature = "client", feature = "event-stream"))]
use crate::stream::Completing;
#[cfg(feature = "event-sender")]
use crate::stream::Meanwhile;
use crate::stream::Origin;
#[cfg(feature = "byte-stream")]
use crate::stream::StreamForm;
use aws_smithy_types::body::SdkBody;
#[cfg(feature = "byte-stream")]
use aws_smithy_types::byte_stream::ByteStream;

/// Whether the body of a response is the stream of an output. What is in it then says nothing of the operation, and so
/// the head alone is asked.
pub(crate) fn has_stream<O: Operation>(response: &Response) -> bool {
    let head = Response::new(response.status(), SdkBody::empty());
    O::Output::STREAM.is_some() && is_success(O::SERVICE.protocol, &schema::<O>(), &head)
}

/// The output in a response that is a success: its stream, and the members that the head of the response has; empty
/// values for others. `None` if the body is to be read as a whole, because the operation has no stream or failed.
pub(crate) fn open<O: Operation>(response: &mut Response) -> Option<Result<O::Output, O::Error>> {
    let (protocol, operation) = (O::SERVICE.protocol, schema::<O>());
    let stream = O::Output::STREAM.as_ref().filter(|_| has_stream::<O>(response))?;
    if let Err(error) = accepted(protocol, response) {
        return Some(Err(unreadable::<O>(error.into(), Some(response), None)));
    }
    let body = response.take_body();
    let id = request_id(response.headers()).map(str::to_owned);
    let origin = Origin {
        codec: protocol.event_codec(),
        operation: O::NAME,
        request_id: id,
        #[cfg(feature = "event-sender")]
        upload: Meanwhile(response.extension::<Events>().map(Events::answered)),
    };
    let output = (stream.open)(body, origin, &mut |output| match operation.http {
        Some(_) => protocol.output(&operation, response, output),
        None => Ok(()),
    });
    Some(match output {
        Ok(mut output) => {
            identify(&mut output, response.headers());
            Ok(output)
        }
        Err(error) => Err(unreadable::<O>(error.into(), Some(response), None)),
    })
}

#[cfg(any(feature = "client", feature = "event-stream"))]
type Complete<O> = fn(O) -> Completing<O>;

/// What completes the output of an operation that has a stream. Where members are bound to parts of the response, there
/// is no message with others to wait for.
#[cfg(any(feature = "client", feature = "event-stream"))]
pub(crate) fn complete<O: Operation>() -> Option<Complete<O::Output>> {
    let stream = O::Output::STREAM.as_ref().filter(|_| O::HTTP.is_none())?;
    stream.complete.map(|_| completed::<O> as Complete<O::Output>)
}

#[cfg(any(feature = "client", feature = "event-stream"))]
fn completed<O: Operation>(mut output: O::Output) -> Completing<O::Output> {
    Box::pin(async move {
        let complete = O::Output::STREAM.as_ref().and_then(|stream| stream.complete);
        let Some(complete) = complete else { return Ok::<_, BoxError>(output) };
        let request_id = output.request_id_slot().take();
        let mut output = complete(output).await?;
        *output.request_id_slot() = request_id;
        Ok(output)
    })
}

/// Makes a stream the body of a request.
#[cfg(feature = "byte-stream")]
pub(crate) fn put(request: &mut Request, body: SdkBody, form: StreamForm) -> Result<(), EncodeError> {
    let headers = request.headers_mut();
    if !headers.contains_key("content-type") {
        headers.try_insert("content-type", form.media_type).map_err(EncodeError::unwritable)?;
    }
    match body.content_length() {
        Some(length) if !headers.contains_key("content-length") => {
            headers.try_insert("content-length", length.to_string()).map_err(EncodeError::unwritable)?;
        }
        None if form.requires_length => {
            return Err(EncodeError::unwritable("the length of the stream has to be known"));
        }
        _ => {}
    }
    *request.body_mut() = body;
    Ok(())
}

/// The bytes of a stream that is in memory: what is all of it when the stream itself must stay where it is.
#[cfg(feature = "byte-stream")]
pub(crate) fn in_memory(stream: &ByteStream) -> Result<SdkBody, EncodeError> {
    let bytes = stream
        .bytes()
        .ok_or_else(|| EncodeError::unwritable("a stream that is not in memory is sent by a client only"))?;
    Ok(bytes.into())
}
