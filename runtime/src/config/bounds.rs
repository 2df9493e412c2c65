//! Settings as the AWS runtime can calculate with them: it adds times up, and panics where a sum is none.

use super::aws::retry::RetryConfig;
use super::aws::timeout::TimeoutConfig;
use std::time::Duration;

/// A century, which is as good as forever.
const LONGEST: Duration = Duration::from_secs(100 * 366 * 86_400);

/// The AWS runtime goes through all attempts that there may be, before the first is made.
const MOST_ATTEMPTS: u32 = 100_000;

/// The timeouts, none of them longer than can be.
pub(super) fn timeouts(timeouts: &TimeoutConfig) -> TimeoutConfig {
    let mut bounded = timeouts.to_builder();
    if is_too_long(timeouts.connect_timeout()) {
        bounded = bounded.connect_timeout(LONGEST);
    }
    if is_too_long(timeouts.read_timeout()) {
        bounded = bounded.read_timeout(LONGEST);
    }
    if is_too_long(timeouts.operation_timeout()) {
        bounded = bounded.operation_timeout(LONGEST);
    }
    if is_too_long(timeouts.operation_attempt_timeout()) {
        bounded = bounded.operation_attempt_timeout(LONGEST);
    }
    bounded.build()
}

/// How to retry, with no more attempts and no longer waits than can be.
pub(super) fn retries(mut retries: RetryConfig) -> RetryConfig {
    if retries.max_attempts() > MOST_ATTEMPTS {
        retries = retries.with_max_attempts(MOST_ATTEMPTS);
    }
    if is_too_long(Some(retries.initial_backoff())) {
        retries = retries.with_initial_backoff(LONGEST);
    }
    if is_too_long(Some(retries.max_backoff())) {
        retries = retries.with_max_backoff(LONGEST);
    }
    retries
}

fn is_too_long(time: Option<Duration>) -> bool {
    time.is_some_and(|time| time > LONGEST)
}
