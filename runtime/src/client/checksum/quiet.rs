//! What of a body is logged. The AWS runtime logs chunks whole when it makes them, but warns of what goes wrong in the
//! body that they are made of, and that of a program may log what it likes.

use crate::sync::lock;
use aws_smithy_types::body::Error;
use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use tracing::dispatcher::{self, Dispatch};

/// A body that logs nothing, or one inside of it that logs as if nothing were around it.
pub(super) struct Quiet<B> {
    body: B,
    is_inside: bool,
    /// Who gets the logs of whoever asks the outer one.
    listener: Arc<Mutex<Dispatch>>,
}

impl<B> Quiet<B> {
    /// What `wrap` makes of a body, without logs but for those of the body itself.
    pub(super) fn around<I>(body: I, wrap: impl FnOnce(Quiet<I>) -> B) -> Self {
        let listener = Arc::new(Mutex::new(Dispatch::none()));
        let body = wrap(Quiet { body, is_inside: true, listener: listener.clone() });
        Self { body, is_inside: false, listener }
    }

    fn dispatch(&self) -> Dispatch {
        let mut listener = lock(&self.listener);
        if self.is_inside {
            return listener.clone();
        }
        *listener = dispatcher::get_default(Dispatch::clone);
        Dispatch::none()
    }
}

impl<B: Body<Data = Bytes, Error = Error> + Unpin> Body for Quiet<B> {
    type Data = Bytes;
    type Error = Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Error>>> {
        let dispatch = self.dispatch();
        dispatcher::with_default(&dispatch, || Pin::new(&mut self.body).poll_frame(cx))
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
