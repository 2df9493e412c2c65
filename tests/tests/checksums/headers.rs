//! Bodies in memory: the checksum is a header.

use crate::{ALGORITHMS, Wire, client, config, has_checksum, header, secure, streamed};
use aws_smithy_runtime_api::client::interceptors::dyn_dispatch_hint;
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use cellar::Client;
use cellar::config::interceptors::BeforeTransmitInterceptorContextMut;
use cellar::config::{ConfigBag, Intercept, RequestChecksumCalculation, RuntimeComponents};
use cellar::error::{BoxError, DisplayErrorContext};
use cellar::primitives::ByteStream;
use cellar::types::{Algorithm, Label};
use farrier_tests::log::Log;
use farrier_tests::server::{Answer, Received, Server, features, headers};
use farrier_tests::signature::Authorization;
use std::sync::atomic::{AtomicU8, Ordering};

const LABEL: &str = "<Label><text>dry</text></Label>";

fn grapes() -> ByteStream {
    ByteStream::from_static(b"grapes")
}

/// Nothing about chunks is there.
fn assert_plain(request: &Received) {
    for name in ["x-amz-trailer", "x-amz-decoded-content-length", "content-encoding"] {
        assert_eq!(header(request, name), "", "{name}");
    }
    assert_eq!(header(request, "content-length"), request.body().len().to_string());
}

/// The message of an error before anything was sent.
async fn refused(algorithm: &str) -> String {
    let server = Server::start([Answer::ok("")]).await;
    let call = client(&server).store_bottle().id("b").algorithm(Algorithm::from(algorithm)).wine(grapes());
    let error = call.send().await.expect_err("refused");
    assert!(server.requests().is_empty());
    DisplayErrorContext(&error).to_string()
}

#[tokio::test]
async fn each_algorithm_has_its_header() {
    for (name, checksum, value, _) in ALGORITHMS {
        let server = Server::start([Answer::ok("")]).await;
        let call = client(&server).store_bottle().id("b").algorithm(Algorithm::from(name)).wine(grapes());
        call.send().await.expect("stored");
        let request = server.request();
        assert_eq!(header(&request, checksum), value, "{name}");
        assert_eq!(header(&request, "x-amz-sdk-checksum-algorithm"), name);
        assert_plain(&request);
        assert_eq!(request.body(), "grapes");
    }
}

#[tokio::test]
async fn an_algorithm_is_known_in_lower_case_and_sent_as_written() {
    let server = Server::start([Answer::ok("")]).await;
    let call = client(&server).store_bottle().id("b").algorithm(Algorithm::from("sha1")).wine(grapes());
    call.send().await.expect("stored");
    let request = server.request();
    assert_eq!(header(&request, "x-amz-checksum-sha1"), ALGORITHMS[3].2);
    assert_eq!(header(&request, "x-amz-sdk-checksum-algorithm"), "sha1");
}

#[tokio::test]
async fn crc32_is_the_default() {
    let server = Server::start(Answer::ok("").times(3)).await;
    let client = client(&server);
    client.store_bottle().id("b").wine(grapes()).send().await.expect("stored");
    let label = Label::builder().text("dry").build();
    client.label_bottle().id("b").label(label).send().await.expect("labelled");
    client.rate_bottle().id("b").text("dry").send().await.expect("rated");
    let requests = server.requests();
    for (request, value) in requests.iter().zip(["IcxqvA==", "LxfNbg==", "I1+AcA=="]) {
        assert_eq!(header(request, "x-amz-sdk-checksum-algorithm"), "CRC32");
        assert_eq!(header(request, "x-amz-checksum-crc32"), value);
        let authorization = Authorization::of(request);
        assert!(authorization.headers.iter().any(|name| name == "x-amz-checksum-crc32"));
        assert_eq!(authorization.signature, authorization.expected_signature(request));
    }
    assert_eq!(requests[1].body(), LABEL);
}

#[tokio::test]
async fn no_body_has_a_checksum_too() {
    let server = Server::start([Answer::ok("")]).await;
    client(&server).store_bottle().id("b").send().await.expect("stored");
    assert_eq!(header(&server.request(), "x-amz-checksum-crc32"), "AAAAAA==");
}

#[tokio::test]
async fn what_cannot_be_calculated_is_an_error() {
    for algorithm in ["SHA512", "MD5", "XXHASH64", "CRC-32"] {
        let message = refused(algorithm).await;
        assert!(message.contains("name CRC32, CRC32C, CRC64NVME, SHA1 or SHA256"), "{message}");
    }
}

#[tokio::test]
async fn who_knows_the_checksum_gets_no_other() {
    let server = Server::start(Answer::ok("").times(3)).await;
    let client = client(&server);
    client.store_bottle().id("b").crc32("AAAA").wine(grapes()).send().await.expect("stored");
    client.store_bottle().id("b").sha512("BBBB").wine(grapes()).send().await.expect("stored");
    let call = client.store_bottle().id("b").algorithm(Algorithm::Sha256).crc32("AAAA").wine(grapes());
    call.send().await.expect("stored");
    let [first, second, third] = server.requests().try_into().expect("three requests");
    assert_eq!(header(&first, "x-amz-checksum-crc32"), "AAAA");
    assert_eq!(header(&first, "x-amz-sdk-checksum-algorithm"), "");
    assert_eq!(header(&second, "x-amz-checksum-sha512"), "BBBB");
    assert_eq!(header(&second, "x-amz-checksum-crc32"), "");
    assert_eq!(header(&third, "x-amz-checksum-sha256"), "");
    assert_eq!(header(&third, "x-amz-sdk-checksum-algorithm"), "SHA256");
}

/// Adds a checksum at one of the times that there are.
#[derive(Clone, Copy, Debug)]
enum Adding {
    BeforeAttempts,
    BeforeSigning,
}

#[dyn_dispatch_hint]
impl Intercept for Adding {
    fn name(&self) -> &'static str {
        "Adding"
    }

    fn modify_before_retry_loop(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if matches!(self, Self::BeforeAttempts) {
            add(context.request_mut());
        }
        Ok(())
    }

    fn modify_before_signing(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if matches!(self, Self::BeforeSigning) {
            add(context.request_mut());
        }
        Ok(())
    }
}

fn add(request: &mut HttpRequest) {
    request.headers_mut().insert("x-amz-checksum-sha512", "BBBB");
}

#[tokio::test]
async fn who_adds_the_checksum_later_gets_no_other_either() {
    let server = Server::start(Answer::ok("").times(10)).await;
    for wine in [grapes, || streamed(b"grapes")] {
        for adding in [Adding::BeforeAttempts, Adding::BeforeSigning] {
            let of_all = Client::from_conf(config().endpoint_url(&server.url).interceptor(adding).build());
            of_all.store_bottle().id("b").wine(wine()).send().await.expect("stored");
            let call = client(&server).store_bottle().id("b").wine(wine()).customize();
            call.interceptor(adding).send().await.expect("stored");
        }
        let call = client(&server).store_bottle().id("b").wine(wine()).customize();
        call.mutate_request(add).send().await.expect("stored");
    }
    let requests = server.requests();
    assert_eq!(requests.len(), 10);
    for request in requests {
        assert_plain(&request);
        assert_eq!(request.body(), "grapes");
        assert_eq!(header(&request, "x-amz-checksum-sha512"), "BBBB");
        assert_eq!(header(&request, "x-amz-checksum-crc32"), "");
        assert_eq!(header(&request, "x-amz-sdk-checksum-algorithm"), "");
    }
}

/// The checksum is of what is sent.
#[tokio::test]
async fn a_body_that_a_call_changes_has_its_own_checksum() {
    let server = Server::start([Answer::ok("")]).await;
    let call = client(&server).store_bottle().id("b").wine(ByteStream::from_static(b"raisin")).customize();
    call.mutate_request(|request| *request.body_mut() = "grapes".into()).send().await.expect("stored");
    assert_eq!(header(&server.request(), "x-amz-checksum-crc32"), "IcxqvA==");
}

/// Puts another body into a request, by each of the ways to do so.
#[derive(Clone, Copy, Debug)]
struct Changing;

fn change(request: &mut HttpRequest) {
    *request.body_mut() = "grapes".into();
    request.headers_mut().insert("content-length", "6");
}

#[dyn_dispatch_hint]
impl Intercept for Changing {
    fn name(&self) -> &'static str {
        "Changing"
    }

    fn modify_before_signing(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        change(context.request_mut());
        Ok(())
    }
}

#[tokio::test]
async fn a_body_that_a_call_changes_has_its_own_md5() {
    let server = Server::start(Answer::ok("").times(3)).await;
    let call = || client(&server).seal_cellar().text("wax").customize();
    call().mutate_request(change).send().await.expect("sealed");
    let map = |mut request| {
        change(&mut request);
        Ok::<_, std::convert::Infallible>(request)
    };
    call().map_request(map).send().await.expect("sealed");
    call().interceptor(Changing).send().await.expect("sealed");
    for request in server.requests() {
        assert_eq!(request.body(), "grapes");
        assert_eq!(header(&request, "content-md5"), "FajeJliWidD6QazuBNJbig==");
    }
}

#[tokio::test]
async fn md5_of_the_caller_stays() {
    let server = Server::start([Answer::ok("")]).await;
    let call = client(&server).seal_cellar().text("wax").customize();
    call.mutate_request(|request| _ = request.headers_mut().insert("content-md5", "CCCC"))
        .send()
        .await
        .expect("sealed");
    assert_eq!(headers(&server.request(), "content-md5"), ["CCCC"]);
}

/// A stream cannot be read twice: what is read for the digest could not be sent.
#[tokio::test]
async fn a_stream_that_a_call_puts_in_has_no_md5() {
    let server = Server::start([Answer::ok("")]).await;
    let call = client(&server).seal_cellar().text("wax").customize();
    let error = call.mutate_request(|request| *request.body_mut() = streamed(b"grapes").into_inner()).send().await;
    let message = DisplayErrorContext(&error.expect_err("refused")).to_string();
    assert!(message.contains("a stream has no checksum before it is sent"), "{message}");
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn md5_of_the_caller_is_beside_the_default() {
    let server = Server::start([Answer::ok("")]).await;
    client(&server).store_bottle().id("b").md5("CCCC").wine(grapes()).send().await.expect("stored");
    let request = server.request();
    assert_eq!((header(&request, "content-md5"), header(&request, "x-amz-checksum-crc32")), ("CCCC", "IcxqvA=="));
}

#[tokio::test]
async fn where_no_algorithm_can_be_named_it_is_md5() {
    let server = Server::start([Answer::ok("")]).await;
    client(&server).seal_cellar().text("wax").send().await.expect("sealed");
    let request = server.request();
    assert_eq!(header(&request, "content-md5"), "WTjg8GVOSZni31GyChNkeQ==");
    assert!(!has_checksum(&request));
}

#[tokio::test]
async fn when_required_only_what_the_service_or_the_caller_wants() {
    let server = Server::start(Answer::ok("").times(3)).await;
    let config = config().endpoint_url(&server.url);
    let config = config.request_checksum_calculation(RequestChecksumCalculation::WhenRequired);
    let client = Client::from_conf(config.build());
    client.rate_bottle().id("b").text("dry").send().await.expect("rated");
    client.label_bottle().id("b").send().await.expect("labelled");
    client.store_bottle().id("b").algorithm(Algorithm::Sha1).wine(grapes()).send().await.expect("stored");
    let [not_required, required, named] = server.requests().try_into().expect("three requests");
    assert!(!has_checksum(&not_required));
    assert_eq!(header(&not_required, "x-amz-sdk-checksum-algorithm"), "");
    assert_eq!(header(&required, "x-amz-sdk-checksum-algorithm"), "CRC32");
    assert!(has_checksum(&required));
    assert_eq!(header(&named, "x-amz-checksum-sha1"), ALGORITHMS[3].2);
}

#[tokio::test]
async fn an_attempt_has_the_checksum_of_the_one_before() {
    let server = Server::start([Answer::new(503, ""), Answer::ok("")]).await;
    client(&server).store_bottle().id("b").wine(grapes()).send().await.expect("stored");
    let requests = server.requests();
    assert_eq!(requests.len(), 2);
    assert!(requests.iter().all(|request| header(request, "x-amz-checksum-crc32") == "IcxqvA=="));
}

/// A service may have got the first one, but who changes a body should know.
#[tokio::test]
async fn the_first_checksum_stays_whatever_comes_later() {
    let server = Server::start([Answer::new(503, ""), Answer::ok("")]).await;
    let call = client(&server).store_bottle().id("b").wine(grapes()).customize();
    let attempts = AtomicU8::new(b'0');
    let log = Log::start();
    let call = call.mutate_request(move |request| {
        *request.body_mut() = vec![attempts.fetch_add(1, Ordering::Relaxed); 6].into();
    });
    call.send().await.expect("stored");
    assert!(log.text().contains("the checksum differs from that of the first attempt"), "{}", log.text());
    let [first, second] = server.requests().try_into().expect("two requests");
    assert_eq!((first.body(), second.body()), (&"000000".into(), &"111111".into()));
    // By `zlib.crc32` of Python.
    assert_eq!(header(&first, "x-amz-checksum-crc32"), "OUYF5g==");
    assert_eq!(header(&second, "x-amz-checksum-crc32"), "OUYF5g==");
}

#[tokio::test]
async fn the_user_agent_says_what_is_used() {
    let ids = [("CRC32", 'U'), ("CRC32C", 'V'), ("CRC64NVME", 'W'), ("SHA1", 'X'), ("SHA256", 'Y')];
    for (name, feature) in ids {
        let wire = Wire::default();
        let call = secure(&wire).store_bottle().id("b").algorithm(Algorithm::from(name)).wine(grapes());
        call.send().await.expect("stored");
        let used = features(&wire.request());
        // The setting when supported, too.
        assert!(used.contains(&feature.to_string()) && used.contains(&"Z".to_owned()), "{used:?}");
    }
    let wire = Wire::default();
    let call = secure(&wire).store_bottle().id("b").crc32("AAAA").wine(grapes());
    call.send().await.expect("stored");
    let used = features(&wire.request());
    assert!(!used.iter().any(|feature| ["U", "Z", "a"].contains(&feature.as_str())), "{used:?}");
}
