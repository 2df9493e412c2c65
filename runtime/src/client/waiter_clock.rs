//! How long a waiter has waited.

use crate::sync::lock;
use aws_smithy_async::rt::sleep::{AsyncSleep, SharedAsyncSleep, Sleep};
use aws_smithy_async::time::{SharedTimeSource, TimeSource};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

/// The clock of a configuration, which a waiter does not trust: that of a test may stand still, and waiting would not
/// end. No less time has passed than the waiter has slept.
#[derive(Clone, Debug)]
pub(super) struct WaiterClock {
    time_source: SharedTimeSource,
    sleep: SharedAsyncSleep,
    start: SystemTime,
    slept: Arc<Mutex<Duration>>,
}

impl WaiterClock {
    /// The clock of a waiter that starts now.
    pub(super) fn start(time_source: SharedTimeSource, sleep: SharedAsyncSleep) -> Self {
        let start = time_source.now();
        Self { time_source, sleep, start, slept: Arc::default() }
    }
}

impl TimeSource for WaiterClock {
    fn now(&self) -> SystemTime {
        self.time_source.now().max(self.start + *lock(&self.slept))
    }
}

impl AsyncSleep for WaiterClock {
    fn sleep(&self, duration: Duration) -> Sleep {
        let (sleep, slept) = (self.sleep.sleep(duration), self.slept.clone());
        Sleep::new(async move {
            sleep.await;
            *lock(&slept) += duration;
        })
    }
}
