//! Streams that are all in memory before they are sent, because headers are made of them.

use farrier_tests::client::{UriCapture, config, once};
use farrier_tests::server::{Answer, Received, Server, header};
use farrier_tests::signature::Authorization;
use futures_util::stream;
use http_body_util::StreamBody;
use hyper::body::{Bytes, Frame};
use std::convert::Infallible;
use std::time::Duration;
use vaults::Client;
use vaults::config::timeout::TimeoutConfig;
use vaults::error::SdkError;
use vaults::primitives::{ByteStream, SdkBody};

/// Of `hello world` and of `changed`, by `hashlib` of Python.
const HASHES: [&str; 2] = [
    "b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9",
    "d67e2e944994496c8d8ec76eed0cf9f09679448d584b532bebf941852a37f5ed",
];

/// A stream of `hello world` that does not say how long it is.
fn hello() -> ByteStream {
    let parts = ["hello ", "world"].map(|part| Ok::<_, Infallible>(Frame::data(Bytes::from_static(part.as_bytes()))));
    ByteStream::new(SdkBody::from_body_1_x(StreamBody::new(stream::iter(parts))))
}

fn hashes(request: &Received) -> [&str; 2] {
    ["x-amz-sha256-tree-hash", "x-amz-content-sha256"].map(|name| header(request, name))
}

#[tokio::test(start_paused = true)]
async fn a_stream_that_never_ends_is_given_up_with_its_call() {
    let timeout = TimeoutConfig::builder().operation_timeout(Duration::from_secs(5)).build();
    let config = once().timeout_config(timeout).http_client(UriCapture::default());
    let nothing = StreamBody::new(stream::pending::<Result<Frame<Bytes>, Infallible>>());
    let nothing = ByteStream::new(SdkBody::from_body_1_x(nothing));
    let call = Client::from_conf(config.build()).upload_archive().vault_name("v").body(nothing).send();
    let error = tokio::time::timeout(Duration::from_secs(60), call).await.expect("in time").expect_err("given up");
    assert!(matches!(error, SdkError::TimeoutError(_)), "{error:?}");
}

#[tokio::test]
async fn each_attempt_has_the_hashes_and_the_length_of_what_is_sent() {
    let server = Server::start([Answer::new(503, ""), Answer::ok("{}")]).await;
    let client = Client::from_conf(config().endpoint_url(&server.url).build());
    client.upload_archive().vault_name("v").body(hello()).send().await.expect("stored");
    let requests = server.requests();
    assert_eq!(requests.len(), 2);
    for request in requests {
        assert_eq!((&request.body()[..], header(&request, "content-length")), (&b"hello world"[..], "11"));
        assert_eq!(hashes(&request), [HASHES[0]; 2]);
    }
}

#[tokio::test]
async fn a_body_that_a_call_changes_has_its_own_hashes() {
    let server = Server::start([Answer::ok("{}")]).await;
    let client = Client::from_conf(config().endpoint_url(&server.url).build());
    let call = client.upload_archive().vault_name("v").body(hello()).customize();
    let call = call.mutate_request(|request| {
        *request.body_mut() = "changed".into();
        request.headers_mut().insert("content-length", "7");
    });
    call.send().await.expect("stored");
    assert_eq!(hashes(&server.request()), [HASHES[1]; 2]);
}

#[tokio::test]
async fn a_body_that_a_call_makes_a_stream_again_has_the_hashes_of_what_was_loaded() {
    let server = Server::start([Answer::new(503, ""), Answer::ok("{}")]).await;
    let client = Client::from_conf(config().endpoint_url(&server.url).build());
    let call = client.upload_archive().vault_name("v").body(hello()).customize();
    let call = call.mutate_request(|request| {
        let body = std::mem::replace(request.body_mut(), SdkBody::taken());
        *request.body_mut() = body.map(SdkBody::from_body_1_x);
    });
    call.send().await.expect("stored");
    let requests = server.requests();
    assert_eq!(requests.len(), 2);
    for request in requests {
        assert_eq!(hashes(&request), [HASHES[0]; 2]);
        let signed = Authorization::of(&request);
        assert_eq!(signed.signature, signed.expected_signature(&request));
    }
}
