//! Answers that cannot be read are errors, never a panic or a hang.

use crate::client;
use archive::Client;
use archive::error::{DisplayErrorContext, ProvideErrorMetadata as _, SdkError};
use archive::operation::RequestId as _;
use archive::operation::file::FileError;
use farrier_tests::client::once;
use farrier_tests::malformed::{Members, assert_unreadable};
use farrier_tests::server::{Answer, Server};

/// What the client says of an answer to `File`.
async fn refused(answer: Answer) -> SdkError<FileError> {
    let server = Server::start([answer]).await;
    client(&server).file().room("r").send().await.expect_err("unreadable")
}

const FILE: Members = Members {
    root: "R",
    text: "title",
    number: "count",
    flag: "paper/sealed",
    time: "times/member",
    bytes: "paper/scan",
    union: "find",
    other: "paper",
    nest: ["paper", "copyOf"],
};

#[tokio::test]
async fn a_body_that_cannot_be_read_is_an_error() {
    let file = async |server: &Server| client(server).file().room("r").send().await;
    let is_unhandled = |error: &SdkError<FileError>| matches!(error.as_service_error(), Some(FileError::Unhandled(_)));
    assert_unreadable(FILE.malformed(), file, is_unhandled).await;
}

#[tokio::test]
async fn what_nests_is_read_to_a_limit() {
    for known in [true, false] {
        let server = Server::start([Answer::ok(FILE.nested(128, known))]).await;
        let output = client(&server).file().room("r").send().await.expect("it may be that deep");
        assert_eq!(output.paper.is_some(), known);
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

#[tokio::test]
async fn what_is_longer_than_the_limit_is_not_loaded() {
    let long = format!("<R><title>{}</title></R>", "n".repeat(100_000));
    let server = Server::start([Answer::ok(long)]).await;
    let client = Client::from_conf(once().endpoint_url(&server.url).response_max_body_size_bytes(1_000_u64).build());
    let error = client.file().room("r").send().await.expect_err("too long");
    assert!(matches!(error, SdkError::ResponseError(_)), "{error:?}");
}
