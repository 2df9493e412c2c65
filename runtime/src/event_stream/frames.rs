//! Messages out of a body that comes in chunks of any size.
//!
//! A [message](https://smithy.io/2.0/aws/amazon-eventstream.html) begins with its length, that of its headers, and a
//! checksum of the two. `aws_smithy_http::event_stream::Receiver` looks at that checksum when all of the message is
//! there, which after a damaged length may be never; takes a body that ends after these twelve bytes for a complete
//! one; and logs messages, whose content may be `@sensitive`. So what to wait for is decided here.

use super::message;
use crate::error::BoxError;
use aws_smithy_eventstream::frame::read_message_from;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::event_stream::{Message, RawMessage};
use bytes::{Bytes, BytesMut};
use http_body::Body;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// Bytes before the headers: two lengths and their checksum.
const PRELUDE: usize = 12;

/// The longest message, in bytes. Those of AWS have up to 16 MiB of payload; its other clients have this limit, too.
const LONGEST: usize = 24 * 1024 * 1024;

/// A body, and what was read of it ahead of the next message.
#[derive(Debug)]
pub(super) struct Frames {
    body: SdkBody,
    buffer: BytesMut,
    /// A message that was to be the initial one and is an event.
    first: Option<Message>,
    /// Whether each message may be in one that is signed.
    #[cfg(feature = "test-util")]
    signed: bool,
}

/// Why there is no next message.
#[derive(Debug)]
pub(super) enum Failure {
    /// The body broke off.
    Body(BoxError),
    /// What came is no message.
    Frame(BoxError, RawMessage),
}

impl From<Failure> for BoxError {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Body(error) | Failure::Frame(error, _) => error,
        }
    }
}

impl Frames {
    pub(super) fn new(body: SdkBody) -> Self {
        Self {
            body,
            buffer: BytesMut::new(),
            first: None,
            #[cfg(feature = "test-util")]
            signed: false,
        }
    }

    /// Those of a request, of which each message may be in one that is signed. Signatures are not looked at.
    #[cfg(feature = "test-util")]
    pub(super) fn of_request(body: SdkBody) -> Self {
        Self { signed: true, ..Self::new(body) }
    }

    /// The payload of the first message, if that is the initial one of this name and no event.
    pub(super) async fn initial(&mut self, name: &str) -> Result<Option<Bytes>, Failure> {
        self.first = poll_fn(|cx| self.poll_next(cx)).await?;
        let initial = self.first.take_if(|message| message::is_initial(message, name));
        Ok(initial.map(|message| message.payload().clone()))
    }

    /// All messages of a body that may end in the middle of one, as they are without signatures.
    #[cfg(feature = "test-util")]
    pub(super) fn messages(body: &[u8]) -> Result<Vec<Message>, BoxError> {
        let mut frames = Self { buffer: body.into(), ..Self::of_request(SdkBody::empty()) };
        let mut messages = Vec::new();
        while let Some(frame) = frames.frame()? {
            messages.extend(frames.message(frame)?);
        }
        Ok(messages)
    }

    /// The next message; `None` at the end.
    pub(super) fn poll_next(&mut self, cx: &mut Context<'_>) -> Poll<Result<Option<Message>, Failure>> {
        if let Some(first) = self.first.take() {
            return Poll::Ready(Ok(Some(first)));
        }
        loop {
            if let Some(frame) = self.frame()? {
                return Poll::Ready(self.message(frame));
            }
            match ready!(Pin::new(&mut self.body).poll_frame(cx)) {
                // Trailers say nothing about events.
                Some(Ok(chunk)) => chunk.data_ref().into_iter().for_each(|data| self.buffer.extend_from_slice(data)),
                Some(Err(error)) => return Poll::Ready(Err(Failure::Body(error))),
                None if self.buffer.is_empty() => return Poll::Ready(Ok(None)),
                None => return Poll::Ready(Err(self.invalid("the stream ended within a message"))),
            }
        }
    }

    /// The message in its bytes; `None` if it is the signed one without a message, which is the last.
    #[cfg_attr(not(feature = "test-util"), expect(clippy::unused_self, reason = "nothing is signed"))]
    fn message(&self, frame: Bytes) -> Result<Option<Message>, Failure> {
        let message = read_message_from(frame.clone()).map_err(|error| invalid(error, frame))?;
        #[cfg(feature = "test-util")]
        if self.signed && message.headers().iter().any(|header| header.name().as_str() == ":chunk-signature") {
            let inside = message.payload().clone();
            let message = (!inside.is_empty()).then(|| read_message_from(inside.clone())).transpose();
            return message.map_err(|error| invalid(error, inside));
        }
        Ok(Some(message))
    }

    /// The bytes of the next message, once all are there.
    fn frame(&mut self) -> Result<Option<Bytes>, Failure> {
        let Some(prelude) = self.buffer.first_chunk::<PRELUDE>() else { return Ok(None) };
        let (lengths, checksum) = prelude.split_at(PRELUDE - 4);
        if crc32fast::hash(lengths).to_be_bytes() != checksum {
            return Err(self.invalid("the checksum of the lengths of a message is wrong"));
        }
        let length = lengths[..4].iter().fold(0, |length, byte| length << 8 | usize::from(*byte));
        if !(PRELUDE..=LONGEST).contains(&length) {
            return Err(self.invalid("a message has an impossible length"));
        }
        Ok((self.buffer.len() >= length).then(|| self.buffer.split_to(length).freeze()))
    }

    /// What is there is no message, and neither is what follows, for nobody knows where it begins.
    fn invalid(&mut self, why: &str) -> Failure {
        invalid(why, self.buffer.split().freeze())
    }
}

fn invalid(why: impl Into<BoxError>, frame: Bytes) -> Failure {
    Failure::Frame(why.into(), RawMessage::invalid(Some(frame)))
}
