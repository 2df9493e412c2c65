//! The events of a request, as a fake of the service receives them.

use super::frames::Frames;
use super::given::{checked, checked_error};
use super::message::INITIAL_REQUEST;
use super::receiver::EventReceiver;
use crate::error::{BoxError, OperationError};
use crate::serde::Structure;
use crate::stream::{Check, Origin};
use aws_smithy_http::event_stream::EventStreamSender;
use aws_smithy_types::body::SdkBody;
use bytes::Bytes;
use futures_core::Stream;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// The body of a request, as far as it is events.
pub(crate) struct Incoming(Frames);

impl Incoming {
    /// The payload of the initial request and what follows it. There is none to wait for where the input has no members
    /// besides the stream, or they are elsewhere.
    pub(crate) async fn begin(body: SdkBody, has_initial: bool) -> Result<(Bytes, Self), BoxError> {
        let mut frames = Frames::of_request(body);
        let members = if has_initial { frames.initial(INITIAL_REQUEST).await? } else { None };
        Ok((members.unwrap_or_default(), Self(frames)))
    }
}

/// The stream of an input that was received.
pub(super) fn put<T, E>(incoming: Incoming, origin: Origin, check: Option<Check>) -> EventStreamSender<T, E>
where
    T: Structure + Send + Sync + 'static,
    E: OperationError,
{
    EventStreamSender::from(Received { events: EventReceiver::of(incoming.0, origin), check })
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
            Err(error) => return Poll::Ready(Some(Err(checked_error(error.into_service_error(), self.check)))),
        };
        let event = event.map(|event| checked(event, self.check));
        if let Some(Err(_)) = event {
            self.events = EventReceiver::ended();
        }
        Poll::Ready(event)
    }
}
