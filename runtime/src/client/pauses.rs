//! Streams that are sent as they come about: one that pauses is no connection that stalls.

use crate::config::{ConfigBag, RuntimeComponents};
use crate::protocol::Request;
use aws_smithy_async::rt::sleep::{AsyncSleep as _, SharedAsyncSleep, Sleep};
use aws_smithy_runtime_api::client::stalled_stream_protection::StalledStreamProtectionConfig;
use aws_smithy_types::body::{Error, SdkBody};
use hyper::body::{Body, Bytes, Frame, SizeHint};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

/// How often a stream is asked that has nothing yet. To the AWS runtime a connection stalls that asks for nothing
/// during half of a second, in tenths, and so would one that was told to wait.
const INTERVAL: Duration = Duration::from_millis(50);

/// Makes whoever sends the body of a request go on asking for it while it pauses, if that counts.
pub(super) fn allow(request: &mut Request, components: &RuntimeComponents, cfg: &ConfigBag) {
    let is_watched = cfg.load::<StalledStreamProtectionConfig>().is_some_and(|config| config.upload_enabled());
    let Some(sleep) = components.sleep_impl().filter(|_| is_watched && request.body().bytes().is_none()) else {
        return;
    };
    let body = request.take_body();
    *request.body_mut() =
        body.map(move |body| SdkBody::from_body_1_x(Asked { body, sleep: sleep.clone(), again: None }));
}

/// A body that wakes who waits for it.
struct Asked {
    body: SdkBody,
    sleep: SharedAsyncSleep,
    /// When it is asked next.
    again: Option<Sleep>,
}

impl Body for Asked {
    type Data = Bytes;
    type Error = Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Error>>> {
        let polled = Pin::new(&mut self.body).poll_frame(cx);
        // One timer does for all the short waits of an interval: a file has one at each part.
        if polled.is_pending() && self.again.as_mut().is_none_or(|again| Pin::new(again).poll(cx).is_ready()) {
            let mut next = self.sleep.sleep(INTERVAL);
            // Where no time passes, as in tests, to ask again would be all that is done.
            self.again = Pin::new(&mut next).poll(cx).is_pending().then_some(next);
        }
        polled
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
