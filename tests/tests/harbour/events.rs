//! A stream of events beside a member in a header.

use crate::client;
use farrier_tests::frames::{event, message, text};
use farrier_tests::server::{Answer, Server};
use harbour::operation::RequestId as _;
use harbour::types::Tides;
use harbour::types::error::TidesError;
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

#[tokio::test]
async fn a_message_that_is_no_event_of_the_model_is_an_unknown_one() {
    let server = Server::start([Answer::ok(event("initial-response", "{}"))]).await;
    let mut output = client(&server).watch_tide().send().await.expect("a stream");
    assert!(matches!(output.tides.recv().await, Ok(Some(tides)) if tides.is_unknown()));
    assert!(matches!(output.tides.recv().await, Ok(None)));
}
