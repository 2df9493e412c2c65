use aws_smithy_types::body::{Error, SdkBody};
use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// The data of a body, without the trailers that it may have: checksums are of the data alone, and the length of chunks
/// does not account for other trailers.
pub(super) struct Data(Option<SdkBody>);

impl Data {
    pub(super) fn of(body: SdkBody) -> SdkBody {
        SdkBody::from_body_1_x(Self(Some(body)))
    }
}

impl Body for Data {
    type Data = Bytes;
    type Error = Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Error>>> {
        let Some(body) = &mut self.0 else { return Poll::Ready(None) };
        match ready!(Pin::new(body).poll_frame(cx)) {
            Some(Ok(frame)) if frame.is_data() => Poll::Ready(Some(Ok(frame))),
            Some(Ok(_)) | None => {
                self.0 = None;
                Poll::Ready(None)
            }
            Some(Err(error)) => {
                self.0 = None;
                Poll::Ready(Some(Err(error)))
            }
        }
    }

    fn size_hint(&self) -> SizeHint {
        self.0.as_ref().map_or_else(|| SizeHint::with_exact(0), Body::size_hint)
    }
}
