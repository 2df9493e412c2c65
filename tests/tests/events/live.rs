//! A stream is received while the service sends it.

use super::{client, config, initial_response};
use farrier_tests::frames::{event, message, text};
use farrier_tests::log::Log;
use farrier_tests::server::{Answer, Server};
use newsroom::config::StalledStreamProtectionConfig;
use newsroom::config::timeout::TimeoutConfig;
use newsroom::error::{ProvideErrorMetadata, SdkError};
use newsroom::operation::RequestId;
use newsroom::operation::listen::ListenError;
use newsroom::primitives::DateTime;
use newsroom::types::Wire;
use newsroom::types::error::WireError;
use std::time::Duration;

#[tokio::test]
async fn events_arrive_while_the_stream_is_open() {
    let (live, answer) = Answer::live();
    let server = Server::start([answer.header("x-amzn-requestid", "r-1")]).await;
    live.send(initial_response());
    let mut output = client(&server.url).listen().topic("weather").send().await.expect("a stream");
    assert_eq!((output.topic(), output.since()), ("weather", Some(&DateTime::from_secs(1_700_000_000))));
    assert_eq!(output.request_id(), Some("r-1"));
    for headline in ["Rain", "Sun"] {
        live.send(event("Bulletin", &format!(r#"{{"Headline":"{headline}","Time":5}}"#)));
        let event = output.wire.recv().await.expect("received").expect("an event");
        let bulletin = event.as_bulletin().expect("a bulletin");
        assert_eq!((bulletin.headline(), bulletin.time()), (headline, Some(&DateTime::from_secs(5))));
    }
    live.send(event("Holiday", r#"{"what": ["ever"]}"#));
    assert!(output.wire.recv().await.expect("received").expect("an event").is_unknown());
    drop(live);
    assert_eq!(output.wire.recv().await.expect("ended"), None);
    assert_eq!(output.wire.recv().await.expect("still ended"), None);
    let request = server.request();
    assert_eq!(request.headers()["x-amz-target"], "Newsroom.Listen");
    assert_eq!(request.body(), r#"{"Topic":"weather"}"#);
}

#[tokio::test]
async fn an_event_may_come_in_pieces_and_waiting_for_it_be_given_up() {
    let (live, answer) = Answer::live();
    let server = Server::start([answer]).await;
    let bytes = [initial_response(), event("Bulletin", r#"{"Headline":"Rain"}"#)].concat();
    let (begin, end) = bytes.split_at(bytes.len() - 30);
    live.send(begin.to_vec());
    let mut output = client(&server.url).listen().topic("weather").send().await.expect("a stream");
    for byte in end {
        let waited = tokio::time::timeout(Duration::from_millis(1), output.wire.recv()).await;
        assert!(waited.is_err(), "not all of it was there: {waited:?}");
        live.send(vec![*byte]);
    }
    let event = output.wire.recv().await.expect("received").expect("an event");
    assert_eq!(event.as_bulletin().expect("a bulletin").headline(), "Rain");
}

#[tokio::test]
async fn an_exception_ends_the_stream() {
    let (live, answer) = Answer::live();
    let server = Server::start([answer.header("x-amzn-requestid", "r-1")]).await;
    live.send(initial_response());
    let mut output = client(&server.url).listen().topic("weather").send().await.expect("a stream");
    live.send(message("exception", "Censored", vec![], r#"{"message":"no more","By":"them"}"#));
    let error = output.wire.recv().await.expect_err("an exception");
    assert_eq!(error.to_string(), "Censored: no more (operation Listen, request id r-1)");
    assert_eq!((error.code(), error.request_id()), (Some("Censored"), Some("r-1")));
    let WireError::CensoredException(exception) = error.into_service_error() else { panic!("not that one") };
    assert_eq!((exception.message(), exception.by()), (Some("no more"), Some("them")));
    live.send(event("Bulletin", r#"{"Headline":"Rain"}"#));
    assert_eq!(output.wire.recv().await.expect("ended"), None);
    // The connection is not kept for a stream that nobody reads.
    tokio::time::timeout(Duration::from_secs(5), live.closed()).await.expect("closed");
}

#[tokio::test]
async fn a_stream_outlives_timeouts_and_silence() {
    let (live, answer) = Answer::live();
    let server = Server::start([answer]).await;
    let short = Duration::from_millis(100);
    let timeouts =
        TimeoutConfig::builder().read_timeout(short).operation_timeout(short).operation_attempt_timeout(short).build();
    let protection = StalledStreamProtectionConfig::enabled().grace_period(Duration::ZERO).build();
    let config = config(&server.url).timeout_config(timeouts).stalled_stream_protection(protection);
    live.send(initial_response());
    let client = newsroom::Client::from_conf(config.build());
    let mut output = client.listen().topic("weather").send().await.expect("a stream");
    let sender = tokio::spawn(async move {
        // What is silent for a second counts as stalled.
        tokio::time::sleep(Duration::from_millis(1500)).await;
        live.send(event("Pause", ""));
    });
    assert_eq!(output.wire.recv().await.expect("received"), Some(Wire::Pause));
    sender.await.expect("sent");
}

/// Whoever drops the output is done with it.
#[tokio::test]
async fn dropping_the_output_closes_the_connection() {
    let (live, answer) = Answer::live();
    let server = Server::start([answer]).await;
    live.send(initial_response());
    drop(client(&server.url).listen().topic("weather").send().await.expect("a stream"));
    tokio::time::timeout(Duration::from_secs(5), live.closed()).await.expect("closed");
}

#[tokio::test]
async fn a_connection_that_is_cut_is_an_error() {
    let (live, answer) = Answer::live();
    let server = Server::start([answer]).await;
    live.send([initial_response(), event("Pause", "")].concat());
    let mut output = client(&server.url).listen().topic("weather").send().await.expect("a stream");
    assert_eq!(output.wire.recv().await.expect("received"), Some(Wire::Pause));
    live.send(event("Pause", "")[..20].to_vec());
    live.cut();
    let error = output.wire.recv().await.expect_err("cut");
    assert!(matches!(&error, SdkError::DispatchFailure(failure) if failure.is_io()), "{error:?}");
    assert!(error.to_string().starts_with("Listen: dispatch failure: io error: "), "{error}");
    assert_eq!(output.wire.recv().await.expect("ended"), None);
}

#[tokio::test]
async fn a_failure_is_retried_and_an_error_has_its_body() {
    let denied = Answer::new(400, r#"{"__type":"NoSuchTopic","Message":"what?"}"#);
    let server = Server::start([Answer::new(500, "{}"), denied]).await;
    let error = client(&server.url).listen().topic("weather").send().await.expect_err("denied");
    assert_eq!(error.to_string(), "NoSuchTopic: what? (operation Listen, status 400, attempts 2)");
    assert!(matches!(error.as_service_error(), Some(ListenError::NoSuchTopic(_))));
    assert_eq!(server.requests().len(), 2);
}

/// A stream that cannot be read from its beginning fails the call, which is not made again.
#[tokio::test]
async fn a_page_of_a_proxy_is_no_stream() {
    let page = "<html><body>Your access is denied</body></html>";
    let server = Server::start([Answer::ok(page).header("x-amzn-requestid", "r-1")]).await;
    let error = client(&server.url).listen().topic("weather").send().await.expect_err("no stream");
    assert!(matches!(error, SdkError::ResponseError(_)), "{error:?}");
    assert_eq!(error.to_string(), "Listen: response error: the checksum of the lengths of a message is wrong");
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test(flavor = "current_thread")]
async fn what_is_sensitive_is_not_logged() {
    let log = Log::start();
    let (live, answer) = Answer::live();
    let server = Server::start([answer]).await;
    let secret = "a source that must not be named";
    live.send(initial_response());
    live.send(event("Bulletin", &format!(r#"{{"Headline":"Rain","Sources":["{secret}"]}}"#)));
    live.send(message("event", "Photo", vec![text("Caption", "Clouds")], secret));
    drop(live);
    let mut output = client(&server.url).listen().topic("weather").send().await.expect("a stream");
    let mut shown = format!("{output:?}");
    while let Some(event) = output.wire.recv().await.expect("received") {
        shown += &format!("{event:?} {output:?}");
    }
    assert!(shown.contains("Rain") && shown.contains("Clouds"), "{shown}");
    assert!(!shown.contains(secret), "{shown}");
    assert!(!log.text().contains(secret), "{}", log.text());
}
