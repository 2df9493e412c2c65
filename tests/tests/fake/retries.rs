//! What is tried again and what ends a call: the table of `docs/retries.md`, row by row.

use crate::account::accepting;
use aws_sdk_partnercentralaccount::Client;
use aws_sdk_partnercentralaccount::config::Builder;
use aws_sdk_partnercentralaccount::config::retry::RetryConfig;
use aws_sdk_partnercentralaccount::config::timeout::TimeoutConfig;
use aws_sdk_partnercentralaccount::error::SdkError;
use aws_sdk_partnercentralaccount::fake::Fault;
use farrier_tests::client::invite;
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
    let page = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/retries.md")).expect("the page");
    assert!(page.contains(&rows), "docs/retries.md has another table. It is:\n{rows}");
}
