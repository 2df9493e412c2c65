use super::data::Data;
use aws_smithy_checksums::body::validate::Error::ChecksumMismatch;
use aws_smithy_checksums::http::HttpChecksum;
use aws_smithy_types::body::{Error, SdkBody};
use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// The data of a body, which ends in an error if its checksum is not the one that is expected. That of the AWS runtime
/// does not say how long it is.
pub(super) struct Compared {
    data: SdkBody,
    /// Until the end.
    checksum: Option<Box<dyn HttpChecksum>>,
    expected: Bytes,
}

impl Compared {
    pub(super) fn of(body: SdkBody, checksum: Box<dyn HttpChecksum>, expected: Bytes) -> SdkBody {
        SdkBody::from_body_1_x(Self { data: Data::of(body), checksum: Some(checksum), expected })
    }

    /// The error, once all of the data was there.
    fn difference(&mut self) -> Option<Error> {
        let (actual, expected) = (self.checksum.take()?.finalize(), self.expected.clone());
        (actual != expected).then(|| ChecksumMismatch { expected, actual }.into())
    }
}

impl Body for Compared {
    type Data = Bytes;
    type Error = Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Error>>> {
        let frame = ready!(Pin::new(&mut self.data).poll_frame(cx));
        Poll::Ready(match frame {
            Some(Ok(frame)) => {
                if let (Some(checksum), Some(data)) = (&mut self.checksum, frame.data_ref()) {
                    checksum.update(data);
                }
                Some(Ok(frame))
            }
            Some(Err(error)) => Some(Err(error)),
            None => self.difference().map(Err),
        })
    }

    fn size_hint(&self) -> SizeHint {
        self.data.size_hint()
    }
}
