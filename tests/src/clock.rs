//! A clock that tests set, and credentials that are good for a while by it.

use aws_credential_types::Credentials;
use aws_credential_types::provider::{ProvideCredentials, future};
use aws_smithy_async::time::TimeSource;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// A clock, which all its clones show the time of.
#[derive(Clone, Debug)]
pub struct Clock(Arc<AtomicU64>);

impl Clock {
    /// A clock that stands at this second since 1970.
    pub fn at(seconds: u64) -> Self {
        Self(Arc::new(AtomicU64::new(seconds)))
    }

    /// Sets it to a second since 1970.
    pub fn set(&self, seconds: u64) {
        self.0.store(seconds, Ordering::Relaxed);
    }
}

impl TimeSource for Clock {
    fn now(&self) -> SystemTime {
        UNIX_EPOCH + Duration::from_secs(self.0.load(Ordering::Relaxed))
    }
}

/// Gives others each time: those of `AKID1`, of `AKID2` and so on.
#[derive(Debug)]
pub struct Numbered {
    clock: Clock,
    lifetime: Option<Duration>,
    given: AtomicUsize,
}

impl Numbered {
    /// Credentials that end so long after they were given, or that do not say when they end.
    pub fn new(clock: &Clock, lifetime: Option<Duration>) -> Self {
        Self { clock: clock.clone(), lifetime, given: AtomicUsize::new(0) }
    }
}

impl ProvideCredentials for Numbered {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        let id = format!("AKID{}", self.given.fetch_add(1, Ordering::Relaxed) + 1);
        let end = self.lifetime.map(|lifetime| self.clock.now() + lifetime);
        future::ProvideCredentials::ready(Ok(Credentials::new(id, "secret", None, end, "tests")))
    }
}
