//! Answers that cannot be read are errors that say where, never a panic or a hang.

use crate::{cbor, client, json, json_client};
use farrier_tests::server::{Answer, Server};
use observatory::error::{DisplayErrorContext, ProvideErrorMetadata as _, SdkError};
use observatory::operation::record::RecordError;

/// What the client says of an answer to `Record`.
async fn refused(answer: Answer) -> SdkError<RecordError> {
    let server = Server::start([answer]).await;
    client(&server).record().send().await.expect_err("unreadable")
}

#[tokio::test]
async fn a_body_that_is_no_cbor_of_the_model_is_an_error() {
    let deep = [b"\xA1\x65Other".as_slice(), &b"\x81".repeat(100_000)].concat();
    let endless = [b"\xA1\x65names\x9B".as_slice(), &u64::MAX.to_be_bytes()].concat();
    for (body, message) in [
        (b"<html>".as_slice(), "expected a map at byte 0"),
        (b"\xA1\x64name\x65abc", "member `name`: invalid input: expected more at byte 7"),
        (b"\xA1\x64name\x07", "member `name`: type mismatch: expected a string at byte 6"),
        (b"\xA1\x64byte\x19\x01\0", "member `byte`: invalid input: a number out of range at byte 6"),
        (b"\xA1\x62at\x07", "member `at`: type mismatch: expected a timestamp at byte 4"),
        (b"\xA1\x64star\xA1\x69magnitude\x61x", "member `star.magnitude`: type mismatch: expected a number"),
        (b"\xA1\x65names\x82\x61a\xF6", "member `names`: invalid input: a null in a list or map that is not sparse"),
        (b"\xA1\x65notes\xA1\x61a\xF7", "member `notes`: invalid input: a null in a list or map that is not sparse"),
        (b"\xA1\x64find\xA0", "the union Find without a member set"),
        (b"\xA0\xA0", "expected nothing more at byte 1"),
        (&deep, "nested too deeply"),
        (&endless, "member `names`: invalid input: expected more"),
    ] {
        let error = refused(cbor(200, body)).await;
        let text = DisplayErrorContext(&error).to_string();
        assert!(matches!(error.as_service_error(), Some(RecordError::Unhandled(_))), "{text}");
        assert!(text.contains(message), "{message}: {text}");
    }
}

#[tokio::test]
async fn an_answer_of_no_protocol_or_another_is_not_read() {
    let json = Answer::ok("{}").header("smithy-protocol", "rpc-v2-json");
    for answer in [Answer::ok(b"\xA1\x64name\x61n".to_vec()), json] {
        let error = refused(answer).await;
        let text = DisplayErrorContext(&error).to_string();
        assert!(text.contains("the response does not follow smithy.protocols#rpcv2Cbor"), "{text}");
    }
    // What looks like an error of the service and may be none.
    let error = refused(Answer::new(409, b"\xA1\x66__type\x68Overcast".to_vec())).await;
    assert_eq!(error.code(), None);
    assert!(matches!(error.as_service_error(), Some(RecordError::Unhandled(_))));
}

/// There is one status that says success.
#[tokio::test]
async fn an_answer_with_another_status_is_an_error() {
    for status in [201, 202, 204, 299] {
        let error = refused(cbor(status, b"\xA1\x64name\x61n")).await;
        assert!(matches!(error.as_service_error(), Some(RecordError::Unhandled(_))), "{error:?}");
        assert!(error.to_string().contains(&format!("status {status}")), "{error}");
    }
}

#[tokio::test]
async fn an_error_says_what_it_can() {
    let error = refused(cbor(500, b"<html>")).await;
    assert_eq!((error.code(), error.message()), (None, None));
    let error = refused(cbor(409, b"\xA2\x66__type\x68Overcast\x65until\x07")).await;
    assert_eq!(error.code(), Some("Overcast"));
    let Some(RecordError::Unhandled(_)) = error.as_service_error() else { panic!("{error:?}") };
    let error = refused(cbor(400, b"\xA2\x66__type\x66a#Else\x67message\x63not")).await;
    assert_eq!((error.code(), error.message()), (Some("Else"), Some("not")));
}

#[tokio::test]
async fn nor_is_json_read_that_is_none() {
    let bodies = [
        "<html>",
        r#"{"count": 1.5}"#,
        r#"{"byte": 128}"#,
        r#"{"names": ["a", null]}"#,
        r#"{"notes": {"a": null}}"#,
        r#"{"star": {"moons": [null]}}"#,
    ];
    for answer in bodies.map(|body| json(200, body)).into_iter().chain([Answer::ok("{}")]) {
        let server = Server::start([answer]).await;
        let error = json_client(&server).record().send().await.expect_err("unreadable");
        assert!(error.as_service_error().is_some_and(|error| error.code().is_none()), "{error:?}");
    }
}
