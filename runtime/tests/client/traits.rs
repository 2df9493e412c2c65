//! What traits and the configuration change about calls.

use crate::server::Server;
use crate::service::{Invite, InviteInput, SERVICE, invite_types};
use crate::{OK, client, config, credentials, input, shared};
use aws_types::service_config::{LoadServiceConfig, ServiceConfigKey};
use farrier_runtime::client::{Acceptor, Expected, Handle, Matcher, Waiter, WaiterError};
use farrier_runtime::config::{BehaviorVersion, Config, Region};
use farrier_runtime::operation::{AuthScheme, Operation, RequestChecksum, Service, Traits};
use std::time::Duration;

/// [`Invite`] with other traits.
pub(crate) struct Variant<const KIND: u8>;
const ANONYMOUS: u8 = 0;
pub(crate) const BEARER: u8 = 1;
const CHECKED: u8 = 2;
pub(crate) const PREFIXED: u8 = 3;

impl<const KIND: u8> Operation for Variant<KIND> {
    const NAME: &'static str = "Variant";
    const TRAITS: Traits = match KIND {
        ANONYMOUS => Traits { auth: Some(&[AuthScheme::NoAuth]), ..Traits::NONE },
        BEARER => Traits { auth: Some(&[AuthScheme::Bearer]), ..Traits::NONE },
        CHECKED => Traits { request_checksum: RequestChecksum::Md5, ..Traits::NONE },
        _ => Traits::NONE,
    };
    const SERVICE: &'static Service = &SERVICE;
    invite_types! {}

    fn host_prefix(input: &InviteInput) -> Option<Result<String, &'static str>> {
        (KIND == PREFIXED).then(|| input.client_token.clone().ok_or("ClientToken"))
    }
}

#[tokio::test]
async fn an_operation_can_do_without_a_signature() {
    let server = Server::start([OK]).await;
    let client = client(&server.url);
    client.call().send::<Variant<ANONYMOUS>>(input()).await.expect("answered");
    let [request] = server.requests();
    assert_eq!(request.header("authorization"), "");
}

#[tokio::test]
async fn an_operation_can_want_a_token() {
    let server = Server::start([OK]).await;
    let token = aws_credential_types::Token::new("secret-token", None);
    let client = Handle::new(&SERVICE, config(&server.url).token_provider(token).build());
    client.call().send::<Variant<BEARER>>(input()).await.expect("answered");
    let [request] = server.requests();
    assert_eq!(request.header("authorization"), "Bearer secret-token");
}

#[tokio::test]
#[cfg(feature = "request-checksum")]
async fn an_operation_can_want_a_checksum() {
    let server = Server::start([OK]).await;
    let client = client(&server.url);
    client.call().send::<Variant<CHECKED>>(input()).await.expect("answered");
    let [request] = server.requests();
    assert_eq!(request.header("content-md5").len(), 24);
}

#[tokio::test]
async fn a_host_prefix_needs_its_members() {
    let client = client("http://127.0.0.1:9");
    let error = client.call().send::<Variant<PREFIXED>>(input()).await.expect_err("no prefix");
    let text = error.to_string();
    assert!(text.starts_with("Variant: failed to construct request: "), "{text}");
    assert!(text.ends_with(": ClientToken is not set or cannot be part of a host name"), "{text}");
}

#[tokio::test]
async fn throttling_is_retried_when_the_service_says() {
    let throttled =
        "HTTP/1.1 429 Slow\r\nx-amz-retry-after: 1\r\nx-amzn-errortype: ThrottlingException:http://x\r\n\r\n{}";
    let server = Server::start([throttled, throttled, OK]).await;
    let client = client(&server.url);
    client.call().send::<Invite>(input()).await.expect("answered at last");
    let [_, _, last] = server.requests();
    assert_eq!(last.header("amz-sdk-request"), "attempt=3; max=3");
}

#[tokio::test]
async fn without_credentials_the_error_says_so() {
    let config = Config::builder().behavior_version(BehaviorVersion::latest()).endpoint_url("http://127.0.0.1:9");
    let client = Handle::new(&SERVICE, config.region(Region::new("us-east-1")).build());
    let text = client.call().send::<Invite>(input()).await.expect_err("unsigned").to_string();
    assert!(text.starts_with("Invite: dispatch failure: "), "{text}");
    assert!(text.contains("there are no credentials"), "{text}");
}

#[tokio::test]
async fn a_missing_endpoint_is_in_the_words_of_the_rules() {
    let config = Config::builder().behavior_version(BehaviorVersion::latest()).credentials_provider(credentials());
    let client = Handle::new(&SERVICE, config.build());
    let text = client.call().send::<Invite>(input()).await.expect_err("nowhere to go").to_string();
    assert!(text.contains("the endpoint parameter `Endpoint` is required but was not set"), "{text}");
}

#[derive(Debug)]
struct Environment(String);

impl LoadServiceConfig for Environment {
    fn load_config(&self, key: ServiceConfigKey<'_>) -> Option<String> {
        let own = ("Test Service", "AWS_ENDPOINT_URL", "endpoint_url");
        ((key.service_id(), key.env(), key.profile()) == own).then(|| self.0.clone())
    }
}

#[tokio::test]
async fn the_environment_can_name_an_endpoint_for_one_service() {
    let server = Server::start([OK]).await;
    let shared = shared().service_config(Environment(server.url.clone())).build();
    let client = Handle::new(&SERVICE, Config::new(&shared));
    assert_eq!(client.config().signing_name(), "test-signing");
    client.call().send::<Invite>(input()).await.expect("answered");
    let [_] = server.requests();
}

struct Invited;

impl Waiter for Invited {
    type Operation = Invite;
    const MIN_DELAY: u64 = 1;
    const MAX_DELAY: u64 = 1;
    const ACCEPTORS: &'static [Acceptor] = {
        use farrier_runtime::rt::jmespath::syntax::*;
        &[
            Acceptor::success(Matcher::InputOutput(
                Compare(Equal, &[Path(&["input", "Catalog"]), Path(&["output", "Id"])]),
                Expected::BooleanEquals(true),
            )),
            Acceptor::retry(Matcher::Success(true)),
            Acceptor::failure(Matcher::ErrorType(&["AccessDenied"])),
        ]
    };
}

#[tokio::test]
async fn a_waiter_calls_until_it_is_done() {
    let denied = "HTTP/1.1 400 No\r\n\r\n{\"__type\":\"AccessDenied\"}";
    let server = Server::start([OK, "HTTP/1.1 200 OK\r\n\r\n{\"Id\":\"AWS\"}", denied]).await;
    let client = client(&server.url);
    let waiter = client.wait::<Invited>();
    let poll = waiter.clone().wait(input(), Duration::from_secs(5)).await.expect("done");
    assert_eq!(poll.into_result().expect("an output").id, "AWS");
    let error = waiter.wait(input(), Duration::from_secs(5)).await.expect_err("never");
    assert!(matches!(error, WaiterError::FailureState(_)), "{error}");
    let [first, ..]: [_; 3] = server.requests();
    assert!(first.header("x-amz-user-agent").contains(" m/E,B,N "), "{}", first.header("x-amz-user-agent"));
}

/// A waiter whose expression doubles what it looks at, again and again.
struct Endless;

impl Waiter for Endless {
    type Operation = Invite;
    const ACCEPTORS: &'static [Acceptor] = {
        use farrier_runtime::rt::jmespath::syntax::*;
        &[Acceptor::success(Matcher::Output(Pipe(&[List(&[Path(&[]), Path(&[])]); 60]), Expected::StringEquals("")))]
    };
}

#[tokio::test]
async fn an_expression_that_takes_too_much_ends_the_wait() {
    let server = Server::start([OK]).await;
    let error = client(&server.url).wait::<Endless>().wait(input(), Duration::from_secs(5)).await.expect_err("never");
    assert!(matches!(error, WaiterError::ConstructionFailure(_)), "{error:?}");
    let message = "a JMESPath expression of the model makes values of more than 128 MiB";
    assert_eq!(error.to_string(), format!("failed to construct waiter: {message}"));
    let [_] = server.requests();
}
