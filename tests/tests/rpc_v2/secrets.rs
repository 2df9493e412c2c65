//! What is sensitive in rpcv2Cbor and rpcv2Json: it is in the bodies of both ways.

use crate::{cbor, client, json, json_client};
use farrier_tests::secrets::assert_none_seen;
use farrier_tests::server::{Answer, Server};
use farrier_tests::tomb::in_json;
use farrier_tests::{bury, tomb};

#[tokio::test]
async fn neither_logs_nor_errors_of_cbor_show_secrets() {
    let answers = [
        cbor(200, b"\xA2\x64name\x61n\x66secret\x66tweety"),
        cbor(200, b"\xA2\x66secret\x66tweety\x64name\x07"),
        cbor(200, b"\xA1\x66secret\x66twee"),
        cbor(400, b"\xA2\x66__type\x63Odd\x66secret\x66tweety"),
        cbor(400, b"\xA2\x66secret\x66tweety\x66__type"),
        Answer::new(503, "<html>tweety"),
        cbor(200, b"\xA1\x66secret\x66tweety").cut_short(),
        Answer::closed(),
    ];
    let call = async |server: &Server| client(server).record().name("n").secret("tweety").send().await;
    assert_none_seen(answers, call).await;
}

#[tokio::test]
async fn neither_logs_nor_errors_of_json_show_secrets() {
    let answers = [
        json(200, r#"{"name": "n", "secret": "tweety"}"#),
        json(200, r#"{"secret": "tweety", "name": 7}"#),
        json(200, r#"{"secret": "tweety"#),
        json(400, r#"{"__type": "Odd", "secret": "tweety"}"#),
        json(400, r#"{"secret": "tweety", "__type"}"#),
        Answer::new(503, "<html>tweety"),
        json(200, r#"{"secret": "tweety"}"#).cut_short(),
        Answer::closed(),
    ];
    let call = async |server: &Server| json_client(server).record().name("n").secret("tweety").send().await;
    assert_none_seen(answers, call).await;
}

/// An output looks as the input did.
#[tokio::test]
async fn nobody_sees_what_is_buried_in_cbor() {
    let tomb = tomb!(observatory, map, named);
    let server = Server::start([cbor(200, b"\xA0")]).await;
    client(&server).bury().tomb(tomb.clone()).send().await.expect("sent");
    let body = server.request().body().to_vec();
    assert!(body.starts_with(b"\xBF\x64Tomb"), "a map without a length");
    let error = |code: &str| {
        let length = u8::try_from(code.len()).expect("short");
        [b"\xBF\x66__type\x78", &[length][..], code.as_bytes(), &body[1..]].concat()
    };
    bury!(observatory, tomb, client, body.clone(), error, |status, body: Vec<u8>| cbor(status, &body));
}

#[tokio::test]
async fn nobody_sees_what_is_buried_in_json() {
    let body = format!("{{{}}}", in_json()).into_bytes();
    let error = |code: &str| format!(r#"{{"__type":"{code}",{}}}"#, in_json()).into_bytes();
    let answer = |status, body: Vec<u8>| {
        let answer = Answer::new(status, body).header("smithy-protocol", "rpc-v2-json");
        answer.header("content-type", "application/json")
    };
    bury!(observatory_json, tomb!(observatory_json, map, named), json_client, body, error, answer);
}
