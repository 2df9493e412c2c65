//! [`EventReceiver`]: events and exceptions out of messages.

use super::frames::{Failure, Frames};
use super::message::{self, INITIAL_RESPONSE, MessageType};
#[cfg(feature = "test-util")]
use super::outgoing::Messages;
#[cfg(feature = "test-util")]
use crate::error::BoxError;
use crate::error::metadata::describe_call;
use crate::error::response::generic;
use crate::error::sdk_error::{ConnectorError, SdkError};
use crate::error::{ErrorMetadata, OperationError, extra};
use crate::serde::Structure;
#[cfg(feature = "test-util")]
use crate::stream::Check;
use crate::stream::Origin;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::event_stream::{Message, RawMessage};
use bytes::Bytes;
use std::fmt;
use std::future::poll_fn;
use std::mem::take;
use std::task::{Context, Poll, ready};

/// Receives the events of a stream, one at a time.
///
/// Dropping it ends the stream, and the call with it: what the call still sends is given up. So it is after an error.
pub struct EventReceiver<T, E>(State<T, E>);

enum State<T, E> {
    Open(Box<Open>, ReadEvent<T, E>),
    /// What a test gives.
    #[cfg(feature = "test-util")]
    Given(Box<dyn Given<T, E>>),
    Ended,
}

/// Events of a test, in place of those of a body.
#[cfg(feature = "test-util")]
pub(super) trait Given<T, E>: Send + Sync {
    /// The next event, as if it had come.
    fn poll_received(&mut self, cx: &mut Context<'_>) -> Poll<Result<Option<T>, Failed<E>>>;

    /// What a fake sends.
    fn into_messages(self: Box<Self>, check: Option<Check>) -> Messages;
}

/// A stream that has not ended.
struct Open {
    frames: Frames,
    /// Whether what comes first may be an initial response, of which nothing is wanted.
    passes_initial: bool,
    origin: Origin,
}

/// The stream of a response, or one that has ended.
pub fn received<T, E>(stream: Option<EventReceiver<T, E>>) -> EventReceiver<T, E> {
    stream.unwrap_or_else(EventReceiver::ended)
}

/// How a message is read; kept so that the types of events need no bounds where they are received.
type ReadEvent<T, E> = fn(Message, &Origin) -> Result<T, Failed<E>>;

pub(super) type Failed<E> = SdkError<E, RawMessage>;

impl<T, E> EventReceiver<T, E> {
    /// Waits for the next event; `None` when the stream has ended.
    ///
    /// The future can be dropped at any time, and no event is lost.
    ///
    /// # Errors
    /// After an error the stream has ended.
    /// - [`ServiceError`](SdkError::ServiceError): an exception of the service, of the model or not.
    /// - [`ResponseError`](SdkError::ResponseError): a message that cannot be read, or only half of one.
    /// - [`DispatchFailure`](SdkError::DispatchFailure): the connection broke off.
    pub async fn recv(&mut self) -> Result<Option<T>, SdkError<E, RawMessage>> {
        poll_fn(|cx| self.poll_recv(cx)).await
    }

    pub(super) fn poll_recv(&mut self, cx: &mut Context<'_>) -> Poll<Result<Option<T>, Failed<E>>> {
        let event = match &mut self.0 {
            State::Open(open, read) => ready!(open.poll_event(*read, cx)),
            #[cfg(feature = "test-util")]
            State::Given(given) => ready!(given.poll_received(cx)),
            State::Ended => Ok(None),
        };
        if !matches!(event, Ok(Some(_))) {
            self.0 = State::Ended;
        }
        Poll::Ready(event)
    }

    /// The payload of the initial response, which holds the other members of the output, if the first message is one.
    pub(super) async fn initial_response(&mut self) -> Result<Option<Bytes>, Failure> {
        let State::Open(open, _) = &mut self.0 else { return Ok(None) };
        open.frames.initial(INITIAL_RESPONSE).await.map_err(|failure| open.origin.cause_of(failure))
    }

    /// Passes over the initial response, if the first message is one: nobody waits for it.
    pub(super) fn pass_initial_response(&mut self) {
        if let State::Open(open, _) = &mut self.0 {
            open.passes_initial = true;
        }
    }

    pub(super) fn origin(&self) -> Option<&Origin> {
        if let State::Open(open, _) = &self.0 { Some(&open.origin) } else { None }
    }

    /// A stream without any event: what a builder has that was given none.
    pub(crate) fn ended() -> Self {
        Self(State::Ended)
    }

    /// What a test gives.
    #[cfg(feature = "test-util")]
    pub(super) fn given(given: Box<dyn Given<T, E>>) -> Self {
        Self(State::Given(given))
    }

    /// What a test gave, if it did. A stream that has ended has no events.
    #[cfg(feature = "test-util")]
    pub(super) fn into_given(self) -> Result<Option<Box<dyn Given<T, E>>>, BoxError> {
        match self.0 {
            State::Given(given) => Ok(Some(given)),
            State::Ended => Ok(None),
            State::Open(..) => Err("a stream that is being received is no answer: make one of its events".into()),
        }
    }
}

impl<T: Structure, E: OperationError> EventReceiver<T, E> {
    pub(super) fn new(body: SdkBody, origin: Origin) -> Self {
        Self::of(Frames::new(body), origin)
    }

    /// The messages of a body, the first of which may have been read.
    pub(super) fn of(frames: Frames, origin: Origin) -> Self {
        Self(State::Open(Box::new(Open { frames, passes_initial: false, origin }), read))
    }
}

/// Without what was received, which may hold what must not be logged.
impl<T, E> fmt::Debug for EventReceiver<T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EventReceiver").finish_non_exhaustive()
    }
}

impl Open {
    fn poll_event<T, E>(&mut self, read: ReadEvent<T, E>, cx: &mut Context<'_>) -> Poll<Result<Option<T>, Failed<E>>> {
        let next = ready!(self.frames.poll_next(cx));
        let is_first = take(&mut self.passes_initial);
        if is_first && matches!(&next, Ok(Some(message)) if message::is_initial(message, INITIAL_RESPONSE)) {
            return self.poll_event(read, cx);
        }
        let event = match next {
            Ok(message) => message.map(|message| read(message, &self.origin)).transpose(),
            Err(failure) => Err(failed(self.origin.cause_of(failure))),
        };
        #[cfg(feature = "event-sender")]
        if let Ok(None) = &event {
            // What is still to be sent is sent.
            self.origin.upload.0 = None;
        }
        Poll::Ready(event.map_err(|error| error.of_call(self.origin.describe(ErrorMetadata::default()))))
    }
}

impl Origin {
    /// What is behind a failure: where events could not be sent, the connection is given up.
    #[cfg_attr(not(feature = "event-sender"), expect(clippy::unused_self, reason = "nothing is sent"))]
    fn cause_of(&self, failure: Failure) -> Failure {
        #[cfg(feature = "event-sender")]
        if let (Failure::Body(_), Some(cause)) = (&failure, self.upload.0.as_ref().and_then(|upload| upload.failure()))
        {
            return Failure::Body(cause);
        }
        failure
    }

    /// Adds what is known about the call.
    fn describe(&self, meta: ErrorMetadata) -> ErrorMetadata {
        let meta = describe_call(meta.into_builder(), self.operation, None);
        self.request_id.iter().fold(meta, |meta, id| meta.custom(extra::REQUEST_ID, id)).build()
    }
}

fn failed<E>(failure: Failure) -> Failed<E> {
    match failure {
        Failure::Body(error) => SdkError::dispatch_failure(ConnectorError::io(error)),
        Failure::Frame(error, raw) => SdkError::response_error(error, raw),
    }
}

fn read<T: Structure, E: OperationError>(message: Message, origin: &Origin) -> Result<T, Failed<E>> {
    let error = match message::kind(&message) {
        Ok(MessageType::Event(name)) => match message::read_event(&message, name, origin.codec) {
            Ok(event) => return Ok(event),
            Err(error) => return Err(SdkError::response_error(error, RawMessage::Decoded(message))),
        },
        Ok(MessageType::Exception(name)) => {
            let meta = message::exception_metadata(&message, name, origin.codec);
            message::read_exception(&message, origin.describe(meta), origin.codec)
        }
        Ok(MessageType::Error(meta)) => generic(origin.describe(meta)),
        Err(error) => return Err(SdkError::response_error(error, RawMessage::Decoded(message))),
    };
    Err(SdkError::service_error(error, RawMessage::Decoded(message)))
}
