//! Streams of events for as long as a call lasts: a body of messages, one per event.
//!
//! `aws-smithy-eventstream` reads and writes messages. [`EventReceiver`] takes them from the body, tells events from
//! exceptions, and hands the parts of an event to the same schemas that read any other shape. All of this works without
//! the feature `client`, over whatever body a response has. With the feature `event-sender` there is the way out: a
//! stream of a program becomes messages, and a client signs and sends them as the body of a request. A fake has both
//! the other way around.

#[cfg(feature = "event-sender")]
mod body;
mod frames;
#[cfg(feature = "test-util")]
mod given;
#[cfg(feature = "test-util")]
mod hidden;
mod message;
#[cfg(feature = "event-sender")]
mod outgoing;
mod receiver;
#[cfg(feature = "test-util")]
mod request;
#[cfg(feature = "event-sender")]
mod sender;
#[cfg(feature = "event-sender")]
mod source;
#[cfg(all(test, feature = "aws-json", feature = "client", feature = "event-sender"))]
mod source_tests;
#[cfg(test)]
mod tests;
#[cfg(feature = "event-sender")]
mod write;

use crate::error::BoxError;
use crate::serde::{self, SerdeResult, StructureBuilder};
use crate::stream::{Origin, OutputStream, ReadMembers};
use aws_smithy_types::body::SdkBody;

pub use crate::error::OperationError;
pub use crate::error::sdk_error::{ConnectorError, HttpResponse, SdkError};
pub use crate::serde::Structure;
#[cfg(feature = "event-sender")]
pub use aws_smithy_http::event_stream::EventStreamSender;
pub use aws_smithy_types::event_stream::RawMessage;
#[cfg(all(feature = "client", feature = "event-sender"))]
pub(crate) use body::Signer;
#[cfg(feature = "test-util")]
pub(crate) use given::given;
#[cfg(feature = "test-util")]
pub(crate) use hidden::{HideMessage, Recorded, initial_response, unsigned};
#[cfg(all(feature = "client", feature = "event-sender"))]
pub(crate) use outgoing::Messages;
#[cfg(feature = "test-util")]
pub(crate) use outgoing::{Ending, EventSource};
pub use receiver::{EventReceiver, received};
#[cfg(feature = "test-util")]
pub(crate) use request::Incoming;
#[cfg(feature = "event-sender")]
pub use sender::{EventInput, InputEvents};
#[cfg(feature = "event-sender")]
pub(crate) use source::Events;
#[cfg(feature = "event-sender")]
pub(crate) use write::{Format, begin};
#[cfg(feature = "event-sender")]
pub use write::{MessageWriter, WriteMessage};

/// An output with a member that is a stream of events.
pub trait EventOutput: Structure + Send + 'static {
    /// What is received: the union with `@streaming`.
    type Event: Structure;
    /// The exceptions that end the stream.
    type Error: OperationError;

    /// Where the builder keeps the stream.
    fn receiver_slot(builder: &mut Self::Builder) -> &mut Option<EventReceiver<Self::Event, Self::Error>>;

    /// The stream alone.
    fn into_receiver(self) -> EventReceiver<Self::Event, Self::Error>;
}

/// What is kept of the messages of an output in a recording.
#[cfg(feature = "test-util")]
pub(crate) const fn hide_message<O: EventOutput<Event: WriteMessage, Error: WriteMessage>>() -> HideMessage {
    hidden::hide::<O::Event, O::Error>
}

impl<O: EventOutput> OutputStream<O> {
    /// That of an output with a stream of events.
    pub const fn events() -> Self {
        Self {
            open: open_output::<O>,
            complete: Some(|output| Box::pin(complete_output(output))),
            #[cfg(all(feature = "byte-stream", feature = "server"))]
            bytes: None,
            #[cfg(feature = "test-util")]
            answer: Some(|output, answering| given::answer(output.into_receiver(), answering)),
        }
    }
}

fn open_output<O: EventOutput>(body: SdkBody, origin: Origin, read: ReadMembers<'_>) -> SerdeResult<O> {
    let members = serde::read_builder::<O>(read)?;
    // What is missing may be yet to come.
    Ok(builder::<O>(EventReceiver::new(body, origin), members).build_lenient())
}

async fn complete_output<O: EventOutput>(output: O) -> Result<O, BoxError> {
    let mut receiver = output.into_receiver();
    let Some(codec) = receiver.origin().map(|origin| origin.codec) else {
        return Err("an interceptor replaced the stream of events by one that has ended".into());
    };
    let members = if O::shape().built().members.is_empty() {
        // The service may want to hear something before it says anything.
        receiver.pass_initial_response();
        serde::read_builder::<O>(&mut |_| Ok(()))?
    } else {
        let first = receiver.initial_response().await?;
        serde::read_builder::<O>(&mut |output| {
            codec.read(first.as_deref().unwrap_or_default(), &mut |from| output.read(from))
        })?
    };
    Ok(serde::finish(builder::<O>(receiver, members)))
}

fn builder<O: EventOutput>(receiver: EventReceiver<O::Event, O::Error>, mut builder: O::Builder) -> O::Builder {
    *O::receiver_slot(&mut builder) = Some(receiver);
    builder
}
