//! Endpoints that the service tells.

use crate::{client, settings};
use aws_credential_types::Credentials;
use aws_smithy_async::time::TimeSource;
use aws_smithy_types::config_bag::ConfigBag;
use farrier_tests::log::Log;
use farrier_tests::secrets::{CANARY, assert_unseen};
use farrier_tests::server::{Answer, Server};
use relay::config::interceptors::BeforeTransmitInterceptorContextMut;
use relay::config::retry::RetryConfig;
use relay::config::timeout::TimeoutConfig;
use relay::config::{AsyncSleep, Builder, Intercept, RuntimeComponents, Sleep};
use relay::error::{BoxError, DisplayErrorContext, SdkError};
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

/// A client that has the endpoint `good.test`, and is told another one.
async fn told_again(answer: Answer, change: impl FnOnce(Builder) -> Builder) -> (String, Log) {
    let server = Server::start([told("good.test", 1), answer, Answer::ok("{}")]).await;
    let (clock, _sleeps) = Clock::new();
    let detour = Detour::to(&server);
    let client = client(&server, change(config(&clock, &detour)));
    let (client, reload) = client.with_endpoint_discovery_enabled().await.expect("told");
    let log = Log::start();
    reload.reload_once().await;
    detour.uris();
    let sent = client.forward().send().await;
    let uri = detour.uris().concat();
    (if uri.is_empty() { DisplayErrorContext(sent.expect_err("not sent")).to_string() } else { uri }, log)
}

/// What is no address is not sent to; the client goes on with the one it has, and the log says why on one line.
#[tokio::test]
async fn an_address_is_a_host_and_nothing_else() {
    let long = "a".repeat(60_000);
    let too_long = "a".repeat(70_000);
    let refused = [
        ("http://evil.test", "`http://evil.test`: an address has no scheme"),
        ("https://evil.test", "`https://evil.test`: an address has no scheme"),
        ("file:///etc/passwd", "an address has no scheme"),
        ("https://a:tweety@evil.test", "`https://evil.test`: an address has no scheme"),
        ("/evil", "`https:///evil` cannot be read"),
        ("evil.test\\r\\nx-evil: yes", "`https://evil.test x-evil: yes` cannot be read"),
        ("evil.test\\u001b[31m", "`https://evil.test\\u{1b}[31m` cannot be read"),
        ("evil test", "cannot be read"),
        ("evil.test:99999", "has the invalid port `99999`"),
        ("evil.test:+443", "has the invalid port `+443`"),
        ("evil.test?a=b", "has a query"),
        ("evil.test#a", "has a fragment"),
        ("a:tweety/tweety@evil.test", "`https://<hidden>@evil.test` cannot be read"),
        ("", "named none"),
        (&too_long, "cannot be read"),
    ];
    for (address, why) in refused {
        let (uri, log) = told_again(told(address, 5), |config| config).await;
        assert_eq!(uri, "https://good.test/", "{address}");
        let log = log.text();
        let line = log.lines().find(|line| line.contains("the endpoint stays as it is")).expect("it is logged");
        assert!(line.contains(why) && line.len() < 4096, "{line}");
        assert_unseen("the log", line);
    }
    let taken = [
        ("new.test", "https://new.test/"),
        ("new.test:8443", "https://new.test:8443/"),
        ("[::1]:8443/a", "https://[::1]:8443/a/"),
        ("new.test/a@b", "https://new.test/a@b/"),
        // Nobody is asked to sign in.
        ("user:tweety@new.test", "https://new.test/"),
        (&*long, &*format!("https://{long}/")),
    ];
    for (address, expected) in taken {
        assert_eq!(told_again(told(address, 5), |config| config).await.0, expected);
    }
}

/// Whatever else may be wrong with the answer, the client goes on with the endpoint that it has.
#[tokio::test]
async fn a_faulty_answer_changes_no_endpoint() {
    // It does not end while the other half is there.
    let (more, endless) = Answer::live();
    (0..32).for_each(|_| more.send(" ".repeat(1 << 16)));
    let answers = [
        endless,
        Answer::ok("{"),
        Answer::ok("null"),
        Answer::ok("<Endpoints/>"),
        Answer::ok(r#"{"Endpoints":null}"#),
        Answer::ok(r#"{"Endpoints":"evil.test"}"#),
        Answer::ok(r#"{"Endpoints":[{"Address":["evil.test"],"CachePeriodInMinutes":5}]}"#),
        Answer::ok(r#"{"Endpoints":[{"Address":"evil.test","CachePeriodInMinutes":"five"}]}"#),
        Answer::ok(r#"{"Endpoints":[{"Address":"evil.test","CachePeriodInMinutes":5}]"#),
        told("evil.test", 5).cut_short(),
        Answer::closed(),
        Answer::new(301, "").header("location", "http://evil.test/"),
        Answer::new(307, r#"{"Endpoints":[{"Address":"evil.test"}]}"#).header("location", "https://evil.test/"),
        Answer::new(400, r#"{"__type":"Cursed"}"#),
        Answer::new(503, ""),
    ];
    for answer in answers {
        let (uri, log) = told_again(answer.clone(), |config| config.response_max_body_size_bytes(1_u64 << 20)).await;
        assert_eq!(uri, "https://good.test/", "{answer:?}");
        assert!(log.text().contains("the endpoint stays as it is"), "{answer:?}: {}", log.text());
    }
}

/// Who waits no longer than so long waits no longer for an endpoint.
#[tokio::test]
async fn a_slow_answer_is_not_waited_for() {
    let late = told("late.test", 5).after(Duration::from_secs(600));
    let server = Server::start([late]).await;
    let timeouts = TimeoutConfig::builder().operation_timeout(Duration::from_millis(50)).build();
    let config = settings().timeout_config(timeouts).retry_config(RetryConfig::disabled());
    let error = client(&server, config).with_endpoint_discovery_enabled().await.expect_err("too late");
    let error = error.downcast::<SdkError<relay::operation::describe_endpoints::DescribeEndpointsError>>();
    assert!(matches!(*error.expect("of the call"), SdkError::TimeoutError(_)));
}

/// What signs the question and the requests is seen nowhere, whatever the service answers.
#[tokio::test]
async fn nobody_sees_who_asks() {
    let secret = |what: &str| format!("{CANARY}-{what}");
    let answers = [
        told("good.test", 5),
        told("user:password@good.test", 5),
        told("http://evil.test", 5),
        told("a:b/c@evil.test", 5),
        Answer::new(403, r#"{"__type":"AccessDenied","message":"no"}"#),
        Answer::ok("nonsense"),
        Answer::closed(),
    ];
    for answer in answers {
        let log = Log::start();
        let server = Server::start([answer, Answer::ok("{}")]).await;
        let (clock, _sleeps) = Clock::new();
        let config = config(&clock, &Detour::to(&server));
        let credentials = Credentials::new("AKID", secret("key"), Some(secret("token")), None, "tests");
        match client(&server, config.credentials_provider(credentials)).with_endpoint_discovery_enabled().await {
            Ok((client, reload)) => {
                client.forward().send().await.expect("sent");
                assert_unseen("Debug", &format!("{client:?} {reload:?}"));
            }
            Err(error) => {
                assert_unseen("an error", &format!("{error} {error:?} {}", DisplayErrorContext(&*error)));
            }
        }
        let text = log.text();
        assert!(text.contains("DescribeEndpoints"), "it is logged");
        assert_unseen("the log", &text);
    }
}
