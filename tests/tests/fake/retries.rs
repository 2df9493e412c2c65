//! What is tried again and what ends a call: the table of `docs/retries.md`, row by row.

use crate::account::accepting;
use aws_sdk_partnercentralaccount::Client;
use aws_sdk_partnercentralaccount::config::Builder;
use aws_sdk_partnercentralaccount::config::RuntimeComponents;
use aws_sdk_partnercentralaccount::config::retry::RetryConfig;
use aws_sdk_partnercentralaccount::config::timeout::TimeoutConfig;
use aws_sdk_partnercentralaccount::error::SdkError;
use aws_sdk_partnercentralaccount::fake::Fault;
use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_runtime_api::client::result::ConnectorError;
use farrier_tests::client::{config, invite};
use std::fs;
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// Longer than any limit of a test.
const FOREVER: Duration = Duration::from_secs(24 * 60 * 60);

/// What happens to every request, and what of the configuration is changed.
type Case = (&'static str, fn() -> Fault, fn(Builder) -> Builder);

const SECOND: Duration = Duration::from_secs(1);

const CASES: [Case; 19] = [
    ("`ThrottlingException`, or another code of throttling", Fault::throttling, |config| config),
    ("status 500", || Fault::error(500, "Other", ""), |config| config),
    ("status 501", || Fault::error(501, "Other", ""), |config| config),
    ("status 502", || Fault::response(502, "text/html", "bad"), |config| config),
    ("status 503", || Fault::response(503, "text/html", "busy"), |config| config),
    ("status 504", || Fault::response(504, "text/html", "late"), |config| config),
    ("status 429 without a code of throttling", || Fault::error(429, "Other", ""), |config| config),
    ("an error of the model with `@retryable`", || Fault::error(500, "InternalServerException", ""), |config| config),
    ("an error of the model without", || Fault::error(409, "ConflictException", ""), |config| config),
    ("status 400 and an unknown code", || Fault::error(400, "Other", ""), |config| config),
    ("status 400 and the code `RequestTimeout`", || Fault::error(400, "RequestTimeout", ""), |config| config),
    ("a success that cannot be read", || Fault::response(200, "text/html", "<html>"), |config| config),
    ("the connection ends before an answer", Fault::disconnect, |config| config),
    ("no answer, nothing set", Fault::silence, |config| config),
    ("no answer, `read_timeout`", Fault::silence, |config| {
        config.timeout_config(TimeoutConfig::builder().read_timeout(SECOND).build())
    }),
    ("no answer, `operation_attempt_timeout`", Fault::silence, |config| {
        config.timeout_config(TimeoutConfig::builder().operation_attempt_timeout(SECOND).build())
    }),
    ("no answer, `operation_timeout`", Fault::silence, |config| {
        config.timeout_config(TimeoutConfig::builder().operation_timeout(SECOND).build())
    }),
    (
        "status 500, `RetryConfig::disabled()`",
        || Fault::error(500, "Other", ""),
        |config| config.retry_config(RetryConfig::disabled()),
    ),
    (
        "status 500, five attempts",
        || Fault::error(500, "Other", ""),
        |config| config.retry_config(RetryConfig::standard().with_max_attempts(5)),
    ),
];

#[tokio::test(start_paused = true)]
async fn the_table_is_as_calls_go() {
    let mut rows = String::new();
    for (case, fault, configure) in CASES {
        let fake = accepting();
        fake.inject(fault().times(100));
        let client = Client::from_conf(configure(fake.config()).build());
        let outcome = match tokio::time::timeout(FOREVER, invite(&client).send()).await {
            Err(_) => "waits without end",
            Ok(Ok(_)) => "an output",
            Ok(Err(SdkError::ServiceError(_))) => "`ServiceError`",
            Ok(Err(SdkError::ResponseError(_))) => "`ResponseError`",
            Ok(Err(SdkError::TimeoutError(_))) => "`TimeoutError`",
            Ok(Err(SdkError::DispatchFailure(_))) => "`DispatchFailure`",
            Ok(Err(_)) => "another error",
        };
        rows += &format!("| {case} | {} | {outcome} |\n", fake.calls().len());
    }
    assert!(page().contains(&rows), "docs/retries.md has another table. It is:\n{rows}");
}

fn page() -> String {
    fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/retries.md")).expect("the page")
}

/// An HTTP client that hears how long it may take to connect and to read.
#[derive(Clone, Debug, Default)]
struct Hearing(Arc<Mutex<[Option<Duration>; 2]>>);

impl HttpClient for Hearing {
    fn http_connector(&self, settings: &HttpConnectorSettings, _: &RuntimeComponents) -> SharedHttpConnector {
        *self.0.lock().expect("not poisoned") = [settings.connect_timeout(), settings.read_timeout()];
        SharedHttpConnector::new(self.clone())
    }
}

impl HttpConnector for Hearing {
    fn call(&self, _: HttpRequest) -> HttpConnectorFuture {
        HttpConnectorFuture::ready(Err(ConnectorError::user("it only hears".into())))
    }
}

#[tokio::test]
async fn a_connection_has_three_seconds_and_a_tenth() {
    let http = Hearing::default();
    let client = Client::from_conf(config().http_client(http.clone()).build());
    invite(&client).send().await.expect_err("it only hears");
    assert_eq!(*http.0.lock().expect("not poisoned"), [Some(Duration::from_millis(3_100)), None]);
    for row in ["| `connect_timeout` | opening a connection | 3.1 seconds |", "each attempt | none |"] {
        assert!(page().contains(row), "docs/retries.md lacks {row}");
    }
}
