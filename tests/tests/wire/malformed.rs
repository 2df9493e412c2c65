//! Answers that cannot be read are errors of the right kind, never a panic or a hang.

use aws_sdk_partnercentralaccount::Client;
use aws_sdk_partnercentralaccount::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_partnercentralaccount::operation::create_connection_invitation::{
    CreateConnectionInvitationError, CreateConnectionInvitationOutput,
};
use farrier_tests::client::{client, config, invite};
use farrier_tests::server::{Answer, Server};
use std::time::Duration;

type Answered = Result<CreateConnectionInvitationOutput, SdkError<CreateConnectionInvitationError>>;

/// What the client makes of an answer, however often it asks for it.
async fn answered(answer: Answer) -> Answered {
    let server = Server::start(answer.times(3)).await;
    let call = async { invite(&client(&server)).send().await };
    tokio::time::timeout(Duration::from_secs(10), call).await.expect("no hang")
}

/// Checks that an answer with status 200 and this body cannot be read.
async fn assert_unreadable(body: impl Into<String>) {
    let body = body.into();
    let start: String = body.chars().take(80).collect();
    let error = answered(Answer::ok(body).header("x-amzn-requestid", "r-1")).await.expect_err(&start);
    let text = error.to_string();
    assert!(matches!(error.as_service_error(), Some(CreateConnectionInvitationError::Unhandled(_))), "{start}: {text}");
    assert!(
        text.contains("operation CreateConnectionInvitation, status 200, request id r-1, attempts 1)"),
        "{start}: {text}"
    );
    assert!(!text.contains('\n'), "{text}");
    assert_eq!(error.code(), None);
}

#[tokio::test]
async fn broken_json_is_a_decode_error() {
    for body in [
        "{",
        "}",
        "[",
        "nonsense",
        r#"{"Id""#,
        r#"{"Id":}"#,
        r#"{"Id":"x"#,
        r#"{"Id":"x",}"#,
        r#"{"Id" "x"}"#,
        r#"{Id:"x"}"#,
        r#"{"Id":"\x"}"#,
        r#"{"Id":"\ud800"}"#,
        r#"{"Id":"x";}"#,
        "\u{feff}{}",
    ] {
        assert_unreadable(body).await;
    }
}

#[tokio::test]
async fn bytes_that_are_no_text_are_a_decode_error() {
    let error = answered(Answer::ok(&b"{\"Id\":\"\xff\xfe\"}"[..])).await.expect_err("no UTF-8");
    assert!(matches!(error.as_service_error(), Some(CreateConnectionInvitationError::Unhandled(_))), "{error}");
}

#[tokio::test]
async fn trailing_garbage_is_a_decode_error() {
    for body in ["{} x", "{}{}", "{}]", r#"{"Id":"x"} trailing"#, "{}\0"] {
        assert_unreadable(body).await;
    }
    answered(Answer::ok(" \r\n\t{} \r\n\t")).await.expect("spaces are no garbage");
}

#[tokio::test]
async fn wrong_types_are_a_decode_error() {
    for body in [
        "[]",
        "1",
        "\"text\"",
        "true",
        r#"{"Id":1}"#,
        r#"{"Id":{}}"#,
        r#"{"Id":["x"]}"#,
        r#"{"Id":true}"#,
        r#"{"Status":1}"#,
        r#"{"CreatedAt":"yesterday"}"#,
        r#"{"CreatedAt":{}}"#,
        r#"{"CreatedAt":"2026-13-01T00:00:00Z"}"#,
    ] {
        assert_unreadable(body).await;
    }
}

#[tokio::test]
async fn nesting_of_128_and_deeper_is_a_decode_error() {
    for depth in [128, 1_000, 200_000] {
        let (lists, ends) = ("[".repeat(depth), "]".repeat(depth));
        assert_unreadable(format!(r#"{{"Unknown":{lists}{ends}}}"#)).await;
        assert_unreadable(format!(r#"{{"Unknown":{lists}"#)).await;
        let (objects, ends) = (r#"{"a":"#.repeat(depth), "}".repeat(depth));
        assert_unreadable(format!(r#"{{"Unknown":{objects}1{ends}}}"#)).await;
    }
    let error = answered(Answer::new(400, r#"{"a":"#.repeat(200_000))).await.expect_err("an error as deep");
    assert!(error.to_string().len() < 1_000, "only a snippet");
    let (lists, ends) = ("[".repeat(100), "]".repeat(100));
    answered(Answer::ok(format!(r#"{{"Unknown":{lists}{ends}}}"#))).await.expect("not as deep");
}

#[tokio::test]
async fn a_page_instead_of_json_is_a_decode_error() {
    assert_unreadable("<!DOCTYPE html>\n<html><body>Please log in</body></html>").await;
}

#[tokio::test]
async fn a_huge_body_is_read() {
    let text = "x".repeat(10 << 20);
    let output = answered(Answer::ok(format!(r#"{{"Id":"{text}"}}"#))).await.expect("an output");
    assert_eq!(output.id().len(), text.len());
    let error = answered(Answer::new(400, text)).await.expect_err("refused");
    assert!(error.to_string().len() < 1_000, "only a snippet");
}

#[tokio::test]
async fn a_body_without_end_is_an_error_and_not_asked_for_again() {
    let (live, answer) = Answer::live();
    let server = Server::start([answer]).await;
    let endless = async {
        let part = vec![b' '; 64 << 10];
        for number in 0_u32.. {
            live.send(part.clone());
            // Lets the client read.
            tokio::time::sleep(Duration::from_millis(1)).await;
            assert!(number < 10_000, "nobody hangs up");
        }
    };
    let config = config().endpoint_url(&server.url).response_max_body_size_bytes(1_u64 << 20).build();
    let client = Client::from_conf(config);
    let error = tokio::select! {
        answer = invite(&client).send() => answer.expect_err("too long"),
        () = endless => unreachable!("it does not end"),
    };
    let text = error.to_string();
    assert!(text.contains("response error: the body is longer than 1048576 bytes"), "{text}");
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn a_connection_closed_half_way_is_a_response_error() {
    let error = answered(Answer::ok(r#"{"Id":"invitation-1","Arn":"arn"}"#).cut_short()).await.expect_err("cut short");
    assert!(matches!(error, SdkError::ResponseError(_)), "{error:?}");
    let text = error.to_string();
    assert!(text.starts_with("CreateConnectionInvitation: response error: "), "{text}");
    assert!(!text.contains('\n'), "{text}");
}

#[tokio::test]
async fn a_connection_closed_without_an_answer_is_a_dispatch_failure() {
    let error = answered(Answer::closed()).await.expect_err("closed");
    assert!(matches!(error, SdkError::DispatchFailure(_)), "{error:?}");
    let text = error.to_string();
    assert!(text.starts_with("CreateConnectionInvitation: dispatch failure: "), "{text}");
    assert!(text.ends_with("attempts 3") && !text.contains('\n'), "{text}");
}
