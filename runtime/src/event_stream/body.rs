//! [`Body`]: the messages of a call, signed, as what an HTTP client sends.
//!
//! `aws_smithy_http::event_stream::MessageStreamAdapter` does the same, but logs messages;
//! asks a stream that has ended for more, at which some panic; and goes on after an error, which ends a stream.

use super::outgoing::Outgoing;
use super::source::Events;
use super::write::encoded;
use crate::error::BoxError;
use aws_smithy_eventstream::frame::read_message_from;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::event_stream::{Message, SignMessage};
use bytes::Bytes;
use http_body::Frame;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use tracing::dispatcher::{self, Dispatch};

impl Events {
    /// What is sent before the first event, if `body` is what goes before.
    pub(crate) fn initial(body: &SdkBody) -> Result<Option<Message>, BoxError> {
        let bytes = body.bytes().filter(|bytes| !bytes.is_empty());
        Ok(bytes.map(|mut bytes| read_message_from(&mut bytes)).transpose()?)
    }

    /// The body of one more attempt, with a message before all others. The body of the attempt before gets no more
    /// events.
    pub(crate) fn body(&self, initial: Option<Message>, signer: Option<Signer>) -> Body {
        Body { events: self.clone(), attempt: self.begin(), initial, signer, stage: Stage::Open }
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
        // What is signed would be logged, all of it.
        Some(dispatcher::with_default(&Dispatch::none(), || sign(signer)))
    }
}

impl Drop for Body {
    fn drop(&mut self) {
        self.events.bodiless(self.attempt);
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
