//! Clients that need no AWS account.

use crate::server::Server;
use aws_sdk_partnercentralaccount::Client;
use aws_sdk_partnercentralaccount::config::retry::{RetryConfig, RetryPartition};
use aws_sdk_partnercentralaccount::config::{
    BehaviorVersion, Builder, Config, Credentials, HttpClient, Region, RuntimeComponents,
};
use aws_sdk_partnercentralaccount::operation::create_connection_invitation::builders::CreateConnectionInvitationFluentBuilder;
use aws_sdk_partnercentralaccount::types::ConnectionType;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::http::{
    HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::interceptors::context::BeforeSerializationInterceptorContextRef;
use aws_smithy_runtime_api::client::interceptors::{Intercept, dyn_dispatch_hint};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::http::NonUtf8HeaderHandling;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::ConfigBag;
use aws_types::SdkConfig;
use aws_types::sdk_config::{self, SharedCredentialsProvider};
use std::fmt;
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// The secret key of [`credentials`].
pub const SECRET_KEY: &str = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

/// The session token of [`credentials`].
pub const SESSION_TOKEN: &str = "the-session-token";

/// A bearer token of nobody.
pub const BEARER_TOKEN: &str = "the-token";

/// The value the tests give the sensitive member `Name`.
pub const SECRET_NAME: &str = "Ada Sensitive Lovelace";

/// Credentials of nobody, with a session token.
pub fn credentials() -> Credentials {
    Credentials::new("AKIDEXAMPLE", SECRET_KEY, Some(SESSION_TOKEN.to_owned()), None, "tests")
}

/// A configuration in region us-east-1 with credentials of nobody, and all else as it is by default. Most clients have
/// this type.
pub fn settings() -> Builder {
    Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("us-east-1"))
        .credentials_provider(credentials())
}

/// [`settings`] without retries.
pub fn once() -> Builder {
    settings().retry_config(RetryConfig::disabled())
}

/// What [`settings`] has, as clients of several services share it.
pub fn shared() -> sdk_config::Builder {
    SdkConfig::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("us-east-1"))
        .credentials_provider(SharedCredentialsProvider::new(credentials()))
}

/// [`settings`] with retries at once.
pub fn config() -> Builder {
    let fast = RetryConfig::standard().with_initial_backoff(Duration::from_millis(1));
    settings()
        .retry_config(fast)
        // Clients of one partition share what they may spend on retries, and tests must not wait for each other.
        .retry_partition(RetryPartition::custom("one test").build())
}

/// A client of a server.
pub fn client(server: &Server) -> Client {
    Client::from_conf(config().endpoint_url(&server.url).build())
}

/// A call with all required members set, but for the token.
pub fn invite(client: &Client) -> CreateConnectionInvitationFluentBuilder {
    client
        .create_connection_invitation()
        .catalog("AWS")
        .connection_type(ConnectionType::OpportunityCollaboration)
        .email("ada@example.com")
        .message("Shall we?")
        .name(SECRET_NAME)
        .receiver_identifier("123456789012")
}

/// An HTTP client that sends nothing, keeps the URIs and answers `{}`: for hosts that are not on this machine.
#[derive(Clone, Debug, Default)]
pub struct UriCapture {
    uris: Arc<Mutex<Vec<String>>>,
}

impl UriCapture {
    /// The URIs so far.
    ///
    /// # Panics
    /// A test panicked while holding them.
    pub fn uris(&self) -> Vec<String> {
        self.uris.lock().expect("not poisoned").clone()
    }
}

impl HttpConnector for UriCapture {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        self.uris.lock().expect("not poisoned").push(request.uri().to_owned());
        let ok = http::StatusCode::OK.into();
        HttpConnectorFuture::ready(Ok(HttpResponse::new(ok, SdkBody::from("{}"))))
    }
}

impl HttpClient for UriCapture {
    fn http_connector(&self, _: &HttpConnectorSettings, _: &RuntimeComponents) -> SharedHttpConnector {
        SharedHttpConnector::new(self.clone())
    }
}

/// Takes headers that are not UTF-8 for absent.
#[derive(Debug)]
pub struct SkipNonUtf8;

#[dyn_dispatch_hint]
impl Intercept for SkipNonUtf8 {
    fn name(&self) -> &'static str {
        "SkipNonUtf8"
    }

    fn read_before_execution(
        &self,
        _: &BeforeSerializationInterceptorContextRef<'_>,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        cfg.interceptor_state().store_put(NonUtf8HeaderHandling::Skip);
        Ok(())
    }
}

/// An HTTP client that sends nothing and has one answer, in memory.
#[derive(Clone)]
pub struct Canned {
    status: u16,
    body: String,
}

/// Without the body, in which a test may look for what must not be logged.
impl fmt::Debug for Canned {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Canned").field("status", &self.status).finish_non_exhaustive()
    }
}

impl Canned {
    /// Answers with a status and a body.
    pub fn new(status: u16, body: impl Into<String>) -> Self {
        Self { status, body: body.into() }
    }
}

impl HttpConnector for Canned {
    fn call(&self, _: HttpRequest) -> HttpConnectorFuture {
        let status = http::StatusCode::from_u16(self.status).expect("a status");
        HttpConnectorFuture::ready(Ok(HttpResponse::new(status.into(), SdkBody::from(self.body.as_str()))))
    }
}

impl HttpClient for Canned {
    fn http_connector(&self, _: &HttpConnectorSettings, _: &RuntimeComponents) -> SharedHttpConnector {
        SharedHttpConnector::new(self.clone())
    }
}
