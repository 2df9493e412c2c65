//! Events that a test gives where a client receives them: those of an output that a fake answers with.

use super::message::INITIAL_RESPONSE;
use super::outgoing::{Ending, EventSource, Messages, Typed};
use super::receiver::{EventReceiver, Failed, Given};
use super::source::Events;
use super::write::{Format, WriteMessage, initial};
use crate::error::response::generic;
use crate::error::sdk_error::{ConnectorError, SdkError};
use crate::error::{BoxError, OperationError};
use crate::serde::Structure;
use crate::stream::{Answering, Check};
use aws_smithy_http::event_stream::EventStreamSender;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::event_stream::RawMessage;
use std::task::{Context, Poll, ready};

/// A receiver of what a test gives. An answer of a fake sends it; without a fake it is received as it is.
pub(crate) fn given<S>(source: S) -> EventReceiver<S::Event, S::Error>
where
    S: EventSource<Event: WriteMessage + Structure, Error: WriteMessage + OperationError> + Sync + 'static,
{
    EventReceiver::given(Box::new(source))
}

/// For the answers of fakes and mocks: any stream is one that is received. Received by a fake, it is the other way
/// around.
impl<T, E> From<EventStreamSender<T, E>> for EventReceiver<T, E>
where
    T: WriteMessage + Structure + Send + Sync + 'static,
    E: WriteMessage + OperationError,
{
    fn from(stream: EventStreamSender<T, E>) -> Self {
        given(stream.into_inner())
    }
}

impl<S> Given<S::Event, S::Error> for S
where
    S: EventSource<Event: WriteMessage + Structure, Error: WriteMessage + OperationError> + Sync + 'static,
{
    fn poll_received(&mut self, cx: &mut Context<'_>) -> Poll<Result<Option<S::Event>, Failed<S::Error>>> {
        Poll::Ready(ready!(self.poll_event(cx)).transpose().map_err(|ending| match ending {
            Ending::Exception(error) => SdkError::service_error(error, RawMessage::invalid(None)),
            Ending::Broken(error) => SdkError::dispatch_failure(ConnectorError::io(error)),
        }))
    }

    fn into_messages(self: Box<Self>, check: Option<Check>) -> Messages {
        Box::new(Typed(Checked { source: *self, check }))
    }
}

/// An event, or the error that ends a stream with the first that the model does not allow.
pub(super) fn checked<T: Structure, E: OperationError>(event: T, check: Option<Check>) -> Result<T, E> {
    match check.map(|check| check(T::shape(), &|to| event.write(to))) {
        Some(Err(violations)) => Err(generic(violations)),
        _ => Ok(event),
    }
}

/// An error of the model, or that which says why the model does not allow it.
pub(super) fn checked_error<E: OperationError>(error: E, check: Option<Check>) -> E {
    let mut violations = None;
    if let Some(check) = check {
        error.inner().with_structure(&mut |error, _| violations = check(error.schema(), error.values()).err());
    }
    violations.map_or(error, generic)
}

/// Events that are [`checked`], and the error that they end with.
struct Checked<S> {
    source: S,
    check: Option<Check>,
}

impl<S: EventSource<Event: Structure, Error: OperationError>> EventSource for Checked<S> {
    type Event = S::Event;
    type Error = S::Error;

    fn poll_event(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<S::Event, Ending<S::Error>>>> {
        let event = ready!(self.source.poll_event(cx));
        Poll::Ready(event.map(|event| match event {
            Ok(event) => checked(event, self.check).map_err(Ending::Exception),
            Err(Ending::Exception(error)) => Err(Ending::Exception(checked_error(error, self.check))),
            Err(broken) => Err(broken),
        }))
    }
}

/// The body of an answer: the messages of the stream of an output, behind those members that are no stream.
pub(super) fn answer<T, E>(receiver: EventReceiver<T, E>, answering: Answering) -> Result<SdkBody, BoxError> {
    let format = Format::of(answering.protocol, answering.service);
    let given = receiver.into_given()?;
    let events = Events::new(format);
    events.set(given.map(|given| given.into_messages(answering.check)));
    let media_type = answering.protocol.event_codec().media_type();
    let initial = answering.members.map(|members| initial(INITIAL_RESPONSE, media_type, &members));
    Ok(SdkBody::from_body_1_x(events.body(initial, None)))
}
