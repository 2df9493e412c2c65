//! SigV4.

use crate::header;
use aws_sdk_partnercentralaccount::Client;
use aws_sdk_partnercentralaccount::config::{Credentials, Region};
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_types::body::SdkBody;
use bytes::Bytes;
use farrier_tests::client::{SECRET_KEY, client, config, invite};
use farrier_tests::server::{Answer, Server};
use farrier_tests::signature::{Authorization, assert_signed};
use http_body_util::Full;
use std::time::Duration;

#[tokio::test]
async fn the_signature_is_what_the_service_computes() {
    let server = Server::start([Answer::ok("{}")]).await;
    invite(&client(&server)).message("signed: 😀").send().await.expect("sent");
    let request = server.request();
    assert_signed(&request);
    let authorization = Authorization::of(&request);
    assert_eq!(
        (authorization.service.as_str(), authorization.region.as_str()),
        ("partnercentral-account", "us-east-1")
    );
    assert_eq!(authorization.day, header(&request, "x-amz-date")[..8]);
}

#[tokio::test]
async fn a_changed_request_has_another_signature() {
    let server = Server::start([Answer::ok("{}")]).await;
    invite(&client(&server)).send().await.expect("sent");
    let mut request = server.request();
    let authorization = Authorization::of(&request);
    request.headers_mut().insert("x-amz-target", http::HeaderValue::from_static("PartnerCentralAccount.GetPartner"));
    assert_ne!(authorization.signature, authorization.expected_signature(&request));
}

#[tokio::test]
async fn every_attempt_is_signed_afresh() {
    // Signatures have seconds, so the second attempt must come in another one.
    let failure = Answer::new(500, "{}").header("x-amz-retry-after", "1100");
    let server = Server::start([failure, Answer::ok("{}")]).await;
    invite(&client(&server)).send().await.expect("answered at last");
    let [first, second] = server.requests().try_into().expect("two requests");
    assert_signed(&first);
    assert_signed(&second);
    assert_ne!(header(&first, "x-amz-date"), header(&second, "x-amz-date"));
    assert_ne!(header(&first, "authorization"), header(&second, "authorization"));
}

#[tokio::test]
async fn region_and_credentials_are_those_of_the_configuration() {
    let server = Server::start([Answer::ok("{}")]).await;
    let permanent = Credentials::new("OTHER", SECRET_KEY, None, None, "tests");
    let config = config().region(Region::new("eu-central-1")).credentials_provider(permanent);
    invite(&Client::from_conf(config.endpoint_url(&server.url).build())).send().await.expect("sent");
    let request = server.request();
    let authorization = Authorization::of(&request);
    assert_eq!((authorization.key.as_str(), authorization.region.as_str()), ("OTHER", "eu-central-1"));
    assert_eq!(authorization.signature, authorization.expected_signature(&request));
    assert_eq!(header(&request, "x-amz-security-token"), "");
}

#[tokio::test]
async fn a_clock_that_is_off_is_corrected_by_the_service() {
    // The service says that it is a day later, and that this is why it refuses.
    let tomorrow = std::time::SystemTime::now() + Duration::from_secs(24 * 60 * 60);
    let date = aws_smithy_types::DateTime::from(tomorrow).fmt(aws_smithy_types::date_time::Format::HttpDate);
    let skewed = Answer::new(403, r#"{"__type":"RequestTimeTooSkewed"}"#).header("date", &date.expect("in range"));
    let server = Server::start([skewed, Answer::ok("{}")]).await;
    invite(&client(&server)).send().await.expect("answered with the right time");
    let [first, second] = server.requests().try_into().expect("two requests");
    assert_signed(&second);
    assert!(Authorization::of(&first).day < Authorization::of(&second).day);
}

/// The service would take the hash of it for what is signed.
#[tokio::test]
async fn a_stream_that_a_call_puts_in_says_that_it_is_not_signed() {
    let server = Server::start([Answer::ok("{}")]).await;
    let stream = |request: &mut HttpRequest| {
        let body = Full::new(Bytes::from_static(b"{}"));
        *request.body_mut() = SdkBody::from_body_1_x(body);
        request.headers_mut().insert("content-length", "2");
    };
    // What is answered says less than it must.
    let _ = invite(&client(&server)).customize().mutate_request(stream).send().await;
    let request = server.request();
    assert_eq!(header(&request, "x-amz-content-sha256"), "UNSIGNED-PAYLOAD");
    assert_eq!(request.body(), "{}");
}
