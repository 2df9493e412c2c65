//! Streams of events that a service sends for as long as a call lasts: a body of messages, one an event.
//!
//! `aws-smithy-eventstream` reads messages. [`EventReceiver`] takes them from the body, tells events from exceptions, and
//! hands the parts of an event to the same tables that read any other shape. All of this works without the feature
//! `client`, over whatever body a response has.

mod frames;
mod message;
mod receiver;
#[cfg(test)]
mod tests;

use crate::error::BoxError;
use crate::operation::{Operation, Output};
use crate::protocol;
use crate::serde;
use aws_smithy_runtime_api::http::Response;
use aws_smithy_types::body::SdkBody;
use receiver::Origin;
use std::fmt;
use std::pin::Pin;

pub use crate::error::OperationError;
pub use crate::sdk_error::{ConnectorError, HttpResponse, SdkError};
pub use crate::serde::Structure;
pub use aws_smithy_types::event_stream::RawMessage;
pub use receiver::{EventReceiver, received};

/// An output with a member that is a stream of events.
pub trait EventOutput: Output {
    /// What is received: the union with `@streaming`.
    type Event: Structure;
    /// The exceptions that end the stream.
    type Error: OperationError;

    /// Where the builder keeps the stream.
    fn receiver_slot(builder: &mut Self::Builder) -> &mut Option<EventReceiver<Self::Event, Self::Error>>;

    /// The stream alone.
    fn into_receiver(self) -> EventReceiver<Self::Event, Self::Error>;
}

/// What is done with the answer to an operation whose output has a stream of events.
pub struct EventStream<O> {
    open: fn(SdkBody, Origin) -> O,
    complete: Complete<O>,
}

/// Waits for the first message of the stream of an output and reads the other members from it.
pub(crate) type Complete<O> = fn(O) -> Completing<O>;

type Completing<O> = Pin<Box<dyn Future<Output = Result<O, BoxError>> + Send>>;

impl<O: EventOutput> EventStream<O> {
    /// That of an output.
    #[expect(clippy::new_without_default, reason = "a constant")]
    pub const fn new() -> Self {
        Self { open: open_output::<O>, complete: |output| Box::pin(complete_output(output)) }
    }
}

impl<O> fmt::Debug for EventStream<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EventStream")
    }
}

/// The output in a response whose body is a stream of events, after waiting for the first message: members besides the
/// stream are in there.
///
/// The body is read as far as needed. It may be any that [`SdkBody`] can be made of, such as one in memory, or that of
/// an HTTP client, by `SdkBody::from_body_1_x`. Of an output without a stream this is [`protocol::decode`].
///
/// # Errors
/// What the service answered if the status is not 2xx; [`Unhandled`](crate::error::Unhandled) if the body cannot be read.
pub async fn decode<O: Operation>(response: http::Response<impl Into<SdkBody>>) -> Result<O::Output, O::Error> {
    let output = protocol::decode::<O>(response)?;
    match complete::<O>() {
        Some(complete) => complete(output).await.map_err(|error| protocol::unreadable::<O>(error, None, None)),
        None => Ok(output),
    }
}

/// The output in a response that is a success: its stream, and empty values for other members. `None` if the body is to
/// be read as a whole, because the operation has no stream or failed.
pub(crate) fn open<O: Operation>(response: &mut Response) -> Option<O::Output> {
    let stream = O::Output::EVENTS.as_ref().filter(|_| response.status().is_success())?;
    let body = std::mem::replace(response.body_mut(), SdkBody::taken());
    let request_id = protocol::request_id(response.headers()).map(str::to_owned);
    Some((stream.open)(body, Origin { service: O::SERVICE, operation: O::NAME, request_id }))
}

/// What completes the output of an operation that has a stream.
pub(crate) fn complete<O: Operation>() -> Option<Complete<O::Output>> {
    O::Output::EVENTS.as_ref().map(|stream| stream.complete)
}

fn open_output<O: EventOutput>(body: SdkBody, origin: Origin) -> O {
    // What is missing may be yet to come.
    identified(
        origin.request_id.clone(),
        O::build_lenient(builder::<O>(EventReceiver::new(body, origin), O::Builder::default())),
    )
}

async fn complete_output<O: EventOutput>(output: O) -> Result<O, BoxError> {
    let mut receiver = output.into_receiver();
    let Some(protocol) = receiver.origin().map(|origin| origin.service.protocol) else {
        return Err("an interceptor replaced the stream of events by one that has ended".into());
    };
    let first = receiver.initial_response().await?;
    let members = protocol::read_body::<O>(protocol, first.as_deref().unwrap_or_default())?;
    let request_id = receiver.origin().and_then(|origin| origin.request_id.clone());
    Ok(identified(request_id, serde::finish(builder::<O>(receiver, members))))
}

fn identified<O: EventOutput>(request_id: Option<String>, mut output: O) -> O {
    *output.request_id_slot() = request_id;
    output
}

fn builder<O: EventOutput>(receiver: EventReceiver<O::Event, O::Error>, mut builder: O::Builder) -> O::Builder {
    *O::receiver_slot(&mut builder) = Some(receiver);
    builder
}
