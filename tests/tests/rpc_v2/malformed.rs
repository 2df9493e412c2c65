//! Answers that cannot be read are errors that say where, never a panic or a hang.

use crate::{cbor, client, config, json, json_client};
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

/// Bodies in CBOR and in JSON of so many maps and lists, each within the one before, below a member of the model or not.
fn nested(depth: usize, known: bool) -> (Vec<u8>, String) {
    let member = if known { "star" } else { "else" };
    let (lists, is_odd) = ((depth - 2) / 2, depth % 2 == 1);
    let (cbor_end, json_end) =
        if is_odd { (b"\xA1\x65moons\x80".as_slice(), r#"{"moons":[]}"#) } else { (b"\xA0".as_slice(), "{}") };
    let cbor = [b"\xA1\x64", member.as_bytes(), &b"\xA1\x65moons\x81".repeat(lists), cbor_end].concat();
    let open = r#"{"moons":["#.repeat(lists);
    (cbor, format!(r#"{{"{member}":{open}{json_end}{}}}"#, "]}".repeat(lists)))
}

/// As deep as it may be, and one deeper.
#[tokio::test]
async fn what_nests_is_read_to_a_limit() {
    for (depth, known) in [(128, true), (128, false), (129, true), (129, false)] {
        let (in_cbor, in_json) = nested(depth, known);
        let server = Server::start([cbor(200, &in_cbor), json(200, &in_json)]).await;
        let by_cbor = client(&server).record().send().await.map(|output| output.star.is_some());
        let by_json = json_client(&server).record().send().await.map(|output| output.star.is_some());
        assert_eq!(by_cbor.as_ref().ok(), (depth == 128).then_some(&known), "{by_cbor:?}");
        assert_eq!(by_json.as_ref().ok(), (depth == 128).then_some(&known), "{by_json:?}");
    }
}

#[tokio::test]
async fn what_is_longer_than_the_limit_is_not_loaded() {
    let in_cbor = [b"\xA1\x64name\x79\x27\x10".as_slice(), &b"n".repeat(10_000)].concat();
    let in_json = format!("{{\"name\":\"{}\"}}", "n".repeat(10_000));
    let (in_cbor, in_json) = (cbor(200, &in_cbor), json(200, &in_json));
    let server = Server::start([in_cbor.clone(), in_json.clone(), in_cbor, in_json]).await;
    let output = client(&server).record().send().await.expect("it is not that long");
    assert_eq!(output.name().map(str::len), Some(10_000));
    let output = json_client(&server).record().send().await.expect("it is not that long");
    assert_eq!(output.name().map(str::len), Some(10_000));
    let limited = config(&server).to_builder().response_max_body_size_bytes(1_000_u64).build();
    let error = observatory::Client::from_conf(limited.clone()).record().send().await.expect_err("too long");
    assert!(matches!(error, SdkError::ResponseError(_)), "{error:?}");
    let error = observatory_json::Client::from_conf(limited).record().send().await.expect_err("too long");
    assert!(matches!(error, SdkError::ResponseError(_)), "{error:?}");
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
