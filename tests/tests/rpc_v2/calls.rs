//! Calls, pages, and errors of the model.

use crate::{cbor, client, json, json_client};
use farrier_tests::server::{Server, decompressed, header};
use observatory::error::ProvideErrorMetadata as _;
use observatory::operation::RequestId as _;
use observatory::operation::record::RecordError;
use observatory_json::operation::record::RecordError as JsonRecordError;

#[tokio::test]
async fn a_long_body_is_compressed() {
    let server = Server::start([cbor(200, b"\xA0"), json(200, "{}")]).await;
    let long = "x".repeat(20_000);
    client(&server).record().name(&long).token("t").send().await.expect("recorded");
    json_client(&server).record().name(&long).token("t").send().await.expect("recorded");
    let [by_cbor, by_json] = &server.requests()[..] else { panic!("two requests") };
    let body = [b"\xBF\x64name\x79\x4E\x20", long.as_bytes(), b"\x65token\x61t\xFF"].concat();
    assert_eq!(decompressed(by_cbor), body);
    assert_eq!(decompressed(by_json), format!(r#"{{"name":"{long}","token":"t"}}"#).as_bytes());
}

#[tokio::test]
async fn the_path_says_the_operation_and_a_header_the_protocol() {
    let server = Server::start([cbor(200, b"\xA1\x64name\x61n").header("x-amzn-requestid", "r-1")]).await;
    let output = client(&server).record().name("n").token("t").send().await.expect("recorded");
    assert_eq!((output.name(), output.request_id()), (Some("n"), Some("r-1")));
    let request = server.request();
    assert_eq!(request.uri().path(), "/base/service/Observatory/operation/Record");
    assert_eq!(request.method(), "POST");
    for (name, value) in [
        ("smithy-protocol", "rpc-v2-cbor"),
        ("accept", "application/cbor"),
        ("content-type", "application/cbor"),
        ("content-length", "17"),
    ] {
        assert_eq!(header(&request, name), value, "{name}");
    }
    assert_eq!(&request.body()[..], b"\xBF\x64name\x61n\x65token\x61t\xFF");
    // The user agent tells that it is CBOR.
    let agent = header(&request, "x-amz-user-agent");
    let features = agent.split(" m/").nth(1).expect("features");
    assert!(features.split([' ', ',']).any(|feature| feature == "M"), "{agent}");
}

#[tokio::test]
async fn the_same_in_json() {
    let server = Server::start([json(200, r#"{"name": "n"}"#)]).await;
    let output = json_client(&server).record().name("n").token("t").send().await.expect("recorded");
    assert_eq!(output.name(), Some("n"));
    let request = server.request();
    assert_eq!(request.uri().path(), "/base/service/Observatory/operation/Record");
    assert_eq!(
        (header(&request, "smithy-protocol"), header(&request, "content-type")),
        ("rpc-v2-json", "application/json")
    );
    assert_eq!(request.body(), r#"{"name":"n","token":"t"}"#);
    let agent = header(&request, "x-amz-user-agent");
    assert!(!agent.split([' ', ',', '/']).any(|feature| feature == "M"), "{agent}");
}

#[tokio::test]
async fn where_there_is_no_input_there_is_no_body() {
    let server = Server::start([cbor(200, b""), cbor(200, b"\xBF\xFF")]).await;
    client(&server).ping().send().await.expect("pong");
    client(&server).reset().send().await.expect("reset");
    let [ping, reset] = &server.requests()[..] else { panic!("two requests") };
    assert_eq!((header(ping, "content-type"), ping.body().len()), ("", 0));
    assert_eq!((header(reset, "content-type"), &reset.body()[..]), ("application/cbor", &b"\xBF\xFF"[..]));
}

#[tokio::test]
async fn pages_go_on_while_there_is_a_marker() {
    let first = b"\xBF\x65stars\x9F\xA1\x69magnitude\xF9\x3C\0\xFF\x66marker\x612\xFF";
    let server = Server::start([cbor(200, first), cbor(200, b"\xA1\x65stars\x81\xA1\x69magnitude\x02")]).await;
    let mut stars = client(&server).list().into_paginator().items().send();
    let mut magnitudes = Vec::new();
    while let Some(star) = stars.next().await {
        magnitudes.extend(star.expect("a star").magnitude);
    }
    assert_eq!(magnitudes, [1.0, 2.0]);
    assert_eq!(&server.requests()[1].body()[..], b"\xBF\x66marker\x612\xFF");
}

#[tokio::test]
async fn an_error_goes_by_the_header_of_the_query_protocol_or_its_shape() {
    let body = b"\xA2\x66__type\x74observatory#Overcast\x67message\x64rain";
    let server =
        Server::start([cbor(409, body), cbor(409, body).header("x-amzn-query-error", "SkyOvercast;Sender")]).await;
    for code in ["Overcast", "SkyOvercast"] {
        let error = client(&server).record().send().await.expect_err("overcast");
        let Some(RecordError::Overcast(overcast)) = error.as_service_error() else { panic!("{error:?}") };
        assert_eq!((error.code(), overcast.message()), (Some(code), Some("rain")));
    }
    let body = r#"{"__type": "observatory#Overcast", "message": "rain", "code": "Other"}"#;
    let server =
        Server::start([json(409, body), json(409, body).header("x-amzn-query-error", "SkyOvercast;Sender")]).await;
    for code in ["Overcast", "SkyOvercast"] {
        let error = json_client(&server).record().send().await.expect_err("overcast");
        let Some(JsonRecordError::Overcast(overcast)) = error.as_service_error() else { panic!("{error:?}") };
        assert_eq!((error.code(), overcast.message()), (Some(code), Some("rain")));
    }
}
