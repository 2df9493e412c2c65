//! Calls, pages and errors.

use crate::{client, config};
use depot::error::{ProvideErrorMetadata as _, SdkError};
use depot::operation::RequestId as _;
use depot::operation::store::StoreError;
use farrier_tests::client::{UriCapture, once};
use farrier_tests::server::{Answer, Server, decompressed};

#[tokio::test]
async fn a_form_is_sent_and_xml_is_read() {
    let body = "<StoreResponse><StoreResult><name>n</name></StoreResult></StoreResponse>";
    let server = Server::start([Answer::ok(body).header("x-amzn-requestid", "r-1")]).await;
    let output = client(&server).store().name("a+b c").words("x").token("t").send().await.expect("stored");
    assert_eq!((output.name(), output.request_id()), (Some("n"), Some("r-1")));
    let request = server.request();
    assert_eq!(
        (request.uri().path(), request.headers()["content-type"].as_bytes()),
        ("/", &b"application/x-www-form-urlencoded"[..])
    );
    assert_eq!(request.body(), "Action=Store&Version=2026-11-01&name=a%2Bb%20c&words.member.1=x&token=t");
}

#[tokio::test]
async fn a_long_form_is_compressed() {
    let server = Server::start([Answer::ok("")]).await;
    let long = "x".repeat(20_000);
    client(&server).store().name(&long).token("t").send().await.expect("stored");
    let form = format!("Action=Store&Version=2026-11-01&name={long}&token=t");
    assert_eq!(decompressed(&server.request()), form.as_bytes());
}

/// By ec2Query; that of awsQuery is the same.
#[tokio::test]
async fn a_host_of_ones_own_has_a_prefix() {
    let uris = UriCapture::default();
    let config = once().endpoint_url("http://host.test").http_client(uris.clone());
    yard::Client::from_conf(config.build()).signal().send().await.expect("an answer");
    assert_eq!(uris.uris(), ["http://signal-host.test/"]);
}

/// A header says the id of a request, or the body does.
#[tokio::test]
async fn an_answer_has_an_id() {
    let body = "<R><StoreResult><name>n</name></StoreResult><ResponseMetadata><Other/><RequestId>r-2</RequestId></ResponseMetadata></R>";
    let first = "<R><ResponseMetadata><RequestId>r-3</RequestId></ResponseMetadata><StoreResult><name>n</name></StoreResult></R>";
    let damaged = "<R><ResponseMetadata/><StoreResult><name>n</name></StoreResult></R>";
    for (answer, id) in [
        (Answer::ok(body).header("x-amzn-requestid", "r-1"), Some("r-1")),
        (Answer::ok(body), Some("r-2")),
        (Answer::ok(first), Some("r-3")),
        (Answer::ok(damaged), None),
    ] {
        let server = Server::start([answer]).await;
        let output = client(&server).store().send().await.expect("stored");
        assert_eq!((output.name(), output.request_id()), (Some("n"), id));
    }
    let server = Server::start([Answer::ok("<R><requestId>r-4</requestId><name>n</name></R>"), Answer::ok("")]).await;
    let client = yard::Client::from_conf(config(&server));
    let output = client.store().send().await.expect("stored");
    assert_eq!((output.name(), yard::operation::RequestId::request_id(&output)), (Some("n"), Some("r-4")));
    let output = client.ping().send().await.expect("an answer");
    assert_eq!(yard::operation::RequestId::request_id(&output), None);
}

#[tokio::test]
async fn pages_go_on_while_there_is_a_marker() {
    let page = |members: &str| Answer::ok(format!("<R><ListResult>{members}</ListResult></R>"));
    let bins = |size: u8| format!("<bins><item><size>{size}</size></item></bins>");
    let server = Server::start([page(&format!("{}<marker>2</marker>", bins(1))), page(&bins(2))]).await;
    let mut items = client(&server).list().into_paginator().items().send();
    let mut sizes = Vec::new();
    while let Some(bin) = items.next().await {
        sizes.extend(bin.expect("a bin").size);
    }
    assert_eq!(sizes, [1, 2]);
}

/// What the client says of an answer to `Store`.
async fn refused(answer: Answer) -> SdkError<StoreError> {
    let server = Server::start([answer]).await;
    client(&server).store().send().await.expect_err("refused")
}

#[tokio::test]
async fn an_error_goes_by_its_code_or_its_shape() {
    for code in ["DepotFull", "Full"] {
        let body = format!(
            "<ErrorResponse><Error><Code>{code}</Code><Message>no room</Message><room>7</room></Error><RequestId>r-9</RequestId></ErrorResponse>"
        );
        let error = refused(Answer::new(400, body)).await;
        assert_eq!((error.code(), error.request_id()), (Some(code), Some("r-9")));
        let Some(StoreError::Full(full)) = error.as_service_error() else { panic!("{error:?}") };
        assert_eq!((full.message(), full.room()), (Some("no room"), Some("7")));
    }
    assert_eq!(refused(Answer::new(502, "<html>")).await.code(), None);
}

#[tokio::test]
async fn an_answer_may_be_empty() {
    let server = Server::start([Answer::ok("")]).await;
    assert_eq!(client(&server).store().send().await.expect("an output").name(), None);
}
