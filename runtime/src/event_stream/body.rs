//! [`Body`]: the messages of a call, signed, as what an HTTP client sends.
//!
//! `aws_smithy_http::event_stream::MessageStreamAdapter` does the same, but logs messages, whose content may be `@sensitive`;
//! asks a stream that has ended for more, at which some panic; and goes on after an error, which ends a stream.

use super::outgoing::{Messages, Outgoing};
use super::write::{Format, encoded};
use crate::error::BoxError;
use crate::stream::Sending;
use aws_smithy_eventstream::frame::read_message_from;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::event_stream::{Message, SignMessage};
use bytes::Bytes;
use http_body::Frame;
use std::fmt;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker, ready};
use tracing::dispatcher::{self, Dispatch};

/// The events of a call, whichever of its attempts sends them.
#[derive(Clone)]
pub(crate) struct Events(Arc<Mutex<State>>);

struct State {
    format: Format,
    messages: Option<Messages>,
    /// The attempt that is sending.
    attempt: u32,
    /// What waits for messages for it.
    waiting: Option<Waker>,
    /// Whether a message was taken. It cannot be sent a second time.
    began: bool,
    failure: Option<BoxError>,
}

impl Events {
    pub(crate) fn new(format: Format) -> Self {
        let state = State { format, messages: None, attempt: 0, waiting: None, began: false, failure: None };
        Self(Arc::new(Mutex::new(state)))
    }

    /// Keeps the stream of an input. Without one there are no events.
    pub(crate) fn set(&self, messages: Option<Messages>) {
        self.state().messages = messages;
    }

    /// Whether a message was taken out of the stream.
    #[cfg(feature = "client")]
    pub(crate) fn began(&self) -> bool {
        self.state().began
    }

    /// Gives up the stream, and the body that is waiting for it: nobody wants more.
    pub(crate) fn give_up(&self) {
        let mut state = self.state();
        state.messages = None;
        state.supersede();
    }

    /// Why the stream was given up, once.
    pub(crate) fn failure(&self) -> Option<BoxError> {
        self.state().failure.take()
    }

    /// What is sent before the first event, if `body` is what goes before.
    pub(crate) fn initial(body: &SdkBody) -> Result<Option<Message>, BoxError> {
        let bytes = body.bytes().filter(|bytes| !bytes.is_empty());
        Ok(bytes.map(|mut bytes| read_message_from(&mut bytes)).transpose()?)
    }

    /// The body of one more attempt, with a message before all others. The body of the attempt before gets no more events.
    pub(crate) fn body(&self, initial: Option<Message>, signer: Option<Signer>, is_sensitive: bool) -> Body {
        let mut state = self.state();
        state.supersede();
        Body { events: self.clone(), attempt: state.attempt, initial, signer, is_sensitive, stage: Stage::Open }
    }

    /// Keeps what an attempt failed with, which HTTP clients do not say. What they are told says the same.
    fn fail(&self, attempt: u32, error: BoxError) -> BoxError {
        let mut state = self.state();
        if state.attempt != attempt {
            return error;
        }
        let why = error.to_string();
        state.failure = Some(error);
        why.into()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Whatever panicked while holding it, what is in there is valid.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn poll(&self, attempt: u32, cx: &mut Context<'_>) -> Poll<Option<Result<Outgoing, BoxError>>> {
        let mut state = self.state();
        if state.attempt != attempt {
            return Poll::Ready(Some(Err(canceled())));
        }
        state.waiting = Some(cx.waker().clone());
        let State { format, messages, began, .. } = &mut *state;
        let Some(stream) = messages else { return Poll::Ready(None) };
        let next = ready!(stream.poll_message(*format, cx));
        *began = true;
        // Whoever has ended is not asked again.
        if !next.as_ref().is_some_and(|next| next.as_ref().is_ok_and(|next| !next.is_last)) {
            *messages = None;
        }
        Poll::Ready(next)
    }
}

/// By which the host learns that nobody waits for its answer.
fn canceled() -> BoxError {
    #[cfg(feature = "http2")]
    return h2::Error::from(h2::Reason::CANCEL).into();
    #[cfg(not(feature = "http2"))]
    "the attempt has ended".into()
}

impl State {
    /// The attempt so far gets no more events.
    fn supersede(&mut self) {
        self.attempt += 1;
        self.waiting.take().into_iter().for_each(Waker::wake);
    }
}

/// Without the events, which may hold what must not be logged.
impl fmt::Debug for Events {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Events").finish_non_exhaustive()
    }
}

impl Sending for Events {
    fn failure(&self) -> Option<BoxError> {
        Self::failure(self)
    }

    fn give_up(&self) {
        Self::give_up(self);
    }
}

/// Signs messages, each as what follows the one before.
pub(crate) type Signer = Box<dyn SignMessage + Send + Sync>;

/// The body of one attempt.
pub(crate) struct Body {
    events: Events,
    attempt: u32,
    initial: Option<Message>,
    signer: Option<Signer>,
    is_sensitive: bool,
    stage: Stage,
}

#[derive(Clone, Copy, PartialEq)]
enum Stage {
    Open,
    /// The last message is still to be signed.
    Ending,
    Ended,
}

impl Body {
    /// The next message, as far as it is there.
    fn poll_message(&mut self, cx: &mut Context<'_>) -> Poll<Result<Option<Message>, BoxError>> {
        if self.stage == Stage::Open {
            if let Some(initial) = self.initial.take() {
                return Poll::Ready(self.signed(initial).map(Some));
            }
            match ready!(self.events.poll(self.attempt, cx)).transpose()? {
                Some(Outgoing { message, is_last }) => {
                    self.stage = if is_last { Stage::Ending } else { Stage::Open };
                    return Poll::Ready(self.signed(message).map(Some));
                }
                None => self.stage = Stage::Ending,
            }
        }
        if self.stage == Stage::Ended {
            return Poll::Ready(Ok(None));
        }
        // Who signs says that there is no more to come.
        self.stage = Stage::Ended;
        let last = self.sign(|signer| signer.sign_empty()).flatten();
        Poll::Ready(last.transpose())
    }

    fn signed(&mut self, message: Message) -> Result<Message, BoxError> {
        let mut message = Some(message);
        let signed = self.sign(|signer| message.take().map(|message| signer.sign(message))).flatten().transpose()?;
        // Without anybody to sign it, it is sent as it is.
        signed.or(message).ok_or_else(|| "a message was lost".into())
    }

    fn sign<T>(&mut self, sign: impl FnOnce(&mut Signer) -> T) -> Option<T> {
        let signer = self.signer.as_mut()?;
        // What is signed is logged.
        Some(if self.is_sensitive {
            dispatcher::with_default(&Dispatch::none(), || sign(signer))
        } else {
            sign(signer)
        })
    }
}

impl http_body::Body for Body {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let message = ready!(self.poll_message(cx));
        let frame = message.and_then(|message| message.map(|message| encoded(&message)).transpose());
        Poll::Ready(frame.transpose().map(|frame| {
            frame.map(Frame::data).map_err(|error| {
                self.stage = Stage::Ended;
                self.events.fail(self.attempt, error)
            })
        }))
    }
}
