//! How requests are signed, or not.

use crate::{anonymous, client, config};
use aws_credential_types::Credentials;
use aws_sigv4::http_request::{PercentEncodingMode, SignableBody, SigningSettings, UriPathNormalizationMode};
use aws_smithy_runtime_api::client::interceptors::dyn_dispatch_hint;
use buckets::config::interceptors::BeforeTransmitInterceptorContextRef;
use buckets::config::{ConfigBag, Intercept, RuntimeComponents};
use buckets::error::BoxError;
use buckets::primitives::ByteStream;
use farrier_tests::client::credentials;
use farrier_tests::hash::sha256;
use farrier_tests::server::{Answer, Received, Server, header};
use farrier_tests::signature::Authorization;
use farrier_tests::sigv4a;
use std::sync::{Arc, Mutex};

/// Checks that a request is signed for a service, its path as it is and its body in a header.
pub(crate) fn assert_signed(request: &Received, service: &str) {
    assert_signed_by(request, service, &credentials());
}

/// Checks that somebody has signed a request as [`assert_signed`] wants it.
pub(crate) fn assert_signed_by(request: &Received, service: &str, by: &Credentials) {
    let authorization = Authorization::of(request);
    assert_eq!((&*authorization.service, &*authorization.key), (service, by.access_key_id()));
    assert!(authorization.headers.iter().any(|name| name == "x-amz-content-sha256"), "{authorization:?}");
    let mut settings = SigningSettings::default();
    settings.percent_encoding_mode = PercentEncodingMode::Single;
    settings.uri_path_normalization_mode = UriPathNormalizationMode::Disabled;
    let body = match request.headers()["x-amz-content-sha256"].to_str() {
        Ok("UNSIGNED-PAYLOAD") => SignableBody::UnsignedPayload,
        _ => SignableBody::Bytes(request.body()),
    };
    assert_eq!(authorization.signature, authorization.signature_with(request, by.secret_access_key(), settings, body));
}

#[tokio::test]
async fn bodies_are_signed_by_their_hash() {
    let server = Server::start(Answer::ok("").times(4)).await;
    let put = || client(&server).put_object().bucket("pail").key("k").body(ByteStream::from_static(b"body"));
    put().send().await.expect("kept");
    put().customize().disable_payload_signing().send().await.expect("kept");
    client(&server).head_object().bucket("pail").key("k").send().await.expect("there");
    let part = client(&server)
        .upload_part()
        .bucket("pail")
        .key("k")
        .part_number(1)
        .upload_id("u")
        .body(ByteStream::from_static(b"body"));
    part.customize().disable_payload_signing().send().await.expect("kept");
    let requests = server.requests();
    let hashes: Vec<_> =
        requests.iter().map(|it| it.headers()["x-amz-content-sha256"].to_str().expect("text")).collect();
    assert_eq!(hashes, [&*sha256(b"body"), "UNSIGNED-PAYLOAD", &*sha256(b""), "UNSIGNED-PAYLOAD"]);
    requests.iter().for_each(|request| assert_signed(request, "s3"));
}

#[tokio::test]
async fn without_credentials_nothing_is_signed() {
    let server = Server::start([Answer::ok(""), Answer::ok(""), Answer::new(403, "")]).await;
    let client = buckets::Client::from_conf(anonymous(&server).build());
    client.get_object().bucket("pail").key("k").send().await.expect("an object");
    let arn = "arn:aws:s3:eu-west-1:123456789012:accesspoint/name";
    client.get_object().bucket(arn).key("k").send().await.expect("an object");
    client.head_object().bucket("pail").key("k").send().await.expect_err("not for everyone");
    for request in server.requests() {
        assert!(!request.headers().contains_key("authorization"), "{request:?}");
    }
}

#[tokio::test]
async fn the_endpoint_says_for_what_to_sign() {
    let services = ["s3", "s3-object-lambda", "s3-outposts"];
    let server = Server::start(Answer::ok("").times(services.len())).await;
    let arn = |service: &str| format!("arn:aws:{service}:eu-west-1:123456789012:accesspoint/name");
    for service in services {
        client(&server).get_object().bucket(arn(service)).key("k").send().await.expect("an object");
        let request = server.requests().pop().expect("a request");
        // The ARN is for the rules alone.
        assert_eq!(request.uri(), "/point/k?x-id=GetObject");
        assert_signed(&request, service);
        assert_eq!(Authorization::of(&request).region, "eu-west-1");
    }
    let strict = config(&server).use_arn_region(false).build();
    let error = buckets::Client::from_conf(strict).get_object().bucket(arn("s3")).key("k").send().await;
    let error = error.expect_err("another region");
    assert!(error.to_string().contains("The region of the ARN is another one."), "{error}");
}

#[tokio::test]
async fn an_access_point_without_a_region_is_signed_for_all() {
    let server = Server::start([Answer::ok("")]).await;
    let arn = "arn:aws:s3::123456789012:accesspoint/name.mrap";
    client(&server).get_object().bucket(arn).key("a//b").send().await.expect("an object");
    let request = server.request();
    assert_eq!(request.uri().path(), "/mrap/a//b");
    let header = request.headers()["authorization"].to_str().expect("text");
    assert!(header.starts_with("AWS4-ECDSA-P256-SHA256 "), "{header}");
    assert_eq!(request.headers()["x-amz-region-set"], "*");
    let off = config(&server).disable_multi_region_access_points(true).build();
    let error = buckets::Client::from_conf(off).get_object().bucket(arn).key("k").send().await.expect_err("off");
    assert!(error.to_string().contains("switched off"), "{error}");
}

#[tokio::test]
async fn nor_is_the_body_signed_for_all_regions_where_it_need_not_be() {
    let server = Server::start([Answer::ok(""), Answer::ok("")]).await;
    let put = || {
        let call = client(&server).put_object().bucket("arn:aws:s3::123456789012:accesspoint/name.mrap").key("k");
        call.body(ByteStream::from_static(b"body"))
    };
    put().send().await.expect("kept");
    put().customize().disable_payload_signing().send().await.expect("kept");
    for (request, signed) in server.requests().iter().zip([&*sha256(b"body"), "UNSIGNED-PAYLOAD"]) {
        assert_eq!(header(request, "x-amz-content-sha256"), signed);
        assert!(sigv4a::is_signed_for(request, "s3"), "{request:?}");
    }
}

/// Keeps the headers of requests as they go out.
#[derive(Clone, Debug, Default)]
struct Kept(Arc<Mutex<Vec<(String, String)>>>);

#[dyn_dispatch_hint]
impl Intercept for Kept {
    fn name(&self) -> &'static str {
        "Kept"
    }

    fn read_before_transmit(
        &self,
        context: &BeforeTransmitInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let headers = context.request().headers().iter().map(|(name, value)| (name.to_owned(), value.to_owned()));
        self.0.lock().expect("not poisoned").extend(headers);
        Ok(())
    }
}

/// The host of such a request is not known here: what goes out is looked at on its way.
#[tokio::test]
async fn a_function_answers_at_a_host_of_its_own() {
    let capture = farrier_tests::client::UriCapture::default();
    let server = Server::start([]).await;
    let config = config(&server).endpoint_url("http://answers.example.com").http_client(capture.clone()).build();
    let client = buckets::Client::from_conf(config);
    let call = client.write_get_object_response().request_route("route1").body(ByteStream::from_static(b"body"));
    let kept = Kept::default();
    call.customize().interceptor(kept.clone()).send().await.expect("answered");
    assert_eq!(capture.uris(), ["http://route1.answers.example.com/WriteGetObjectResponse"]);
    let headers = kept.0.lock().expect("not poisoned");
    let header = |name| headers.iter().find(|header| header.0 == name).map(|header| header.1.as_str());
    assert_eq!(header("x-amz-request-route"), Some("route1"));
    assert_eq!(header("x-amz-content-sha256"), Some("UNSIGNED-PAYLOAD"));
    let authorization = header("authorization").expect("signed");
    assert!(authorization.contains("/us-east-1/s3-object-lambda/aws4_request"), "{authorization}");
}
