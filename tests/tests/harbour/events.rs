//! A stream of events beside a member in a header.

use crate::client;
use aws_smithy_types::event_stream::{Header, HeaderValue};
use farrier_tests::frames::{event, message, text};
use farrier_tests::server::{Answer, Server};
use harbour::error::ProvideErrorMetadata as _;
use harbour::operation::RequestId as _;
use harbour::primitives::Blob;
use harbour::types::Tides;
use harbour::types::error::TidesError;
use std::error::Error as _;
use std::time::Duration;

#[tokio::test]
async fn an_output_is_there_before_the_first_event() {
    let (live, answer) = Answer::live();
    let server = Server::start([answer.header("X-Gauge", "north").header("x-amzn-requestid", "r-1")]).await;
    let client = client(&server);
    let call = client.watch_tide().place("quay").send();
    let mut output = tokio::time::timeout(Duration::from_secs(10), call).await.expect("no wait").expect("a stream");
    assert_eq!((output.gauge(), output.request_id()), (Some("north"), Some("r-1")));
    let place = vec![text("place", "quay"), text(":content-type", "application/json")];
    live.send(message("event", "tide", place, r#"{"h": 1.5}"#));
    let tide = output.tides.recv().await.expect("received").expect("an event");
    let Tides::Tide(tide) = tide else { panic!("{tide:?}") };
    assert_eq!((tide.height(), tide.place()), (Some(1.5), Some("quay")));
    live.send(message("exception", "fog", Vec::new(), r#"{"message": "thick"}"#));
    let error = output.tides.recv().await.expect_err("fog");
    assert!(
        matches!(error.as_service_error(), Some(TidesError::Fog(fog)) if fog.message() == Some("thick")),
        "{error:?}"
    );
    assert_eq!(server.requests()[0].uri(), "/tide?place=quay");
}

/// What a stream of tides ends with that is this exception.
async fn ends_with(name: &str, headers: Vec<Header>, payload: &str) -> TidesError {
    let server = Server::start([Answer::ok(message("exception", name, headers, payload))]).await;
    let mut output = client(&server).watch_tide().send().await.expect("a stream");
    output.tides.recv().await.expect_err("an exception").into_service_error()
}

#[tokio::test]
async fn an_exception_has_headers_and_a_payload_as_an_event_has() {
    let force = |value| vec![text("message", "hold on"), Header::new("force", value)];
    let error = ends_with("squall", force(HeaderValue::Int32(9)), r#"{"place": "quay", "force": 1}"#).await;
    assert_eq!((error.code(), error.message()), (Some("squall"), Some("hold on")));
    let TidesError::Squall(squall) = error else { panic!("{error:?}") };
    assert_eq!((squall.message(), squall.force(), squall.place()), (Some("hold on"), Some(9), Some("quay")));

    let image = vec![text("message", "ashore"), text(":content-type", "application/octet-stream")];
    let error = ends_with("wreck", image, r#"{"message": "no word of it"}"#).await;
    assert_eq!(error.message(), Some("ashore"));
    let TidesError::Wreck(wreck) = error else { panic!("{error:?}") };
    assert_eq!(wreck.message(), Some("ashore"));
    assert_eq!(wreck.photo(), Some(&Blob::new(r#"{"message": "no word of it"}"#)));

    let error = ends_with("squall", force(HeaderValue::Bool(true)), "{}").await;
    assert_eq!(error.code(), Some("squall"));
    let text = error.source().expect("a reason").to_string();
    assert!(text.contains("`force`: the header is no integer"), "{text}");
}

#[tokio::test]
async fn a_message_that_is_no_event_of_the_model_is_an_unknown_one() {
    let server = Server::start([Answer::ok(event("initial-response", "{}"))]).await;
    let mut output = client(&server).watch_tide().send().await.expect("a stream");
    assert!(matches!(output.tides.recv().await, Ok(Some(tides)) if tides.is_unknown()));
    assert!(matches!(output.tides.recv().await, Ok(None)));
}
