//! What is tried again, how often and when.

use aws_sdk_partnercentralaccount::Client;
use aws_sdk_partnercentralaccount::config::retry::RetryConfig;
use aws_sdk_partnercentralaccount::config::timeout::TimeoutConfig;
use aws_sdk_partnercentralaccount::error::SdkError;
use farrier_tests::client::{client, config, invite, settings};
use farrier_tests::server::{Answer, Server};
use std::time::{Duration, Instant};

/// How many requests an answer leads to that never gets better.
async fn attempts(answer: Answer) -> usize {
    let server = Server::start(answer.times(5)).await;
    invite(&client(&server)).send().await.expect_err("never a success");
    server.requests().len()
}

pub(super) fn error(status: u16, code: &str) -> Answer {
    Answer::new(status, format!(r#"{{"__type":"{code}"}}"#))
}

#[tokio::test]
async fn what_may_get_better_is_tried_three_times() {
    for code in ["InternalServerException", "ThrottlingException"] {
        // Whatever the status: it is the model that says so.
        for status in [400, 429, 500] {
            assert_eq!(attempts(error(status, code)).await, 3, "{code} {status}");
        }
    }
    for status in [500, 502, 503, 504] {
        assert_eq!(attempts(Answer::new(status, "")).await, 3, "{status}");
        assert_eq!(attempts(error(status, "Unheard")).await, 3, "{status}");
    }
}

#[tokio::test]
async fn what_will_not_get_better_is_tried_once() {
    let codes = ["ValidationException", "ConflictException", "AccessDeniedException", "ResourceNotFoundException"];
    for code in codes.into_iter().chain(["ServiceQuotaExceededException", "Unheard"]) {
        assert_eq!(attempts(error(400, code)).await, 1, "{code}");
    }
    assert_eq!(attempts(Answer::ok("no JSON")).await, 1);
}

#[tokio::test]
async fn a_lost_connection_is_tried_again() {
    assert_eq!(attempts(Answer::closed()).await, 3);
    let server = Server::start([Answer::closed(), Answer::ok(r#"{"Id":"1"}"#)]).await;
    assert_eq!(invite(&client(&server)).send().await.expect("answered at last").id(), "1");
}

#[tokio::test]
async fn a_connection_lost_in_the_answer_is_tried_again() {
    let answer = Answer::ok(r#"{"Id":"invitation-1"}"#);
    let server = Server::start([answer.clone().cut_short(), answer]).await;
    assert_eq!(invite(&client(&server)).send().await.expect("answered at last").id(), "invitation-1");
}

#[tokio::test]
async fn a_timeout_is_tried_again() {
    let slow = Answer::ok("{}").after(Duration::from_secs(5));
    let server = Server::start([slow.clone(), slow, Answer::ok(r#"{"Id":"1"}"#)]).await;
    let timeouts = TimeoutConfig::builder().operation_attempt_timeout(Duration::from_millis(100)).build();
    let config = config().endpoint_url(&server.url).timeout_config(timeouts).build();
    assert_eq!(invite(&Client::from_conf(config)).send().await.expect("answered at last").id(), "1");
    assert_eq!(server.requests().len(), 3);
}

#[tokio::test]
async fn a_timeout_of_the_whole_call_ends_it() {
    let server = Server::start([Answer::ok("{}").after(Duration::from_secs(5))]).await;
    let timeouts = TimeoutConfig::builder().operation_timeout(Duration::from_millis(100)).build();
    let config = config().endpoint_url(&server.url).timeout_config(timeouts).build();
    let error = invite(&Client::from_conf(config)).send().await.expect_err("too late");
    assert!(matches!(error, SdkError::TimeoutError(_)), "{error:?}");
    assert!(error.to_string().starts_with("CreateConnectionInvitation: request has timed out: "), "{error}");
}

#[tokio::test]
async fn the_service_can_say_when() {
    let later = error(429, "ThrottlingException").header("x-amz-retry-after", "300");
    let server = Server::start([later, Answer::ok("{}")]).await;
    let start = Instant::now();
    invite(&client(&server)).send().await.expect("answered at last");
    assert!(start.elapsed() >= Duration::from_millis(300), "{:?}", start.elapsed());
}

/// A server that fails may be one of many: the next attempt goes to whichever takes a new connection.
#[tokio::test]
async fn a_connection_that_failed_is_not_taken_again() {
    for (answer, connections) in [(Answer::new(503, ""), 2), (Answer::ok("{}"), 1)] {
        let server = Server::start([answer, Answer::ok("{}")]).await;
        let client = client(&server);
        while server.requests().len() < 2 {
            invite(&client).send().await.expect("answered");
        }
        assert_eq!(server.connections(), connections);
    }
}

#[tokio::test]
async fn the_configuration_can_say_how_often() {
    for (retries, count) in [(RetryConfig::disabled(), 1), (RetryConfig::standard().with_max_attempts(2), 2)] {
        let server = Server::start(Answer::new(500, "").times(5)).await;
        let retries = retries.with_initial_backoff(Duration::from_millis(1));
        let config = config().retry_config(retries).endpoint_url(&server.url).build();
        invite(&Client::from_conf(config)).send().await.expect_err("an error");
        assert_eq!(server.requests().len(), count);
    }
}

#[tokio::test]
async fn three_attempts_are_the_default() {
    let server = Server::start(Answer::new(500, "").times(5)).await;
    let config = settings().endpoint_url(&server.url);
    let error = invite(&Client::from_conf(config.build())).send().await.expect_err("an error");
    assert!(error.to_string().ends_with("attempts 3)"), "{error}");
    assert_eq!(server.requests().len(), 3);
}
