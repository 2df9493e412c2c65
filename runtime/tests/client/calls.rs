//! What every call does.

use crate::server::Server;
use crate::service::{Invite, InviteError, InviteInput, SERVICE};
use crate::{OK, client, config, input};
use aws_smithy_async::time::TimeSource;
use farrier_runtime::client::{Handle, SdkError};
use farrier_runtime::config::retry::RetryConfig;
use farrier_runtime::config::timeout::TimeoutConfig;
use farrier_runtime::config::{Config, Credentials, Region};
use farrier_runtime::error::{ProvideErrorMetadata, RequestId};
use farrier_runtime::operation::Service;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

const BROKEN: &str = "HTTP/1.1 500 Oops\r\n\r\n{}";
const DENIED: &str =
    "HTTP/1.1 400 No\r\nx-amzn-requestid: r-2\r\n\r\n{\"__type\":\"a#AccessDenied\",\"message\":\"not you\"}";

#[tokio::test]
async fn sends_a_signed_request_and_reads_the_answer() {
    let server = Server::start([OK]).await;
    let output = client(&server.url).call().send::<Invite>(input()).await.expect("answered");
    assert_eq!((output.id.as_str(), output.request_id.as_deref()), ("i-1", Some("r-1")));
    let [request] = server.requests();
    assert_eq!(request.line, "POST / HTTP/1.1");
    assert_eq!(request.header("x-amz-target"), "TestService.Invite");
    assert_eq!(request.header("content-type"), "application/x-amz-json-1.0");
    assert_eq!(request.header("amz-sdk-request"), "attempt=1; max=3");
    assert!(request.header("user-agent").contains("aws-sdk-rust"), "{}", request.header("user-agent"));
    assert!(
        request.header("x-amz-user-agent").contains("api/testservice/0.1"),
        "{}",
        request.header("x-amz-user-agent")
    );
    assert!(request.header("authorization").contains("/us-east-1/test-signing/aws4_request"));
}

#[test]
fn a_service_without_an_official_crate_has_the_name_of_its_shape() {
    let names = |service: &Service| (service.user_agent_id(), service.metrics_scope());
    assert_eq!(names(&SERVICE), ("testservice", "aws-sdk-testservice"));
    assert_eq!(names(&Service { official_crate: None, ..SERVICE }), ("TestService", "TestService"));
}

/// A clock on which a second passes whenever it is looked at.
#[derive(Debug)]
struct Clock(AtomicU64);

impl TimeSource for Clock {
    fn now(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(self.0.fetch_add(1, Ordering::Relaxed))
    }
}

#[tokio::test]
async fn tries_again_with_the_same_token_and_a_signature_of_its_own() {
    let server = Server::start([BROKEN, OK]).await;
    let client = Handle::new(&SERVICE, config(&server.url).time_source(Clock(AtomicU64::new(1_000_000_000))).build());
    client.call().send::<Invite>(input()).await.expect("answered at last");
    let [first, second] = server.requests();
    assert_eq!(first.body, second.body);
    assert_eq!(first.header("amz-sdk-invocation-id"), second.header("amz-sdk-invocation-id"));
    assert_eq!(second.header("amz-sdk-request"), "attempt=2; max=3");
    assert_ne!(first.header("authorization"), second.header("authorization"));
    let (_, token) = first.body.split_once("\"ClientToken\":\"").expect("a token");
    let token: Vec<_> = token.trim_end_matches("\"}").split('-').map(str::len).collect();
    assert_eq!(token, [8, 4, 4, 4, 12]);
}

#[tokio::test]
async fn a_given_token_is_kept_and_a_provider_is_asked() {
    let server = Server::start([OK, OK]).await;
    let client = Handle::new(&SERVICE, config(&server.url).idempotency_token_provider("fixed").build());
    let given = InviteInput { client_token: Some("given".to_owned()), ..input() };
    client.call().send::<Invite>(given).await.expect("answered");
    client.call().send::<Invite>(input()).await.expect("answered");
    let [given, fixed] = server.requests();
    assert_eq!(given.body, r#"{"Catalog":"AWS","ClientToken":"given"}"#);
    assert_eq!(fixed.body, r#"{"Catalog":"AWS","ClientToken":"fixed"}"#);
}

#[tokio::test]
async fn an_error_of_the_service_is_one_line_and_is_not_retried() {
    let server = Server::start([BROKEN, DENIED]).await;
    let error = client(&server.url).call().send::<Invite>(input()).await.expect_err("denied");
    assert_eq!(error.to_string(), "AccessDenied: not you (operation Invite, status 400, request id r-2, attempts 2)");
    assert_eq!((error.code(), error.request_id()), (Some("AccessDenied"), Some("r-2")));
    assert!(matches!(error.as_service_error(), Some(InviteError::AccessDenied(_))));
    assert_eq!(error.raw_response().map(|raw| raw.status().as_u16()), Some(400));
    assert!(matches!(error.into_service_error(), InviteError::AccessDenied(_)));
}

#[tokio::test]
async fn what_is_missing_is_said_before_anything_is_sent() {
    let error = client("http://127.0.0.1:9").call().send::<Invite>(InviteInput::default()).await.expect_err("invalid");
    assert!(matches!(error, SdkError::ConstructionFailure(_)));
    assert_eq!(error.to_string(), "Invite: failed to construct request: required input is not set: Catalog");
}

#[tokio::test]
async fn a_connection_refused_says_so_and_how_often() {
    let url = Server::closed().await;
    let error = client(&url).call().send::<Invite>(input()).await.expect_err("refused");
    let text = error.to_string();
    assert!(text.starts_with("Invite: dispatch failure: io error: "), "{text}");
    assert!(text.contains("Connection refused") && text.ends_with("; attempts 3"), "{text}");
    assert!(matches!(&error, SdkError::DispatchFailure(failure) if failure.is_io()));
    let unhandled = error.into_service_error();
    assert!(matches!(unhandled, InviteError::Unhandled(_)));
    assert_eq!(unhandled.to_string(), format!("unhandled error: {text}"));
}

#[tokio::test]
async fn a_call_can_override_the_configuration() {
    let server = Server::start([OK]).await;
    let changes = Config::builder()
        .endpoint_url(&server.url)
        .region(Region::new("eu-west-1"))
        .credentials_provider(Credentials::new("OTHER", "secret", None, None, "test"));
    let call = client("http://127.0.0.1:9").call().config_override(changes);
    call.send::<Invite>(input()).await.expect("answered");
    let [request] = server.requests();
    assert!(request.header("authorization").contains("Credential=OTHER/"));
    assert!(request.header("authorization").contains("/eu-west-1/test-signing/"));
}

#[tokio::test]
async fn a_call_can_be_customized() {
    let server = Server::start([OK]).await;
    let once = Config::builder().retry_config(RetryConfig::disabled());
    let call = client(&server.url).call().customize::<Invite>(input()).config_override(once);
    let call = call.mutate_request(|request| _ = request.headers_mut().insert("x-added", "yes"));
    call.send().await.expect("answered");
    let [request] = server.requests();
    assert_eq!(request.header("x-added"), "yes");
    assert_eq!(request.header("amz-sdk-request"), "attempt=1; max=1");
    assert!(request.header("authorization").contains("x-added"), "signed after the change");
}

#[tokio::test]
async fn a_timeout_says_which() {
    let server = Server::silent().await;
    let timeouts = TimeoutConfig::builder().operation_timeout(Duration::from_millis(50)).build();
    let client = Handle::new(&SERVICE, config(&server).timeout_config(timeouts).build());
    let error = client.call().send::<Invite>(input()).await.expect_err("too late");
    assert!(matches!(error, SdkError::TimeoutError(_)));
    let text = error.to_string();
    assert!(text.starts_with("Invite: request has timed out: operation timeout"), "{text}");
}

#[tokio::test]
async fn pages_end_with_the_last_token_and_items_are_flattened() {
    let page = |body| format!("HTTP/1.1 200 OK\r\n\r\n{body}");
    let pages = [page(r#"{"Id":"1","Next":"t"}"#), page(r#"{"Id":"2","Next":""}"#)];
    let server = Server::start(pages).await;
    let items = client(&server.url).call().paginate::<Invite>(input()).page_size(1).items().send();
    let items = items.collect::<Result<Vec<_>, _>>().await.expect("answered");
    assert_eq!(items, ["1", "2"]);
    let [first, second] = server.requests();
    assert!(!first.body.contains("Next") && second.body.contains(r#""Next":"t""#), "{}", second.body);
    assert!(first.header("x-amz-user-agent").contains(" m/E,C,N "), "{}", first.header("x-amz-user-agent"));
}

#[test]
#[should_panic(expected = "Invalid client configuration: a client needs a behavior version")]
#[cfg(not(feature = "behavior-version-latest"))]
fn a_client_needs_a_behavior_version() {
    Handle::new(&SERVICE, Config::builder().build());
}
