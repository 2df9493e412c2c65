//! The streams that programs give, as messages.

use super::write::{self, Format, Sent};
use crate::error::{BoxError, OperationError};
use crate::serde::Structure;
use aws_smithy_http::event_stream::EventStreamSender;
use aws_smithy_types::event_stream::Message;
use futures_core::Stream;
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// An input with a member that is a stream of events.
pub trait EventInput: Structure {
    /// What is sent: the union with `@streaming`.
    type Event: Sent + Send + Sync + 'static;
    /// What the stream can end with.
    type Error: Sent + OperationError;

    /// Where the stream is.
    fn sender_slot(&mut self) -> &mut Option<EventStreamSender<Self::Event, Self::Error>>;
}

/// The member of an input that is a stream of events.
pub struct InputEvents<I> {
    /// Takes the stream, if it is set.
    pub(crate) take: fn(&mut I) -> Option<Messages>,
    /// The name of the member, if it has to be set.
    pub(crate) required: Option<&'static str>,
}

impl<I: EventInput> InputEvents<I> {
    /// That of an input, with the name of the member if it is `@required`.
    pub const fn new(required: Option<&'static str>) -> Self {
        Self { take: take::<I>, required }
    }
}

impl<I> fmt::Debug for InputEvents<I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("InputEvents").field("required", &self.required).finish_non_exhaustive()
    }
}

fn take<I: EventInput>(input: &mut I) -> Option<Messages> {
    let sender = input.sender_slot().take()?;
    Some(Box::new(Typed(sender.into_inner())))
}

/// A stream of messages, whatever the types of its events are.
pub(crate) type Messages = Box<dyn PollMessages>;

/// One message of a stream, and whether it is the last.
pub(crate) struct Outgoing {
    pub(crate) message: Message,
    pub(crate) is_last: bool,
}

pub(crate) trait PollMessages: Send {
    /// The next message; an error if it cannot be written.
    fn poll_message(&mut self, format: Format, cx: &mut Context<'_>) -> Poll<Option<Result<Outgoing, BoxError>>>;
}

/// The stream of a program.
struct Typed<T, E>(Pin<Box<dyn Stream<Item = Result<T, E>> + Send + Sync>>);

impl<T: Sent, E: Sent + OperationError> PollMessages for Typed<T, E> {
    fn poll_message(&mut self, format: Format, cx: &mut Context<'_>) -> Poll<Option<Result<Outgoing, BoxError>>> {
        let next = ready!(self.0.as_mut().poll_next(cx));
        Poll::Ready(next.map(|next| {
            let is_last = next.is_err();
            let message = match next {
                Ok(event) => write::event(&event, format)?,
                Err(error) => write::exception(&error, format)?.unwrap_or_else(|| write::error(error.meta())),
            };
            Ok(Outgoing { message, is_last })
        }))
    }
}
