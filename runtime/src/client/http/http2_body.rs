//! Bodies of HTTP/2 that stop before their end.

use crate::error::BoxError;
use aws_smithy_types::body::SdkBody;
use http::{Response, Version};
use hyper::body::{Body, Bytes, Frame, Incoming, SizeHint};
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// The body as one of an answer. For hyper a stream has ended that its host resets "without an error", which is meant
/// for what a client still sends. Half of an answer would be taken for all of it.
pub(super) fn whole(response: Response<Incoming>) -> Response<SdkBody> {
    match response.version() {
        Version::HTTP_2 => response.map(|body| SdkBody::from_body_1_x(Whole(body))),
        _ => response.map(SdkBody::from_body_1_x),
    }
}

/// A body that ends when its host says so.
struct Whole(Incoming);

impl Body for Whole {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        Poll::Ready(match ready!(Pin::new(&mut self.0).poll_frame(cx)) {
            None if !self.0.is_end_stream() => {
                let stopped = "the host stopped the stream before its end";
                Some(Err(io::Error::new(io::ErrorKind::UnexpectedEof, stopped).into()))
            }
            frame => frame.map(|frame| frame.map_err(Into::into)),
        })
    }

    fn is_end_stream(&self) -> bool {
        self.0.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.0.size_hint()
    }
}
