//! Answers that cannot be read are errors, never a panic or a hang.

use crate::client;
use archive::error::{DisplayErrorContext, ProvideErrorMetadata as _, SdkError};
use archive::operation::RequestId as _;
use archive::operation::file::FileError;
use farrier_tests::server::{Answer, Server};

/// What the client says of an answer to `File`.
async fn refused(answer: Answer) -> SdkError<FileError> {
    let server = Server::start([answer]).await;
    client(&server).file().room("r").send().await.expect_err("unreadable")
}

#[tokio::test]
async fn a_body_that_cannot_be_read_is_an_error() {
    let deep = format!("<R>{}", "<paper><copyOf>".repeat(500));
    let deep_unknown = "<x>".repeat(100_000);
    for body in [
        "nonsense",
        "{}",
        "<R>",
        "<R></S>",
        "<R><title>x</R>",
        "<R><title>&unknown;</title></R>",
        "<R><title>&#xD800;</title></R>",
        "<R><title>&#x110000;</title></R>",
        "<R><count>many</count></R>",
        "<R><count>1<b/></count></R>",
        "<R><times><member>now</member></times></R>",
        "<R><paper><sealed>yes</sealed></paper></R>",
        "<R><paper><scan>?</scan></paper></R>",
        "<R><find><term>a</term><paper/></find></R>",
        "<R><find/></R>",
        "<!DOCTYPE R [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><R><title>&b;</title></R>",
        "<!DOCTYPE R SYSTEM 'file:///etc/passwd'><R/>",
        "<R/><R/>",
        &deep,
        &deep_unknown,
    ] {
        let start: String = body.chars().take(60).collect();
        let error = refused(Answer::ok(body.to_owned())).await;
        assert!(matches!(error.as_service_error(), Some(FileError::Unhandled(_))), "{start}");
    }
}

#[tokio::test]
async fn an_unknown_member_of_a_union_is_unknown() {
    let server = Server::start([Answer::ok("<R><find><later>x</later></find></R>")]).await;
    let output = client(&server).file().room("r").send().await.expect("filed");
    assert!(output.find().is_some_and(archive::types::Find::is_unknown));
}

#[tokio::test]
async fn an_error_says_what_it_can() {
    let error = refused(Answer::new(503, "<html><body>Down</body>")).await;
    assert_eq!(error.code(), None);
    let body = "<ErrorResponse><Error><Code>SlowDown</Code><Message>not so fast</Message></Error><RequestId>r-7</RequestId></ErrorResponse>";
    let error = refused(Answer::new(503, body)).await;
    assert_eq!(
        (error.code(), error.message(), error.request_id()),
        (Some("SlowDown"), Some("not so fast"), Some("r-7"))
    );
    let text = DisplayErrorContext(&error).to_string();
    assert!(text.contains("SlowDown") && text.contains("r-7"), "{text}");
}
