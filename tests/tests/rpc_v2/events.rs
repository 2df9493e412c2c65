//! Streams of events, whose payloads are in the format of the protocol.

use crate::{cbor, client, json, json_client};
use aws_smithy_types::event_stream::{Header, HeaderValue};
use farrier_tests::frames::{event, message, text};
use farrier_tests::server::{Answer, Server};
use observatory::primitives::DateTime;
use observatory::types::Sky;
use observatory::types::error::SkyError;
use observatory_json::types::Sky as JsonSky;

#[tokio::test]
async fn events_exceptions_and_the_initial_response_are_read() {
    let initial = message("event", "initial-response", Vec::new(), b"\xA1\x65field\x65north");
    let flare =
        message("event", "flare", vec![text("from", "here")], b"\xBF\x64star\xA1\x69magnitude\x02\x62at\xC1\x07\xFF");
    let clouds = message("exception", "clouds", Vec::new(), b"\xA1\x67message\x64rain");
    let server = Server::start([cbor(200, &[initial, flare, clouds].concat())]).await;
    let mut output = client(&server).watch().field("f").send().await.expect("a stream");
    assert_eq!(output.field(), Some("north"));
    let event = output.sky.recv().await.expect("received").expect("an event");
    let Sky::Flare(flare) = event else { panic!("{event:?}") };
    assert_eq!((flare.from(), flare.at().map(|at| at.secs())), (Some("here"), Some(7)));
    assert_eq!(flare.star().and_then(|star| star.magnitude()), Some(2.0));
    let error = output.sky.recv().await.expect_err("clouds");
    let Some(SkyError::Overcast(clouds)) = error.as_service_error() else { panic!("{error:?}") };
    assert_eq!(clouds.message(), Some("rain"));
    let request = server.request();
    assert_eq!(request.headers()["accept"], "application/vnd.amazon.eventstream, application/cbor");
}

#[tokio::test]
async fn the_same_in_json() {
    let body = [event("initial-response", r#"{"field": "north"}"#), event("flare", r#"{"at": 7}"#)].concat();
    let answer = Answer::ok(body).header("smithy-protocol", "rpc-v2-json");
    let server = Server::start([answer]).await;
    let mut output = json_client(&server).watch().send().await.expect("a stream");
    assert_eq!(output.field(), Some("north"));
    let event = output.sky.recv().await.expect("received").expect("an event");
    assert!(matches!(event, JsonSky::Flare(flare) if flare.at().is_some_and(|at| at.secs() == 7)));
    assert!(matches!(output.sky.recv().await, Ok(None)));
}

#[tokio::test]
async fn an_exception_has_headers_and_a_payload_as_an_event_has() {
    let headers = vec![text("message", "bright"), Header::new("until", HeaderValue::Timestamp(DateTime::from_secs(7)))];
    let dazzled = message("exception", "dazzled", headers, b"\xA1\x64star\xA1\x69magnitude\x02");
    let server = Server::start([cbor(200, &dazzled)]).await;
    let mut output = client(&server).watch().send().await.expect("a stream");
    let error = output.sky.recv().await.expect_err("dazzled").into_service_error();
    let SkyError::Dazzled(dazzled) = error else { panic!("{error:?}") };
    assert_eq!((dazzled.message(), dazzled.until()), (Some("bright"), Some(&DateTime::from_secs(7))));
    assert_eq!(dazzled.star().and_then(|star| star.magnitude()), Some(2.0));
}

#[tokio::test]
async fn a_stream_of_no_protocol_is_not_opened() {
    let server = Server::start([Answer::ok(event("flare", "{}")), json(409, r#"{"__type": "a#Overcast"}"#)]).await;
    for is_error_of_model in [false, true] {
        let error = json_client(&server).watch().send().await.expect_err("no stream");
        assert_eq!(error.as_service_error().is_some_and(|error| error.is_overcast()), is_error_of_model, "{error:?}");
    }
}

/// There is one status that says success.
#[tokio::test]
async fn a_stream_with_another_status_is_an_error() {
    let server = Server::start([cbor(202, &event("flare", ""))]).await;
    let error = client(&server).watch().field("f").send().await.expect_err("no stream");
    assert!(error.to_string().contains("status 202"), "{error}");
}
