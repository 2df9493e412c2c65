//! Waiters call an operation until an answer ends them.

use crate::{client, settings};
use farrier_tests::server::{Answer, Server};
use relay::client::Waiters;
use relay::error::{DisplayErrorContext, ProvideErrorMetadata as _};
use relay::waiters::awake::WaitUntilAwakeError;
use std::time::Duration;

#[tokio::test]
async fn a_waiter_asks_again_until_the_service_is_ready() {
    let asleep = Answer::new(400, r#"{"__type": "relay#Asleep"}"#);
    let server = Server::start([asleep, Answer::ok("{}")]).await;
    let client = client(&server, settings());
    client.wait_until_awake().wait(Duration::from_secs(30)).await.expect("awake");
    assert_eq!(server.requests().len(), 2);
}

/// The error of a waiter that gets these answers and has two seconds. The answer itself is not to be seen in it.
async fn error(answers: impl IntoIterator<Item = Answer>) -> WaitUntilAwakeError {
    let server = Server::start(answers).await;
    let error = client(&server, settings()).wait_until_awake().wait(Duration::from_secs(2)).await;
    let error = error.expect_err("never awake");
    let seen = format!("{error:?} {error:#?} {}", DisplayErrorContext(&error));
    assert!(!seen.contains("SdkBody"), "{seen}");
    error
}

#[tokio::test]
async fn an_error_that_no_acceptor_names_ends_the_wait() {
    let error = error([Answer::new(400, r#"{"__type": "relay#Gone"}"#)]).await;
    assert_eq!(error.code(), Some("Gone"));
    let text = "operation failed while waiting: Gone (operation Ping, status 400, attempts 1)";
    assert_eq!(error.to_string(), text);
    assert_eq!(relay::Error::from(error).to_string(), format!("unhandled error: {text}"));
}

#[tokio::test]
async fn a_call_that_gets_no_answer_ends_the_wait() {
    let closed = Answer::closed().times(3);
    let text = "operation failed while waiting: Ping: dispatch failure: client error (SendRequest): connection closed \
                before message completed; attempts 3";
    assert_eq!(error(closed).await.to_string(), text);
}

#[tokio::test]
async fn a_wait_has_an_end() {
    let error = error(Answer::new(400, r#"{"__type": "relay#Asleep"}"#).times(9)).await;
    assert!(matches!(error, relay::error::WaiterError::ExceededMaxWait(_)));
    let text = error.to_string();
    assert!(text.starts_with("Ping: exceeded max wait time (2s) after ") && text.ends_with(" calls"), "{text}");
    let aws = aws_smithy_runtime_api::client::waiters::error::WaiterError::from(error);
    assert_eq!(aws.to_string(), "exceeded max wait time (2s)");
}
