//! Answers that cannot be read are errors that name the member, never a panic or a hang.

use crate::client;
use farrier_tests::server::{Answer, Server};
use harbour::error::{ProvideErrorMetadata as _, SdkError};
use harbour::operation::dock_ship::DockShipError;

/// What the client says of an answer to `DockShip`.
async fn refused(answer: Answer) -> SdkError<DockShipError> {
    let server = Server::start([answer]).await;
    client(&server).dock_ship().harbour("h").berth("b").send().await.expect_err("unreadable")
}

#[tokio::test]
async fn a_header_that_is_no_such_value_names_its_member() {
    for (header, value, member) in [
        ("X-Depth", "deep", "depth"),
        ("X-Depth", "1, 2", "depth"),
        ("X-Depth", "9223372036854775808", "depth"),
        ("X-Lit", "yes", "lit"),
        ("X-Since", "yesterday", "since"),
        ("X-Times", "Fri", "times"),
        ("X-Notes", "?", "notes"),
        ("X-Flags", "\"open", "flags"),
    ] {
        let error = refused(Answer::ok("{}").header(header, value)).await;
        let text = harbour::error::DisplayErrorContext(&error).to_string();
        assert!(matches!(error.as_service_error(), Some(DockShipError::Unhandled(_))), "{text}");
        assert!(text.contains(member), "{header}: {value}: {text}");
    }
}

#[tokio::test]
async fn a_single_text_is_in_one_header() {
    let error = refused(Answer::ok("{}").header("X-Dock", "a").header("X-Dock", "b")).await;
    assert!(harbour::error::DisplayErrorContext(&error).to_string().contains("dock"));
}

#[tokio::test]
async fn a_body_that_is_no_json_is_an_error() {
    let deep = format!(r#"{{"ship": {}"#, r#"{"escort": "#.repeat(500));
    for body in ["<html>", "{", "[]", r#"{"ship": 1}"#, r#"{"load": {"tons": 1, "passengers": []}}"#, "{}{}", &deep] {
        let error = refused(Answer::ok(body.to_owned())).await;
        assert!(matches!(error.as_service_error(), Some(DockShipError::Unhandled(_))), "{body}");
    }
}

#[tokio::test]
async fn an_error_keeps_its_code_when_its_body_is_no_json() {
    let error = refused(Answer::new(503, "<html>").header("X-Amzn-Errortype", "harbour#Closed:http://x/")).await;
    assert_eq!(error.code(), Some("Closed"));
    let error = refused(Answer::new(409, "<html>").header("X-Amzn-Errortype", "BerthTaken")).await;
    assert_eq!(error.code(), Some("BerthTaken"));
}
