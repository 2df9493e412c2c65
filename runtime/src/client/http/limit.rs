//! Timeouts by the runtime's own sleep, so that tests and other async runtimes can replace the clock.

use std::error::Error;
use std::fmt;
use std::time::Duration;

use aws_smithy_async::future::timeout::{TimedOutError, Timeout};
use aws_smithy_async::rt::sleep::{AsyncSleep, SharedAsyncSleep};

use crate::error::BoxError;

/// How long one stage of a request may take.
#[derive(Clone, Debug)]
pub(super) struct Limit {
    stage: &'static str,
    duration: Duration,
    sleep: SharedAsyncSleep,
}

impl Limit {
    /// No limit if there is no duration, or nothing to measure it by.
    pub(super) fn new(
        stage: &'static str,
        duration: Option<Duration>,
        sleep: Option<SharedAsyncSleep>,
    ) -> Option<Self> {
        Some(Self { stage, duration: duration?, sleep: sleep? })
    }
}

/// Runs `work`, giving up with an error caused by [`TimedOutError`] when `limit` is over first.
pub(super) async fn within<T, E: Into<BoxError>>(
    limit: Option<Limit>,
    work: impl Future<Output = Result<T, E>>,
) -> Result<T, BoxError> {
    let Some(Limit { stage, duration, sleep }) = limit else {
        return work.await.map_err(Into::into);
    };
    match Timeout::new(work, sleep.sleep(duration)).await {
        Ok(done) => done.map_err(Into::into),
        Err(_) => Err(LimitExceeded { stage, duration }.into()),
    }
}

#[derive(Debug)]
struct LimitExceeded {
    stage: &'static str,
    duration: Duration,
}

impl fmt::Display for LimitExceeded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} timeout occurred after {:?}", self.stage, self.duration)
    }
}

impl Error for LimitExceeded {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&TimedOutError)
    }
}
