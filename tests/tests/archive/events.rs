//! Events whose payloads are XML, beside a member in a header.

use crate::client;
use archive::types::Doors;
use archive::types::error::DoorsError;
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
