//! Bodies in memory, on their way to a connection: it would take all of one at once, and nobody could see any more
//! whether it moves.

use crate::config::{ConfigBag, RuntimeComponents};
use crate::error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::BeforeTransmitInterceptorContextMut;
use aws_smithy_runtime_api::client::interceptors::{Intercept, dyn_dispatch_hint};
use aws_smithy_types::body::{Error, SdkBody};
use hyper::body::{Body, Bytes, Frame, SizeHint};
use std::mem;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// How much a connection gets at a time: what it has to send meanwhile, not to be taken for one that stalls. Chunks of
/// streams are as long.
const PIECE: usize = 64 * 1024;

/// Cuts bodies in memory into pieces, before they are watched.
#[derive(Debug)]
pub(super) struct Cut;

#[dyn_dispatch_hint]
impl Intercept for Cut {
    fn name(&self) -> &'static str {
        "Cut"
    }

    fn modify_before_transmit(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let body = context.request_mut().body_mut();
        if body.bytes().is_some_and(|bytes| bytes.len() > PIECE) {
            let whole = mem::replace(body, SdkBody::taken());
            *body = whole.map_preserve_contents(|body| SdkBody::from_body_1_x(Pieces { body, rest: Bytes::new() }));
        }
        Ok(())
    }
}

/// A body in pieces of the same memory.
struct Pieces {
    body: SdkBody,
    rest: Bytes,
}

impl Body for Pieces {
    type Data = Bytes;
    type Error = Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Error>>> {
        if self.rest.is_empty() {
            let Some(frame) = ready!(Pin::new(&mut self.body).poll_frame(cx)?) else { return Poll::Ready(None) };
            match frame.into_data() {
                Ok(data) => self.rest = data,
                Err(trailers) => return Poll::Ready(Some(Ok(trailers))),
            }
        }
        let length = self.rest.len().min(PIECE);
        Poll::Ready(Some(Ok(Frame::data(self.rest.split_to(length)))))
    }

    fn is_end_stream(&self) -> bool {
        self.rest.is_empty() && self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        let (hint, rest) = (self.body.size_hint(), self.rest.len() as u64);
        let mut all = SizeHint::new();
        all.set_lower(hint.lower() + rest);
        hint.upper().into_iter().for_each(|upper| all.set_upper(upper + rest));
        all
    }
}
