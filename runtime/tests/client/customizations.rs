//! What a service needs beyond its model.

use crate::server::Server;
use crate::service::{Invite, InviteInput, SERVICE, invite_types};
use crate::{OK, config, input};
use aws_credential_types::Token;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::auth::AuthSchemePreference;
use aws_smithy_runtime_api::client::interceptors::context::BeforeTransmitInterceptorContextRef;
use aws_smithy_runtime_api::client::interceptors::{Intercept, dyn_dispatch_hint};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::config_bag::ConfigBag;
use aws_smithy_types::retry::RetrySpec;
use aws_types::SdkConfig;
use aws_types::service_config::{LoadServiceConfig, ServiceConfigKey};
use farrier_runtime::client::Handle;
use farrier_runtime::config::StalledStreamProtectionConfig;
use farrier_runtime::config::retry::RetryConfig;
use farrier_runtime::config::{Builder, Config};
use farrier_runtime::operation::{AuthScheme, Customizations, Operation, Service, Traits};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

const CUSTOMIZED: Service = Service {
    auth: &[AuthScheme::SigV4, AuthScheme::Bearer],
    customizations: Customizations {
        headers: &[("accept", "application/json"), ("content-type", "not/this")],
        token_of_environment: Some("tests"),
        transient_errors: &["TooFar"],
        retries: Some((Duration::from_millis(25), 4)),
        ..Customizations::NONE
    },
    ..SERVICE
};

/// [`Invite`] of another service.
struct Customized;

impl Operation for Customized {
    const NAME: &'static str = "Customized";
    const SERVICE: &'static Service = &CUSTOMIZED;
    invite_types! {}

    fn prepare(input: &mut InviteInput) {
        input.catalog.get_or_insert_with(|| "prepared".to_owned());
    }
}

#[tokio::test]
async fn requests_have_the_headers_of_the_service_unless_they_have_them_already() {
    let server = Server::start([OK, OK]).await;
    let client = Handle::new(&CUSTOMIZED, config(&server.url).build());
    client.call().send::<Customized>(input()).await.expect("answered");
    let call = client.call().customize::<Customized>(input());
    let call = call.mutate_request(|request| drop(request.headers_mut().insert("accept", "text/plain")));
    call.send().await.expect("answered");
    let [first, second] = server.requests();
    assert_eq!(first.header("accept"), "application/json");
    assert_eq!(first.header("content-type"), "application/x-amz-json-1.0");
    assert_eq!(second.header("accept"), "text/plain");
}

#[tokio::test]
async fn inputs_are_prepared_before_it_is_checked_what_they_lack() {
    let server = Server::start([OK]).await;
    let client = Handle::new(&CUSTOMIZED, config(&server.url).build());
    client.call().send::<Customized>(InviteInput::default()).await.expect("answered");
    let [request] = server.requests();
    assert_eq!(request.body, r#"{"Catalog":"prepared"}"#);
}

#[tokio::test]
async fn a_service_has_errors_of_its_own_that_are_retried() {
    const FAR: &str = "HTTP/1.1 400 No\r\nx-amzn-errortype: TooFar\r\n\r\n{}";
    let server = Server::start([FAR, OK]).await;
    let client = Handle::new(&CUSTOMIZED, config(&server.url).build());
    client.call().send::<Customized>(input()).await.expect("answered at last");
    let server = Server::start([FAR]).await;
    Handle::new(&SERVICE, config(&server.url).build()).call().send::<Invite>(input()).await.expect_err("not retried");
}

#[derive(Debug)]
struct Environment;

impl LoadServiceConfig for Environment {
    fn load_config(&self, key: ServiceConfigKey<'_>) -> Option<String> {
        let is_token = (key.service_id(), key.env()) == ("tests", "AWS_BEARER_TOKEN");
        is_token.then(|| "canary-of-the-environment".to_owned())
    }
}

fn shared(url: &str) -> SdkConfig {
    crate::shared().service_config(Environment).endpoint_url(url).build()
}

/// The authorization of a request that is sent with this configuration.
async fn authorization(configure: impl FnOnce(Builder) -> Builder) -> String {
    let server = Server::start([OK]).await;
    let client = Handle::new(&CUSTOMIZED, configure(Builder::from(&shared(&server.url))).build());
    let shown = format!("{client:?}");
    assert!(!shown.contains("canary"), "{shown}");
    client.call().send::<Customized>(input()).await.expect("answered");
    let [request] = server.requests();
    request.header("authorization").to_owned()
}

#[tokio::test]
async fn a_token_of_the_environment_is_preferred() {
    assert_eq!(authorization(|config| config).await, "Bearer canary-of-the-environment");
}

#[tokio::test]
async fn what_a_program_set_goes_before_the_environment() {
    let token = authorization(|config| config.token_provider(Token::new("canary-of-the-program", None))).await;
    assert_eq!(token, "Bearer canary-of-the-program");
    let token = authorization(|config| config.bearer_token(Token::new("canary-of-the-program", None))).await;
    assert_eq!(token, "Bearer canary-of-the-program");
    let preference = AuthSchemePreference::from(["sigv4".into()]);
    let signed = authorization(|config| config.auth_scheme_preference(preference)).await;
    assert!(signed.starts_with("AWS4-HMAC-SHA256 "), "{signed}");
}

#[tokio::test]
async fn a_call_of_its_own_configuration_has_the_token_too() {
    let server = Server::start([OK]).await;
    let client = Handle::new(&CUSTOMIZED, config(&server.url).build());
    let call = client.call().config_override(Builder::from(&shared(&server.url)));
    call.send::<Customized>(input()).await.expect("answered");
    let [request] = server.requests();
    assert_eq!(request.header("authorization"), "Bearer canary-of-the-environment");
}

#[tokio::test]
async fn no_other_service_gets_the_token() {
    const OTHER: Service = Service { auth: &[AuthScheme::Bearer, AuthScheme::SigV4], ..SERVICE };
    struct Other;
    impl Operation for Other {
        const NAME: &'static str = "Other";
        const SERVICE: &'static Service = &OTHER;
        invite_types! {}
    }
    let server = Server::start([OK]).await;
    let first = Handle::new(&CUSTOMIZED, Config::new(&shared(&server.url)));
    let client = Handle::new(&OTHER, first.config().clone());
    client.call().send::<Other>(input()).await.expect("answered");
    let [request] = server.requests();
    assert!(request.header("authorization").starts_with("AWS4-HMAC-SHA256 "));
}

/// Answers once, and pauses in the middle of it for longer than what counts as stalled.
async fn hesitant() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.expect("a connection");
        let read = stream.read(&mut [0; 4096]).await.expect("a request");
        assert_ne!(read, 0);
        stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 12\r\n\r\n{\"Id\":").await.expect("written");
        tokio::time::sleep(Duration::from_millis(1500)).await;
        // Whoever waits for no more has hung up.
        let _ = stream.write_all(b"\"i-1\"}").await;
    });
    url
}

#[tokio::test]
async fn an_operation_may_take_its_time() {
    struct Slow;
    impl Operation for Slow {
        const NAME: &'static str = "Slow";
        const TRAITS: Traits = Traits { may_stall: true, ..Traits::NONE };
        const SERVICE: &'static Service = &SERVICE;
        invite_types! {}
    }
    let strict = StalledStreamProtectionConfig::enabled().grace_period(Duration::ZERO).build();
    let client = |url: &str| {
        let config = config(url).retry_config(RetryConfig::disabled());
        Handle::new(&SERVICE, config.stalled_stream_protection(strict.clone()).build())
    };
    let output = client(&hesitant().await).call().send::<Slow>(input()).await.expect("answered");
    assert_eq!(output.id, "i-1");
    client(&hesitant().await).call().send::<Invite>(input()).await.expect_err("given up");
}

/// Keeps the retry settings of a call.
#[derive(Clone, Debug, Default)]
struct Retries(Arc<Mutex<Option<RetryConfig>>>);

#[dyn_dispatch_hint]
impl Intercept for Retries {
    fn name(&self) -> &'static str {
        "Retries"
    }

    fn read_before_attempt(
        &self,
        _: &BeforeTransmitInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        *self.0.lock().expect("not poisoned") = cfg.load::<RetryConfig>().cloned();
        Ok(())
    }
}

/// The retry settings of a call of an operation that polls, by a service and a program.
async fn retries(
    service: &'static Service,
    retries: RetryConfig,
    by_program: impl Fn(Builder) -> Builder,
) -> RetryConfig {
    struct Poll;
    impl Operation for Poll {
        const NAME: &'static str = "Poll";
        const TRAITS: Traits = Traits { long_polls: true, ..Traits::NONE };
        const SERVICE: &'static Service = &SERVICE;
        invite_types! {}
    }
    let (kept, server) = (Retries::default(), Server::start([OK]).await);
    let shared = crate::shared().endpoint_url(&server.url).retry_config(retries).build();
    let config = by_program(Builder::from(&shared)).interceptor(kept.clone()).build();
    Handle::new(service, config).call().send::<Poll>(input()).await.expect("answered");
    kept.0.lock().expect("not poisoned").take().expect("retry settings")
}

#[tokio::test]
async fn a_service_waits_another_time_by_the_new_behaviour_of_retries() {
    let new = || RetryConfig::standard().with_retry_spec(RetrySpec::v2_1());
    let same = |config| config;
    let told = |retries: RetryConfig| {
        let backoff = retries.retry_spec().map(RetrySpec::non_throttling_initial_backoff);
        (retries.max_attempts(), backoff.map(|backoff| backoff.as_millis()))
    };
    assert_eq!(told(retries(&CUSTOMIZED, new(), same).await), (4, Some(25)));
    assert_eq!(told(retries(&SERVICE, new(), same).await), (3, Some(50)));
    assert_eq!(told(retries(&CUSTOMIZED, RetryConfig::standard(), same).await), (3, None));
    let by_program = |config: Builder| config.retry_config(new());
    assert_eq!(told(retries(&CUSTOMIZED, new(), by_program).await), (3, Some(50)));
}

#[tokio::test]
async fn calls_that_poll_wait_their_turn_by_the_new_behaviour_of_retries() {
    let polls = |retries: RetryConfig| retries.retry_spec().map(RetrySpec::long_polling);
    let new = RetryConfig::standard().with_retry_spec(RetrySpec::v2_1());
    assert_eq!(polls(retries(&SERVICE, new, |config| config).await), Some(true));
    assert_eq!(polls(retries(&SERVICE, RetryConfig::standard(), |config| config).await), None);
}
