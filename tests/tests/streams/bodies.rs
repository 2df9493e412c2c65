//! Bodies to upload.

use bytes::Bytes;
use farrier_tests::faults::Plan;
use harbour::primitives::{ByteStream, SdkBody};
use hyper::body::{Body, Frame, SizeHint};
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

/// How a body is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    InMemory,
    KnownLength,
    UnknownLength,
}

pub(crate) const FORMS: [Form; 3] = [Form::InMemory, Form::KnownLength, Form::UnknownLength];

impl Form {
    /// The body of a plan.
    pub(crate) fn body(self, plan: Plan) -> ByteStream {
        match self {
            Self::InMemory => plan.body().into(),
            Self::KnownLength => parts(plan, plan.length, Some(plan.length), End::Proper),
            Self::UnknownLength => parts(plan, plan.length, None, End::Proper),
        }
    }
}

/// How long the parts of a body are, but for the last.
pub(crate) const PART: usize = 65_536;

/// A body in parts, of which more, less or an error may come than is promised.
struct Parts {
    rest: Bytes,
    promised: Option<u64>,
    end: End,
}

/// How a body ends.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    Proper,
    Failure,
    Never,
}

impl Body for Parts {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        if self.rest.is_empty() {
            return match self.end {
                End::Proper => Poll::Ready(None),
                End::Failure => Poll::Ready(Some(Err(io::Error::other("the source is gone")))),
                End::Never => Poll::Pending,
            };
        }
        let part = self.rest.len().min(PART);
        Poll::Ready(Some(Ok(Frame::data(self.rest.split_to(part)))))
    }

    fn size_hint(&self) -> SizeHint {
        self.promised.map_or_else(SizeHint::default, SizeHint::with_exact)
    }
}

/// The first bytes of the body of a plan, of which so many are promised.
pub(crate) fn parts(plan: Plan, length: usize, promised: Option<usize>, end: End) -> ByteStream {
    let rest = Plan { length, ..plan }.body().into();
    let promised = promised.map(|promised| promised as u64);
    ByteStream::new(SdkBody::from_body_1_x(Parts { rest, promised, end }))
}
