//! Sessions with directory buckets.

use crate::settings::{Found, found};
use crate::signing::assert_signed_by;
use crate::{anonymous, client, config};
use aws_credential_types::Credentials;
use aws_smithy_runtime_api::client::endpoint::EndpointFuture;
use buckets::Client;
use buckets::config::endpoint::{Endpoint, Params, ResolveEndpoint};
use buckets::config::interceptors::BeforeTransmitInterceptorContextRef;
use buckets::config::{Builder, Config, ConfigBag, Intercept, RuntimeComponents};
use buckets::error::{DisplayErrorContext, SdkError};
use buckets::operation::get_object::{GetObjectError, GetObjectOutput};
use buckets::presigning::PresigningConfig;
use farrier_tests::client::credentials;
use farrier_tests::clock::{Clock, Numbered};
use farrier_tests::server::{Answer, Received, Server, features};
use farrier_tests::signature::Authorization;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, SystemTime};

pub(crate) const BUCKET: &str = "pail--x-s3";

/// A session, by its name, that ends at this second of a day after all tests.
pub(crate) fn session(name: &str, ends: &str) -> Answer {
    Answer::ok(format!(
        "<CreateSessionResult><Credentials><AccessKeyId>key-{name}</AccessKeyId><SecretAccessKey>secret-{name}\
         </SecretAccessKey><SessionToken>token-{name}</SessionToken><Expiration>{ends}</Expiration></Credentials>\
         </CreateSessionResult>"
    ))
}

pub(crate) const LATER: &str = "2100-01-01T00:00:00Z";

/// [`LATER`], in seconds since 1970.
const LATER_SECONDS: u64 = 4_102_444_800;

async fn get(client: &Client, bucket: &str) -> Result<GetObjectOutput, SdkError<GetObjectError>> {
    client.get_object().bucket(bucket).key("k").send().await
}

/// The name of the session that a request is signed with, or `new` where one is begun.
fn used(request: &Received) -> String {
    if request.uri().query() == Some("session") {
        assert_signed_by(request, "s3express", &credentials());
        return "new".to_owned();
    }
    let token = request.headers()["x-amz-s3session-token"].to_str().expect("text");
    let name = token.strip_prefix("token-").expect("of a session");
    let session = Credentials::new(format!("key-{name}"), format!("secret-{name}"), None, None, "tests");
    assert!(!request.headers().contains_key("x-amz-security-token"), "{request:?}");
    assert_signed_by(request, "s3express", &session);
    let signed = Authorization::of(request).headers;
    assert!(signed.iter().any(|name| name == "x-amz-s3session-token"), "{signed:?}");
    name.to_owned()
}

fn all_used(server: &Server) -> Vec<String> {
    server.requests().iter().map(used).collect()
}

#[tokio::test]
async fn one_session_is_for_all_that_ask_at_the_same_time() {
    let begun = session("a", LATER).after(Duration::from_millis(50));
    let server = Server::start([begun].into_iter().chain(Answer::ok("").times(50))).await;
    let client = client(&server);
    let calls: Vec<_> = (0..50)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move { get(&client, BUCKET).await.map(drop) })
        })
        .collect();
    for call in calls {
        call.await.expect("no panic").expect("an object");
    }
    let used = all_used(&server);
    assert_eq!((used.len(), &*used[0]), (51, "new"));
    assert!(used[1..].iter().all(|name| name == "a"), "{used:?}");
    let begun = &server.requests()[0];
    assert_eq!((begun.method().as_str(), begun.uri().path()), ("GET", "/pail--x-s3"));
    let features = features(&server.requests()[1]);
    assert!(features.contains(&"J".to_owned()), "{features:?}");
}

#[tokio::test]
async fn other_buckets_and_other_credentials_have_other_sessions() {
    let answers = [session("a", LATER), Answer::ok(""), session("b", LATER), Answer::ok(""), Answer::ok("")];
    let server = Server::start(answers.into_iter().chain([session("c", LATER), Answer::ok("")])).await;
    let client = client(&server);
    get(&client, BUCKET).await.expect("an object");
    get(&client, "other--x-s3").await.expect("an object");
    get(&client, BUCKET).await.expect("an object");
    let someone = Credentials::new("someone", "else", None, None, "tests");
    let call = client.get_object().bucket(BUCKET).key("k").customize();
    call.config_override(Config::builder().credentials_provider(someone.clone())).send().await.expect("an object");
    let requests = server.requests();
    assert_signed_by(&requests[5], "s3express", &someone);
    let used: Vec<_> = [&requests[..5], &requests[6..]].concat().iter().map(used).collect();
    assert_eq!(used, ["new", "a", "new", "b", "a", "c"]);
}

#[tokio::test]
async fn a_session_is_replaced_before_it_ends() {
    let clock = Clock::at(LATER_SECONDS - 300);
    let answers = [session("a", LATER), Answer::ok(""), Answer::ok("")];
    let server = Server::start(answers.into_iter().chain([session("b", "2100-01-01T00:05:00Z"), Answer::ok("")])).await;
    let client = Client::from_conf(config(&server).time_source(clock.clone()).build());
    for seconds in [300, 11, 10] {
        clock.set(LATER_SECONDS - seconds);
        get(&client, BUCKET).await.expect("an object");
    }
    assert_eq!(all_used(&server), ["new", "a", "a", "new", "b"]);
}

/// With sessions switched off, requests are signed as others, for the same service.
#[tokio::test]
async fn sessions_can_be_switched_off() {
    let variable = |value| Found("AWS_S3_DISABLE_EXPRESS_SESSION_AUTH", "s3_disable_express_session_auth", value);
    let server = Server::start(Answer::ok("").times(3)).await;
    let by_environment = found(&server, variable("true"));
    for config in [config(&server).disable_s3_express_session_auth(true), by_environment] {
        get(&Client::from_conf(config.build()), BUCKET).await.expect("an object");
    }
    let call = client(&server).get_object().bucket(BUCKET).key("k").customize();
    call.config_override(Config::builder().disable_s3_express_session_auth(true)).send().await.expect("an object");
    for request in server.requests() {
        assert_signed_by(&request, "s3express", &credentials());
        assert!(!request.headers().contains_key("x-amz-s3session-token"), "{request:?}");
    }
    let server = Server::start([session("a", LATER), Answer::ok("")]).await;
    let on = found(&server, variable("true")).disable_s3_express_session_auth(false);
    get(&Client::from_conf(on.build()), BUCKET).await.expect("an object");
    assert_eq!(all_used(&server), ["new", "a"]);
}

/// Also of a program that makes its configuration itself.
#[test]
fn sessions_can_be_switched_off_by_the_environment_of_the_process() {
    for (value, begins) in [("TRUE", false), ("false", true), ("maybe", true)] {
        let program = std::env::current_exe().expect("a program");
        let output = Command::new(program)
            .args(["express::in_an_environment", "--exact", "--ignored", "--nocapture"])
            .env("AWS_S3_DISABLE_EXPRESS_SESSION_AUTH", value)
            .output()
            .expect("it runs");
        let said = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success() && said.contains(&format!("begins sessions: {begins}")), "{value}: {said}");
    }
}

#[tokio::test]
#[ignore = "it is run by the one above, with an environment"]
async fn in_an_environment() {
    let server = Server::start([session("a", LATER), Answer::ok("")]).await;
    get(&client(&server), BUCKET).await.expect("an object");
    println!("begins sessions: {}", server.requests()[0].uri().query() == Some("session"));
}

#[tokio::test]
async fn a_program_may_have_sessions_of_its_own() {
    let server = Server::start([Answer::ok("")]).await;
    let own = Credentials::new("key-x", "secret-x", Some("token-x".to_owned()), None, "tests");
    let config = config(&server).express_credentials_provider(own);
    get(&Client::from_conf(config.build()), BUCKET).await.expect("an object");
    assert_eq!(all_used(&server), ["x"]);
}

/// A request for later is of a session of now.
#[tokio::test]
async fn a_presigned_request_has_its_session_in_the_query() {
    let server = Server::start([session("a", LATER)]).await;
    let config = PresigningConfig::expires_in(Duration::from_secs(60)).expect("not too long");
    let call = client(&server).get_object().bucket(BUCKET).key("k").presigned(config);
    let uri = call.await.expect("signed").uri().to_owned();
    assert!(uri.contains("X-Amz-S3session-Token=token-a") && uri.contains("key-a%2F"), "{uri}");
    assert!(!uri.contains("X-Amz-Security-Token"), "{uri}");
    assert_eq!(all_used(&server), ["new"]);
}

/// The URI of a request that is good from a second since 1970 on.
async fn presigned(client: &Client, start: u64) -> String {
    let start = SystemTime::UNIX_EPOCH + Duration::from_secs(start);
    let config = PresigningConfig::builder().expires_in(Duration::from_secs(60)).start_time(start).build();
    let call = client.get_object().bucket(BUCKET).key("k").presigned(config.expect("in time"));
    call.await.expect("signed").uri().to_owned()
}

/// Whenever a presigned request is for, what session there is, and which is good, is a matter of now.
#[tokio::test]
async fn a_presigned_request_for_another_time_has_the_session_of_now() {
    let clock = Clock::at(LATER_SECONDS - 300);
    let answers = [session("a", LATER), Answer::ok(""), session("b", "2100-01-01T01:00:00Z"), Answer::ok("")];
    let server = Server::start(answers).await;
    let client = Client::from_conf(config(&server).time_source(clock.clone()).build());
    // Far ahead, with no session: it is begun now, and so signed. Nor is it over for the next call.
    let uri = presigned(&client, LATER_SECONDS + 86_400).await;
    assert!(uri.contains("token-a") && uri.contains("X-Amz-Date=21000102T000000Z"), "{uri}");
    let date = server.requests()[0].headers()["x-amz-date"].clone();
    assert_eq!(date, "20991231T235500Z");
    get(&client, BUCKET).await.expect("an object");
    // One that is over is over, though it was good then.
    clock.set(LATER_SECONDS + 1);
    let uri = presigned(&client, LATER_SECONDS - 600).await;
    assert!(uri.contains("token-b") && uri.contains("X-Amz-Date=20991231T235000Z"), "{uri}");
    get(&client, BUCKET).await.expect("an object");
    assert_eq!(all_used(&server), ["new", "a", "new", "b"]);
}

/// And so are the credentials that a session is begun with: others would begin another one.
#[tokio::test]
async fn presigned_requests_for_another_time_share_a_session() {
    let clock = Clock::at(LATER_SECONDS - 300);
    let server = Server::start([session("a", LATER), Answer::ok("")]).await;
    let for_an_hour = Numbered::new(&clock, Some(Duration::from_secs(3_600)));
    let config = config(&server).time_source(clock).credentials_provider(for_an_hour);
    let client = Client::from_conf(config.build());
    for _ in 0..2 {
        let uri = presigned(&client, LATER_SECONDS + 86_400).await;
        assert!(uri.contains("token-a"), "{uri}");
    }
    get(&client, BUCKET).await.expect("an object");
    let [begun, got] = server.requests().try_into().expect("two requests");
    assert_eq!(Authorization::of(&begun).key, "AKID1");
    assert_eq!(used(&got), "a");
}

/// What is sent for a request that is not sent itself.
#[tokio::test]
async fn a_session_for_a_presigned_request_is_asked_for_again() {
    let server = Server::start([Answer::new(503, ""), session("a", LATER)]).await;
    let uri = presigned(&client(&server), LATER_SECONDS).await;
    assert!(uri.contains("token-a"), "{uri}");
    assert_eq!(all_used(&server), ["new", "new"]);
}

#[tokio::test]
async fn whoever_has_no_credentials_gets_no_session() {
    let server = Server::start([Answer::ok("")]).await;
    get(&Client::from_conf(anonymous(&server).build()), BUCKET).await.expect("an object");
    assert!(!server.request().headers().contains_key("authorization"));
}

/// The client has none: the session is of the credentials of the call, and of nobody else.
#[tokio::test]
async fn credentials_of_one_call_get_a_session() {
    let server = Server::start([session("a", LATER), Answer::ok(""), Answer::ok(""), Answer::ok("")]).await;
    let client = Client::from_conf(anonymous(&server).build());
    let call = || client.get_object().bucket(BUCKET).key("k").customize();
    let own = || Config::builder().credentials_provider(credentials());
    call().config_override(own()).send().await.expect("an object");
    get(&client, BUCKET).await.expect("an object");
    call().config_override(own()).send().await.expect("an object");
    let requests = server.requests();
    assert!(!requests[2].headers().contains_key("authorization"));
    let used: Vec<_> = [&requests[..2], &requests[3..]].concat().iter().map(used).collect();
    assert_eq!(used, ["new", "a", "a"]);
}

#[tokio::test]
async fn a_session_that_is_refused_is_an_error_and_asked_for_again_next_time() {
    let refused = Answer::new(403, "<Error><Code>AccessDenied</Code><Message>Not you.</Message></Error>");
    let incomplete = Answer::ok("<CreateSessionResult/>");
    let answers = [refused, incomplete, Answer::new(503, ""), session("a", LATER), Answer::ok("")];
    let server = Server::start(answers).await;
    let client = client(&server);
    let error = get(&client, BUCKET).await.expect_err("refused");
    assert!(error.to_string().contains("AccessDenied: Not you."), "{}", DisplayErrorContext(&error));
    let error = get(&client, BUCKET).await.expect_err("nothing of use");
    assert!(error.to_string().contains("lacks credentials of a session"), "{}", DisplayErrorContext(&error));
    // What happens for a while is tried again, as in any call.
    get(&client, BUCKET).await.expect("an object");
    assert_eq!(all_used(&server), ["new", "new", "new", "new", "a"]);
}

/// Counts requests.
#[derive(Debug, Default)]
struct Counter(Arc<AtomicUsize>);

#[aws_smithy_runtime_api::client::interceptors::dyn_dispatch_hint]
impl Intercept for Counter {
    fn name(&self) -> &'static str {
        "Counter"
    }

    fn read_before_transmit(
        &self,
        _: &BeforeTransmitInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), aws_smithy_runtime_api::box_error::BoxError> {
        self.0.fetch_add(1, Ordering::Relaxed);
        Ok(())
    }
}

#[tokio::test]
async fn interceptors_see_no_sessions_begin() {
    let server = Server::start([session("a", LATER), Answer::ok("")]).await;
    let counter = Counter::default();
    let count = counter.0.clone();
    get(&Client::from_conf(config(&server).interceptor(counter).build()), BUCKET).await.expect("an object");
    assert_eq!((count.load(Ordering::Relaxed), server.requests().len()), (1, 2));
}

/// An endpoint that wants a session for all requests, also that which begins one.
#[derive(Debug)]
struct Insisting(String);

impl ResolveEndpoint for Insisting {
    fn resolve_endpoint<'a>(&'a self, _: &'a Params) -> EndpointFuture<'a> {
        let scheme = aws_smithy_types::endpoint::EndpointAuthScheme::with_capacity("sigv4-s3express", 0);
        let endpoint = Endpoint::builder().url(self.0.clone()).auth_scheme(scheme).build();
        EndpointFuture::ready(Ok(endpoint))
    }
}

#[tokio::test]
async fn no_session_is_begun_for_a_session() {
    let server = Server::start([]).await;
    let insisting = |config: Builder| config.endpoint_resolver(Insisting(server.url.clone())).build();
    let error = get(&Client::from_conf(insisting(config(&server))), BUCKET).await.expect_err("no end");
    assert!(error.to_string().contains("endpoint"), "{}", DisplayErrorContext(&error));
    assert!(server.requests().is_empty());
}
