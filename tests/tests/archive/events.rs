//! Events whose payloads are XML, beside a member in a header.

use crate::client;
use archive::types::Doors;
use archive::types::error::DoorsError;
use aws_smithy_types::event_stream::{Header, HeaderValue};
use farrier_tests::frames::{message, text};
use farrier_tests::server::{Answer, Server};

#[tokio::test]
async fn events_and_exceptions_are_read() {
    let by = vec![text("by", "Ada"), text(":content-type", "application/xml")];
    let opened = message("event", "opened", by, "<Opened><room>7</room></Opened>");
    let fire = message("exception", "fire", Vec::new(), "<Fire><message>hot</message></Fire>");
    let server = Server::start([Answer::ok([opened, fire].concat()).header("X-Guard", "Bo")]).await;
    let mut output = client(&server).guard().room("7").send().await.expect("a stream");
    assert_eq!(output.guard(), Some("Bo"));
    let event = output.doors.recv().await.expect("received").expect("an event");
    let Doors::Opened(opened) = event else { panic!("{event:?}") };
    assert_eq!((opened.room(), opened.by()), (Some("7"), Some("Ada")));
    let error = output.doors.recv().await.expect_err("fire");
    let Some(DoorsError::Fire(fire)) = error.as_service_error() else { panic!("{error:?}") };
    assert_eq!(fire.message(), Some("hot"));
}

#[tokio::test]
async fn an_exception_has_headers_and_a_payload_as_an_event_has() {
    let headers = vec![text("message", "wet"), Header::new("level", HeaderValue::Int32(3))];
    let flood =
        message("exception", "flood", headers, "<Shelf><width>4</width><message>no word of it</message></Shelf>");
    let server = Server::start([Answer::ok(flood)]).await;
    let mut output = client(&server).guard().room("7").send().await.expect("a stream");
    let error = output.doors.recv().await.expect_err("flood").into_service_error();
    let DoorsError::Flood(flood) = error else { panic!("{error:?}") };
    assert_eq!((flood.message(), flood.level()), (Some("wet"), Some(3)));
    assert_eq!(flood.shelf().and_then(|shelf| shelf.width()), Some(4));
}
