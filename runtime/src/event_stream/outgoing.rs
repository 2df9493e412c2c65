//! Events of a program as messages.

use super::write::{self, Format, WriteMessage};
use crate::error::{BoxError, OperationError, ProvideErrorMetadata as _};
use aws_smithy_types::event_stream::Message;
use futures_core::Stream;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

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

/// The next event, or what the stream ends with.
pub(crate) type Polled<T, E> = Poll<Option<Result<T, Ending<E>>>>;

/// Where events come from.
pub(crate) trait EventSource: Send {
    type Event;
    type Error;

    /// The next event, or what the stream ends with; `None` if it just ends.
    fn poll_event(&mut self, cx: &mut Context<'_>) -> Polled<Self::Event, Self::Error>;
}

/// What a stream ends with.
pub(crate) enum Ending<E> {
    Exception(E),
    /// The connection ends, as a test wants it.
    #[cfg(feature = "test-util")]
    Broken(BoxError),
}

/// The stream of a program.
pub(crate) type OfProgram<T, E> = Pin<Box<dyn Stream<Item = Result<T, E>> + Send + Sync>>;

impl<T, E> EventSource for OfProgram<T, E> {
    type Event = T;
    type Error = E;

    fn poll_event(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<T, Ending<E>>>> {
        self.as_mut().poll_next(cx).map_err(Ending::Exception)
    }
}

/// Events whose types are known no more.
pub(super) struct Typed<S>(pub(super) S);

impl<S: EventSource<Event: WriteMessage, Error: WriteMessage + OperationError>> PollMessages for Typed<S> {
    fn poll_message(&mut self, format: Format, cx: &mut Context<'_>) -> Poll<Option<Result<Outgoing, BoxError>>> {
        let next = ready!(self.0.poll_event(cx));
        Poll::Ready(next.map(|next| {
            let is_last = next.is_err();
            let message = match next {
                Ok(event) => write::event(&event, format)?,
                Err(Ending::Exception(error)) => {
                    write::exception(&error, format)?.unwrap_or_else(|| write::error(error.meta()))
                }
                #[cfg(feature = "test-util")]
                Err(Ending::Broken(error)) => return Err(error),
            };
            Ok(Outgoing { message, is_last })
        }))
    }
}
