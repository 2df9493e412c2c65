//! How a request is presigned: as it is sent, up to where it would be.

use crate::service::{Arrived, UNSIGNED};
use crate::{START, client, headers, param, settings, start, ten_minutes};
use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::{ProvideCredentials, future};
use aws_smithy_async::time::StaticTimeSource;
use bytes::Bytes;
use chest::Client;
use chest::config::interceptors::{BeforeTransmitInterceptorContextMut, BeforeTransmitInterceptorContextRef};
use chest::config::{Builder, ConfigBag, Credentials, Intercept, RuntimeComponents};
use chest::error::{BoxError, SdkError};
use chest::presigning::PresigningConfig;
use farrier_tests::client::UriCapture;
use farrier_tests::clock::{Clock, Numbered};
use farrier_tests::log::Log;
use farrier_tests::server::{Answer, Received, Server};
use http_body_util::{BodyExt, Full};
use hyper_util::rt::TokioIo;
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::net::TcpStream;

/// Sends a request as a program does that knows nothing of AWS.
async fn send(request: http::Request<Full<Bytes>>) -> http::Response<Bytes> {
    let authority = request.uri().authority().expect("a host").to_string();
    let stream = TcpStream::connect(&authority).await.expect("connected");
    let (mut sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream)).await.expect("HTTP/1.1");
    tokio::spawn(connection);
    let (mut head, body) = request.into_parts();
    head.headers.insert("host", authority.parse().expect("a header"));
    head.uri = head.uri.path_and_query().expect("a path").as_str().parse().expect("a URI");
    let response = sender.send_request(http::Request::from_parts(head, body)).await.expect("answered");
    let (head, body) = response.into_parts();
    http::Response::from_parts(head, body.collect().await.expect("whole").to_bytes())
}

/// Whether a request that a server got is signed.
fn is_signed(request: &Received, url: &str) -> bool {
    let uri = format!("{url}{}", request.uri());
    let headers = request.headers().iter().map(|(name, value)| (name.as_str(), value.to_str().expect("text")));
    Arrived { method: request.method().as_str(), uri: &uri, headers: headers.collect(), body: UNSIGNED }.is_signed()
}

#[tokio::test]
async fn a_plain_client_sends_it_and_the_service_agrees() {
    let server = Server::start([Answer::ok(""), Answer::ok("deep")]).await;
    let client = Client::from_conf(settings().endpoint_url(&server.url).build());
    let put = client.put_object().bucket("b").key("ä/k").content_type("text/plain");
    let put = put.presigned(ten_minutes()).await.expect("signed");
    let get = client.get_object().bucket("b").key("ä/k").presigned(ten_minutes()).await.expect("signed");
    assert!(server.requests().is_empty());
    assert_eq!(send(put.into_http_1x_request(Full::from("deep"))).await.status(), 200);
    assert_eq!(send(get.make_http_1x_request(Full::default())).await.into_body(), "deep");
    let [put, get] = server.requests().try_into().expect("two requests");
    assert_eq!((put.uri().path(), &put.body()[..]), ("/b/%C3%A4/k", &b"deep"[..]));
    assert!(is_signed(&put, &server.url) && is_signed(&get, &server.url));
}

#[tokio::test]
async fn a_scheme_of_the_program_signs_for_the_same_time() {
    let own = settings().push_auth_scheme(aws_runtime::auth::sigv4::SigV4AuthScheme::new());
    let client = Client::from_conf(own.build());
    let request = client.get_object().bucket("b").key("k").presigned(ten_minutes()).await.expect("signed");
    assert_eq!(param(&request, "X-Amz-Date"), "20240826T220000Z");
}

#[tokio::test]
async fn nothing_is_sent() {
    let http = UriCapture::default();
    let client = Client::from_conf(settings().http_client(http.clone()).build());
    client.get_object().bucket("b").key("k").presigned(ten_minutes()).await.expect("signed");
    client.get_object().bucket("b").key("k").customize().presigned(ten_minutes()).await.expect("signed");
    assert_eq!(http.uris(), Vec::<String>::new());
}

/// Adds a header before it is signed, and keeps what it sees.
#[derive(Clone, Debug, Default)]
struct Watcher {
    seen: Arc<Mutex<Vec<&'static str>>>,
}

impl Intercept for Watcher {
    fn name(&self) -> &'static str {
        "Watcher"
    }

    fn modify_before_signing(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        self.seen.lock().expect("not poisoned").push("before signing");
        context.request_mut().headers_mut().insert("x-amz-watched", "yes");
        Ok(())
    }

    fn read_before_transmit(
        &self,
        context: &BeforeTransmitInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        assert!(context.request().uri().contains("X-Amz-Signature="));
        self.seen.lock().expect("not poisoned").push("before transmit");
        Ok(())
    }

    fn read_after_transmit(
        &self,
        _: &chest::config::interceptors::BeforeDeserializationInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        self.seen.lock().expect("not poisoned").push("after transmit");
        Ok(())
    }
}

#[tokio::test]
async fn interceptors_run_up_to_transmit() {
    let watcher = Watcher::default();
    let call = client().get_object().bucket("b").key("k").customize().interceptor(watcher.clone());
    let request = call.presigned(ten_minutes()).await.expect("signed");
    assert_eq!(*watcher.seen.lock().expect("not poisoned"), ["before signing", "before transmit"]);
    assert_eq!(headers(&request), [("x-amz-watched", "yes")]);
    assert_eq!(param(&request, "X-Amz-SignedHeaders"), "host%3Bx-amz-watched");
}

#[tokio::test]
async fn the_configuration_of_a_call_counts_but_for_its_clock() {
    let changes = Builder::new()
        .region(chest::config::Region::new("eu-west-1"))
        .time_source(StaticTimeSource::new(start() + Duration::from_secs(5)));
    let call = client().get_object().bucket("b").key("k").customize().config_override(changes);
    let request = call.presigned(ten_minutes()).await.expect("signed");
    assert!(request.uri().starts_with("https://b.s3.eu-west-1.example.com/k?"));
    assert!(param(&request, "X-Amz-Credential").contains("%2Feu-west-1%2F"));
    assert_eq!(param(&request, "X-Amz-Date"), "20240826T220000Z");
}

#[tokio::test]
async fn what_is_missing_is_an_error_and_is_not_tried_again() {
    let error = client().get_object().key("k").presigned(ten_minutes()).await.expect_err("no bucket");
    assert!(matches!(error, SdkError::ConstructionFailure(_)), "{error:?}");
    assert!(error.to_string().contains("Bucket"), "{error}");
}

/// Has no credentials, and counts how often it was asked.
#[derive(Debug, Default)]
struct Nobody(Arc<AtomicUsize>);

impl ProvideCredentials for Nobody {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        self.0.fetch_add(1, Ordering::Relaxed);
        future::ProvideCredentials::ready(Err(CredentialsError::not_loaded("nobody is there")))
    }
}

#[tokio::test]
async fn without_credentials_there_is_no_signature() {
    let asked = Arc::new(AtomicUsize::new(0));
    let client = Client::from_conf(settings().credentials_provider(Nobody(asked.clone())).build());
    let error = client.get_object().bucket("b").key("k").presigned(ten_minutes()).await.expect_err("nobody signs");
    assert!(error.to_string().contains("nobody is there"), "{error}");
    assert_eq!(asked.load(Ordering::Relaxed), 1);
}

#[tokio::test]
async fn credentials_that_end_earlier_are_warned_of() {
    let warnings = async |expiry: Duration| {
        let until = Credentials::new("AKID", "secret", None, Some(start() + expiry), "tests");
        let client = Client::from_conf(settings().credentials_provider(until).build());
        let log = Log::start();
        // The one has something to hide, the other has not.
        client.get_object().bucket("b").key("k").presigned(ten_minutes()).await.expect("signed");
        client.delete_object().bucket("b").key("k").presigned(ten_minutes()).await.expect("signed");
        log.text().lines().filter(|line| line.contains("WARN")).count()
    };
    assert_eq!(warnings(Duration::from_secs(599)).await, 2);
    assert_eq!(warnings(Duration::from_secs(600)).await, 0);
}

/// Whenever a request is for, which credentials are good, and for how long, is a matter of now: all calls share them.
#[tokio::test]
async fn the_time_of_a_request_is_not_that_of_credentials() {
    for lifetime in [Some(Duration::from_secs(3_600)), None] {
        let clock = Clock::at(START.as_secs());
        let numbered = Numbered::new(&clock, lifetime);
        let client = Client::from_conf(settings().time_source(clock.clone()).credentials_provider(numbered).build());
        let presigned = async |start| {
            let config = PresigningConfig::builder().start_time(start).expires_in(Duration::from_secs(60));
            let call = client.get_object().bucket("b").key("k").presigned(config.build().expect("short"));
            let request = call.await.expect("signed");
            let (id, _) = param(&request, "X-Amz-Credential").split_once('%').expect("a scope");
            [param(&request, "X-Amz-Date"), id].map(str::to_owned)
        };
        // For the day after, when what is good now is over.
        let ahead = start() + Duration::from_secs(86_400);
        assert_eq!(presigned(ahead).await, ["20240827T220000Z", "AKID1"], "{lifetime:?}");
        assert_eq!(presigned(ahead).await, ["20240827T220000Z", "AKID1"], "{lifetime:?}");
        // For a time when what is over was good.
        clock.set(START.as_secs() + 7_200);
        assert_eq!(presigned(start()).await, ["20240826T220000Z", "AKID2"], "{lifetime:?}");
    }
}

/// The id of a trace is of the call that is sent.
#[test]
fn in_a_function_there_is_no_trace() {
    let program = std::env::current_exe().expect("a program");
    let output = Command::new(program)
        .args(["calls::in_a_function", "--exact", "--ignored", "--nocapture"])
        .envs([("AWS_LAMBDA_FUNCTION_NAME", "f"), ("_X_AMZN_TRACE_ID", "Root=1")])
        .output()
        .expect("it runs");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && said.contains("1 passed"), "{said}");
}

#[tokio::test]
#[ignore = "it is run by the one above, with an environment"]
async fn in_a_function() {
    let request = client().get_object().bucket("b").key("k").presigned(ten_minutes()).await.expect("signed");
    assert_eq!(headers(&request), []);
    let server = Server::start([Answer::ok("")]).await;
    let mut sending = settings().endpoint_url(&server.url);
    sending.set_http_client(None);
    Client::from_conf(sending.build()).get_object().bucket("b").key("k").send().await.expect("an object");
    assert_eq!(server.request().headers()["x-amzn-trace-id"], "Root=1");
}

#[tokio::test]
async fn extreme_times_are_signed_or_refused() {
    let year_9999 = std::time::UNIX_EPOCH + Duration::from_secs(253_402_300_799);
    for (start, date) in [(std::time::UNIX_EPOCH, "19700101T000000Z"), (year_9999, "99991231T235959Z")] {
        let config = PresigningConfig::builder().start_time(start).expires_in(Duration::from_secs(604_800));
        let config = config.build().expect("a date");
        let request = client().get_object().bucket("b").key("k").presigned(config).await.expect("signed");
        assert_eq!(param(&request, "X-Amz-Date"), date);
        assert_eq!(param(&request, "X-Amz-Expires"), "604800");
    }
}
