//! Bodies that go by, and what is kept of them.

use crate::error::BoxError;
use crate::sync::lock;
use aws_smithy_types::body::SdkBody;
use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, ready};

/// The longest body that is kept, in bytes.
const LONGEST: usize = 16 * 1024 * 1024;

/// What of a body has gone by so far. Clones share it.
#[derive(Clone, Default)]
pub(super) struct Passed(Arc<Mutex<Copied>>);

#[derive(Default)]
struct Copied {
    bytes: Vec<u8>,
    is_whole: bool,
    is_long: bool,
}

/// How much of a body has to be there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Wanted {
    Whole,
    /// As far as somebody asked for it: events are read one by one.
    SoFar,
}

impl Passed {
    /// A body, of which this is filled as it goes by.
    pub(super) fn of(body: SdkBody) -> (SdkBody, Self) {
        let passed = Self::default();
        let is_whole = body.is_end_stream();
        match body.bytes() {
            Some(bytes) => passed.add(bytes, true),
            None => passed.add(&[], is_whole),
        }
        let in_memory = body.bytes().is_some();
        let body = if in_memory { body } else { SdkBody::from_body_1_x(Passing { body, passed: passed.clone() }) };
        (body, passed)
    }

    fn add(&self, bytes: &[u8], is_last: bool) {
        let mut copied = lock(&self.0);
        copied.is_whole |= is_last;
        if copied.is_long || copied.bytes.len() + bytes.len() > LONGEST {
            copied.is_long = true;
            copied.bytes = Vec::new();
        } else {
            copied.bytes.extend_from_slice(bytes);
        }
    }

    /// The bytes.
    ///
    /// # Errors
    /// There are too many, or too few.
    pub(super) fn bytes(&self, wanted: Wanted) -> Result<Vec<u8>, BoxError> {
        let copied = lock(&self.0);
        match &*copied {
            Copied { is_long: true, .. } => Err(format!("a body is longer than {} MiB", LONGEST >> 20).into()),
            Copied { is_whole: false, .. } if wanted == Wanted::Whole => Err("a body was not read to its end".into()),
            Copied { bytes, .. } => Ok(bytes.clone()),
        }
    }
}

/// A body that is copied as it goes by.
struct Passing {
    body: SdkBody,
    passed: Passed,
}

impl Body for Passing {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let frame = ready!(Pin::new(&mut self.body).poll_frame(cx));
        match &frame {
            Some(Ok(frame)) => {
                let data = frame.data_ref().map(|data| &data[..]).unwrap_or_default();
                // Who knows that this was the last does not ask again.
                self.passed.add(data, self.body.is_end_stream());
            }
            Some(Err(_)) => {}
            None => self.passed.add(&[], true),
        }
        Poll::Ready(frame)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
