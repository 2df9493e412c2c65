//! Events of an object: what looks into other answers leaves a stream of events alone.

use crate::client;
use aws_smithy_types::event_stream::Message;
use buckets::error::ProvideErrorMetadata as _;
use buckets::types::SelectObjectContentEventStream as Event;
use farrier_tests::frames::{encode, message, text};
use farrier_tests::server::{Answer, Server};

/// An event with records, which are bytes of any kind.
fn records(bytes: &str) -> Vec<u8> {
    message("event", "Records", vec![text(":content-type", "application/octet-stream")], bytes)
}

#[tokio::test]
async fn events_come_before_the_answer_has_ended() {
    let (live, answer) = Answer::live();
    let server = Server::start([answer.header("x-amz-request-id", "r-1")]).await;
    let call = client(&server).select_object_content().bucket("pail").key("a/k").expression("SELECT *");
    let mut output = call.send().await.expect("an answer whose body has not begun");
    let request = server.request();
    assert_eq!((request.method().as_str(), request.uri().query()), ("POST", Some("select&select-type=2")));
    assert!(String::from_utf8_lossy(request.body()).contains("<Expression>SELECT *</Expression>"));

    // As other answers of the service say that they failed.
    live.send(records("<Error><Code>InternalError</Code></Error>"));
    let event = output.payload.recv().await.expect("received").expect("an event");
    let Event::Records(event) = event else { panic!("{event:?}") };
    assert!(event.payload().is_some_and(|bytes| bytes.as_ref().starts_with(b"<Error>")));

    let stats = "<Stats><BytesScanned>7</BytesScanned></Stats>";
    live.send(message("event", "Stats", vec![text(":content-type", "text/xml")], stats));
    let event = output.payload.recv().await.expect("received").expect("an event");
    let Event::Stats(event) = event else { panic!("{event:?}") };
    assert_eq!(event.details().and_then(|details| details.bytes_scanned()), Some(7));

    live.send(message("event", "End", Vec::new(), ""));
    drop(live);
    let event = output.payload.recv().await.expect("received").expect("an event");
    assert!(matches!(event, Event::End(_)), "{event:?}");
    assert!(output.payload.recv().await.expect("the end").is_none());
    assert_eq!(server.requests().len(), 1);
}

/// Once the head said that all is well, errors are messages.
#[tokio::test]
async fn an_error_among_events_is_not_tried_again() {
    let headers =
        vec![text(":message-type", "error"), text(":error-code", "InternalError"), text(":error-message", "Again.")];
    let failed = encode(&Message::new_from_parts(headers, ""));
    let server = Server::start([Answer::ok([records("a,b\n"), failed].concat())]).await;
    let call = client(&server).select_object_content().bucket("pail").key("k").expression("SELECT *");
    let mut output = call.send().await.expect("a stream");
    let event = output.payload.recv().await.expect("received").expect("an event");
    assert!(matches!(&event, Event::Records(records) if records.payload().is_some()), "{event:?}");
    let error = output.payload.recv().await.expect_err("failed");
    assert_eq!((error.code(), error.message()), (Some("InternalError"), Some("Again.")));
    assert_eq!(server.requests().len(), 1);
}
