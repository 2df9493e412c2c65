//! Endpoints that the service tells.

use crate::{client, settings};
use aws_smithy_async::time::TimeSource;
use aws_smithy_types::config_bag::ConfigBag;
use farrier_tests::server::{Answer, Server};
use relay::config::interceptors::BeforeTransmitInterceptorContextMut;
use relay::config::retry::RetryConfig;
use relay::config::{AsyncSleep, Builder, Intercept, RuntimeComponents, Sleep};
use relay::error::BoxError;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use tokio::sync::{Semaphore, mpsc};

fn told(host: &str, minutes: i64) -> Answer {
    Answer::ok(format!(r#"{{"Endpoints":[{{"Address":"{host}","CachePeriodInMinutes":{minutes}}}]}}"#))
}

/// Keeps where requests would have gone, and brings them to a server on this machine.
#[derive(Clone, Debug)]
struct Detour {
    url: String,
    uris: Arc<Mutex<Vec<String>>>,
}

impl Detour {
    fn to(server: &Server) -> Self {
        Self { url: server.url.clone(), uris: Arc::default() }
    }

    fn uris(&self) -> Vec<String> {
        std::mem::take(&mut self.uris.lock().expect("not poisoned"))
    }
}

impl Intercept for Detour {
    fn name(&self) -> &'static str {
        "Detour"
    }

    fn modify_before_transmit(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let request = context.request_mut();
        self.uris.lock().expect("not poisoned").push(request.uri().to_owned());
        Ok(request.set_uri(self.url.as_str())?)
    }
}

/// A clock whose minutes pass when a test says so.
#[derive(Clone, Debug)]
struct Clock {
    seconds: Arc<AtomicU64>,
    asleep: mpsc::UnboundedSender<()>,
    wake: Arc<Semaphore>,
}

impl Clock {
    fn new() -> (Self, mpsc::UnboundedReceiver<()>) {
        let (asleep, sleeps) = mpsc::unbounded_channel();
        (Self { seconds: Arc::default(), asleep, wake: Arc::new(Semaphore::new(0)) }, sleeps)
    }

    /// Lets time pass, and the task look at the endpoint.
    async fn pass(&self, minutes: u64, sleeps: &mut mpsc::UnboundedReceiver<()>) {
        self.seconds.fetch_add(minutes * 60, Ordering::SeqCst);
        self.wake.add_permits(1);
        sleeps.recv().await.expect("the task sleeps again");
    }
}

impl TimeSource for Clock {
    fn now(&self) -> SystemTime {
        UNIX_EPOCH + Duration::from_secs(1_790_000_000 + self.seconds.load(Ordering::SeqCst))
    }
}

impl AsyncSleep for Clock {
    fn sleep(&self, duration: Duration) -> Sleep {
        let clock = self.clone();
        Sleep::new(async move {
            if duration == Duration::from_secs(60) {
                clock.asleep.send(()).expect("the test is there");
                clock.wake.acquire().await.expect("never closed").forget();
            } else {
                // A timeout, which does not come.
                std::future::pending::<()>().await;
            }
        })
    }
}

fn config(clock: &Clock, detour: &Detour) -> Builder {
    let config = settings().time_source(clock.clone()).sleep_impl(clock.clone()).interceptor(detour.clone());
    config.retry_config(RetryConfig::disabled())
}

#[tokio::test]
async fn requests_go_where_the_service_says_and_it_is_asked_again_in_time() {
    let failed = Answer::new(500, "{}");
    let answers = [told("one.test", 10), Answer::ok("{}"), told("two.test/x", 5), Answer::ok("{}"), failed];
    let server = Server::start(answers.into_iter().chain([Answer::ok("{}")])).await;
    let (clock, mut sleeps) = Clock::new();
    let detour = Detour::to(&server);
    let client = client(&server, config(&clock, &detour));
    let (client, reload) = client.with_endpoint_discovery_enabled().await.expect("told");
    client.forward().send().await.expect("sent");
    assert_eq!(detour.uris(), [format!("{}/", server.url), "https://one.test/".to_owned()]);

    let task = tokio::spawn(reload.reload_task());
    sleeps.recv().await.expect("the task sleeps");
    clock.pass(8, &mut sleeps).await;
    assert_eq!(detour.uris(), [""; 0], "two minutes are left");
    clock.pass(1, &mut sleeps).await;
    client.clone().forward().send().await.expect("sent");
    assert_eq!(detour.uris(), [format!("{}/", server.url), "https://two.test/x/".to_owned()]);

    // The endpoint is kept if the service cannot be asked.
    clock.pass(10, &mut sleeps).await;
    client.forward().send().await.expect("sent");
    assert_eq!(detour.uris(), [format!("{}/", server.url), "https://two.test/x/".to_owned()]);

    drop(client);
    clock.wake.add_permits(1);
    task.await.expect("the task ends with the client");
}

#[tokio::test]
async fn there_is_no_client_without_an_endpoint() {
    let answers = [Answer::ok(r#"{"Endpoints":[]}"#), told("", 5), Answer::new(500, "{}"), told("far.test", i64::MAX)];
    let server = Server::start(answers).await;
    let (clock, _sleeps) = Clock::new();
    let enable = || client(&server, config(&clock, &Detour::to(&server))).with_endpoint_discovery_enabled();
    for expected in ["the service was asked for its endpoint and named none"; 2] {
        assert_eq!(enable().await.expect_err("none").to_string(), expected);
    }
    enable().await.expect_err("the answer is an error");
    // As long as no clock can say: asked for again whenever the task looks.
    drop(enable().await.expect("told"));
}
