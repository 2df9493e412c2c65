//! Bodies are as long as their requests say.
//!
//! HTTP/1.1 sends no more than the header owes, and says nothing about the rest: the answer would be taken for one to
//! all of it.

use crate::error::BoxError;
use crate::protocol::Request;
use aws_smithy_types::body::{Error, SdkBody};
use http::header::CONTENT_LENGTH;
use hyper::body::{Body, Bytes, Frame, SizeHint};
use std::mem;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

/// Refuses a body of another length than the header says. Of a stream, which may have said nothing or what is wrong, it
/// is an error once it shows, which ends the connection; of none at all HTTP/1.1 asks for nothing, so that it shows
/// here or never.
pub(super) fn keep(request: &mut Request) -> Result<(), BoxError> {
    let Some(told) = request.headers().get(CONTENT_LENGTH) else { return Ok(()) };
    let length: u64 = told.parse().map_err(|_| format!("the content length {told:?} is no number of bytes"))?;
    if let Some(has) = request.body().content_length().filter(|has| *has != length) {
        return Err(format!(
            "the content length was set to {length}, but the body has {has} bytes: leave the length to the client, or give it \
             a body of {length}"
        )
        .into());
    }
    if request.body().bytes().is_none() {
        let body = mem::replace(request.body_mut(), SdkBody::taken());
        *request.body_mut() = body.map(move |body| SdkBody::from_body_1_x(Measured::new(body, length)));
        if length == 0 {
            ask(request.body_mut())?;
        }
    }
    Ok(())
}

/// Asks a stream for what it has at hand. One that has to wait for bytes may never have any.
fn ask(body: &mut SdkBody) -> Result<(), Error> {
    match Pin::new(body).poll_frame(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(Some(Err(error))) => Err(error),
        _ => Ok(()),
    }
}

fn wrong(what: &str, length: u64) -> Error {
    format!("the stream has {what} than the {length} bytes that its request says").into()
}

/// A stream that fails if it has more or less than it should. It ends with the last byte that it should have, whether
/// or not the source ever says that this was all: it may wait for an answer first. Trailers are left out: behind so many
/// bytes nobody asks for them, and the body would never end.
struct Measured {
    body: SdkBody,
    length: u64,
    left: u64,
    /// What makes it whole, which is held back until it is known that nothing comes with it.
    last: Option<Bytes>,
    /// Many a stream must not be asked again once it has ended.
    has_ended: bool,
}

impl Measured {
    fn new(body: SdkBody, length: u64) -> Self {
        Self { body, length, left: length, last: None, has_ended: false }
    }

    /// Takes over what came next. There may be nothing to hand on yet.
    fn take(&mut self, next: Option<Result<Frame<Bytes>, Error>>) -> Result<Option<Bytes>, Error> {
        let Some(frame) = next.transpose()? else {
            self.has_ended = true;
            return if self.left > 0 { Err(wrong("less", self.length)) } else { Ok(self.last.take()) };
        };
        let Ok(data) = frame.into_data() else { return Ok(None) };
        match self.left.checked_sub(data.len() as u64) {
            None => return Err(wrong("more", self.length)),
            Some(_) if data.is_empty() => return Ok(None),
            Some(left) => self.left = left,
        }
        if self.left > 0 {
            return Ok(Some(data));
        }
        self.last = Some(data);
        Ok(None)
    }
}

impl Body for Measured {
    type Data = Bytes;
    type Error = Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Error>>> {
        while !self.has_ended {
            let next = match Pin::new(&mut self.body).poll_frame(cx) {
                Poll::Ready(next) => next,
                Poll::Pending if self.left > 0 => return Poll::Pending,
                Poll::Pending => None,
            };
            match self.take(next) {
                Ok(None) => {}
                Ok(Some(data)) => return Poll::Ready(Some(Ok(Frame::data(data)))),
                Err(error) => {
                    self.has_ended = true;
                    return Poll::Ready(Some(Err(error)));
                }
            }
        }
        Poll::Ready(None)
    }

    fn is_end_stream(&self) -> bool {
        self.has_ended
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.left + self.last.as_ref().map_or(0, Bytes::len) as u64)
    }
}
