//! Answers that cannot be read are errors that name the member, never a panic or a hang.

use crate::{client, config};
use farrier_tests::client::SkipNonUtf8;
use farrier_tests::server::{Answer, Server};
use harbour::Client;
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

/// A map has all headers that belong to it, or there is none.
#[tokio::test]
async fn a_header_with_a_prefix_is_not_lost() {
    for (answer, why) in [
        (
            Answer::ok("{}").header("X-Tag-A", "1").header("X-Tag-Name", b"caf\xE9"),
            "tags: name: the header is not UTF-8",
        ),
        (Answer::ok("{}").header("X-Tag-A", "1").header("X-Tag-A", "2"), "tags: a: there are several headers"),
    ] {
        let error = refused(answer).await;
        let text = harbour::error::DisplayErrorContext(&error).to_string().replace("invalid input: ", "");
        assert!(text.contains(why), "{why}: {text}");
    }
}

#[tokio::test]
async fn a_program_may_do_without_headers_that_are_no_text() {
    let answer = || {
        let answer = Answer::ok("{}").header("X-Tag-A", "1").header("X-Tag-Name", b"caf\xE9").header("X-Depth", "7");
        answer.header("X-Dock", b"\xE9").header("X-Flags", "a").header("X-Flags", b"\xE9")
    };
    let server = Server::start([answer(), answer().header("X-Lit", "maybe")]).await;
    let client = Client::from_conf(config(&server).interceptor(SkipNonUtf8).build());
    let call = || client.dock_ship().harbour("h").berth("b").send();
    let output = call().await.expect("read");
    assert_eq!((output.tags(), output.dock(), output.flags(), output.depth()), (None, None, &[][..], Some(7)));
    call().await.expect_err("another reason");
}

/// The answer to what could not be read to its end is there, as it was.
#[tokio::test]
async fn a_raw_answer_has_all_headers() {
    let answer = Answer::ok(r#"{"ship": {}}"#).header("X-Raw", b"caf\xE9").header("X-Raw", "b").cut_short();
    let error = refused(answer).await;
    assert!(matches!(error, SdkError::ResponseError(_)), "{error:?}");
    let headers = error.raw_response().expect("an answer").headers();
    assert_eq!(headers.get_all_bytes("x-raw").collect::<Vec<_>>(), [&b"caf\xE9"[..], b"b"]);
}

#[tokio::test]
async fn a_body_that_is_no_json_is_an_error() {
    let deep = format!(r#"{{"ship": {}"#, r#"{"escort": "#.repeat(500));
    for body in [
        "<html>",
        "{",
        "[]",
        r#"{"ship": 1}"#,
        r#"{"ship": {"crew": ["a", null]}}"#,
        r#"{"load": {"tons": 1, "passengers": []}}"#,
        "{}{}",
        &deep,
    ] {
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

#[tokio::test]
async fn what_is_longer_than_the_limit_is_not_loaded() {
    let long = format!(r#"{{"ship": {{"shipName": "{}"}}}}"#, "n".repeat(100_000));
    let server = Server::start([Answer::ok(long)]).await;
    let client = Client::from_conf(config(&server).response_max_body_size_bytes(1_000_u64).build());
    let error = client.dock_ship().harbour("h").berth("b").send().await.expect_err("too long");
    assert!(matches!(error, SdkError::ResponseError(_)), "{error:?}");
}
