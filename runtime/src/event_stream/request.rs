//! The events of a request, as a fake of the service receives them.

use super::frames::Frames;
use super::message;
use super::receiver::EventReceiver;
use crate::error::{BoxError, OperationError, Unhandled};
use crate::serde::Structure;
use crate::stream::{Check, Origin};
use aws_smithy_http::event_stream::EventStreamSender;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::event_stream::Message;
use bytes::Bytes;
use futures_core::Stream;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// The body of a request, as far as it is events.
pub(crate) struct Incoming {
    frames: Frames,
    /// A message that was to be the initial request and is an event.
    first: Option<Message>,
}

impl Incoming {
    /// The payload of the initial request and what follows it. There is none to wait for where the input has no members
    /// besides the stream, or they are elsewhere.
    pub(crate) async fn begin(body: SdkBody, has_initial: bool) -> Result<(Bytes, Self), BoxError> {
        let mut frames = Frames::of_request(body);
        let first = if has_initial { poll_fn(|cx| frames.poll_next(cx)).await? } else { None };
        Ok(match first {
            Some(message) if message::is_initial_request(&message) => {
                (message.payload().clone(), Self { frames, first: None })
            }
            first => (Bytes::new(), Self { frames, first }),
        })
    }
}

/// The stream of an input that was received.
pub(super) fn put<T, E>(incoming: Incoming, origin: Origin, check: Option<Check>) -> EventStreamSender<T, E>
where
    T: Structure + Send + Sync + 'static,
    E: OperationError,
{
    EventStreamSender::from(Received { events: EventReceiver::of(incoming.frames, incoming.first, origin), check })
}

/// Events as a stream that ends with the first that the model does not allow.
struct Received<T, E> {
    events: EventReceiver<T, E>,
    check: Option<Check>,
}

impl<T: Structure, E: OperationError> Stream for Received<T, E> {
    type Item = Result<T, E>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<T, E>>> {
        let event = match ready!(self.events.poll_recv(cx)) {
            Ok(event) => event,
            Err(error) => return Poll::Ready(Some(Err(error.into_service_error()))),
        };
        let violated =
            event.as_ref().zip(self.check).and_then(|(event, check)| check(T::shape(), &|to| event.write(to)).err());
        if let Some(violations) = violated {
            self.events = EventReceiver::ended();
            return Poll::Ready(Some(Err(E::from_unhandled(Unhandled::from_meta(violations)))));
        }
        Poll::Ready(event.map(Ok))
    }
}
