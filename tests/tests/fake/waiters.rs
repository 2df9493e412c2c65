//! Waiters over a fake, whose clock stands still: the time that they sleep is what counts.

use observatory::client::Waiters as _;
use observatory::error::{ErrorMetadata, ProvideErrorMetadata as _};
use observatory::fake::Fake;
use observatory::operation::record::{RecordError, RecordOutput};
use observatory::types::error::Overcast;
use observatory::waiters::clear::WaitUntilClearError;
use std::time::Duration;
use tokio::time::Instant;

/// A sky that is overcast so many times, and then clear or not, or an error with this code.
fn sky(mut overcast: usize, last: Result<bool, &'static str>) -> Fake {
    Fake::new().on_record(move |_| {
        let is_overcast = overcast > 0;
        overcast = overcast.saturating_sub(1);
        async move {
            match last {
                _ if is_overcast => Err(RecordError::Overcast(Overcast::builder().build())),
                Ok(clear) => Ok(RecordOutput::builder().clear(clear).build()),
                Err(code) => Err(RecordError::generic(ErrorMetadata::builder().code(code).build())),
            }
        }
    })
}

#[tokio::test(start_paused = true)]
async fn a_waiter_ends_when_it_sees_what_it_waits_for() {
    let (fake, start) = (sky(3, Ok(true)), Instant::now());
    let seen = fake.client().wait_until_clear().name("n").wait(Duration::from_secs(600)).await.expect("clear");
    assert_eq!(seen.into_result().expect("an output").clear(), Some(true));
    assert_eq!(fake.calls().len(), 4);
    assert!(start.elapsed() >= Duration::from_secs(3), "a second at least between two calls");
}

#[tokio::test(start_paused = true)]
async fn a_waiter_ends_by_an_error_that_it_does_not_expect() {
    let fake = sky(1, Err("Closed"));
    let wait = fake.client().wait_until_clear().name("n").wait(Duration::from_secs(600)).await;
    assert_eq!(wait.expect_err("closed").code(), Some("Closed"));
    assert_eq!(fake.calls().len(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_waiter_ends_when_its_time_is_over() {
    for fake in [sky(usize::MAX, Ok(true)), sky(0, Ok(false))] {
        let start = Instant::now();
        let wait = fake.client().wait_until_clear().name("n").wait(Duration::from_secs(10));
        let wait = tokio::time::timeout(Duration::from_secs(60), wait).await.expect("it ends");
        let Err(WaitUntilClearError::ExceededMaxWait(over)) = wait else { panic!("{wait:?}") };
        assert_eq!(over.poll_count() as usize, fake.calls().len());
        assert!((8..=10).contains(&start.elapsed().as_secs()), "{:?}", start.elapsed());
    }
}
