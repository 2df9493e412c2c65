//! Bodies that are streams of bytes, in and out.

use crate::client;
use bytes::Bytes;
use farrier_tests::client::settings;
use farrier_tests::hash::sha256;
use farrier_tests::server::{Answer, Server, headers};
use farrier_tests::signature::Authorization;
use harbour::Client;
use harbour::config::http::HttpRequest;
use harbour::config::retry::RetryConfig;
use harbour::error::SdkError;
use harbour::operation::RequestId as _;
use harbour::operation::download_chart::DownloadChartError;
use harbour::operation::upload_chart::{UploadChart, UploadChartInput};
use harbour::primitives::{ByteStream, Length, SdkBody};
use hyper::body::{Body, Frame};
use hyper::header::HeaderValue;
use std::collections::VecDeque;
use std::convert::Infallible;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

const CONTENT_HASH: &str = "x-amz-content-sha256";

/// A client that tries twice.
fn retrying(server: &Server) -> Client {
    let retries = RetryConfig::standard().with_max_attempts(2).with_initial_backoff(Duration::from_millis(1));
    let config = settings().retry_config(retries).endpoint_url(&server.url);
    Client::from_conf(config.build())
}

/// A body whose length nobody knows.
struct Parts(VecDeque<Bytes>);

impl Body for Parts {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        Poll::Ready(self.0.pop_front().map(|part| Ok(Frame::data(part))))
    }
}

/// A stream whose length nobody knows, and that can be sent once.
fn parts(parts: &[&'static str]) -> ByteStream {
    let parts = parts.iter().map(|part| Bytes::from_static(part.as_bytes())).collect();
    ByteStream::new(SdkBody::from_body_1_x(Parts(parts)))
}

#[tokio::test]
async fn bytes_go_out_with_their_length() {
    let server = Server::start([Answer::ok("").header("X-Digest", "d")]).await;
    let call = client(&server).upload_chart().id("c").scale(9).chart(ByteStream::from_static(b"deep"));
    let output = call.send().await.expect("uploaded");
    assert_eq!(output.digest(), Some("d"));
    let request = server.request();
    assert_eq!((request.uri().path(), &request.body()[..]), ("/charts/c", &b"deep"[..]));
    assert_eq!(request.headers()["content-length"], "4");
    assert_eq!(request.headers()["content-type"], "application/octet-stream");
    assert!(!request.headers().contains_key("x-amz-content-sha256"), "it is signed");
}

#[tokio::test]
async fn a_stream_that_is_not_set_is_an_empty_one() {
    let server = Server::start([Answer::ok("")]).await;
    client(&server).upload_chart().id("c").send().await.expect("uploaded");
    let request = server.request();
    assert_eq!((&request.headers()["content-length"], request.body().len()), (&HeaderValue::from(0), 0));
    assert_eq!(request.headers()["content-type"], "application/octet-stream");
    let input = UploadChartInput::builder().id("c").build().expect("complete");
    let encoded = harbour::protocol::encode::<UploadChart>(&input).expect("written");
    assert_eq!((&encoded.headers()["content-length"], encoded.body().bytes()), (&HeaderValue::from(0), Some(&b""[..])));
}

#[tokio::test]
async fn a_file_goes_out_and_again_after_a_failure() {
    let file = tempfile::NamedTempFile::new().expect("a file");
    let content = "x".repeat(100_000);
    std::fs::write(file.path(), &content).expect("written");
    let server = Server::start([Answer::new(503, ""), Answer::ok("")]).await;
    let chart = ByteStream::from_path(file.path()).await.expect("a file");
    retrying(&server).upload_chart().id("c").chart(chart).send().await.expect("uploaded");
    let requests = server.requests();
    assert_eq!(requests.len(), 2);
    for request in requests {
        assert_eq!((request.headers()["content-length"].as_bytes(), request.body().len()), (&b"100000"[..], 100_000));
        // It is not read before it is sent, so nobody could sign it.
        assert_eq!(request.headers()["x-amz-content-sha256"], "UNSIGNED-PAYLOAD");
        assert!(Authorization::of(&request).headers.iter().any(|name| name == "x-amz-content-sha256"));
    }
}

#[tokio::test]
async fn a_part_of_a_file_goes_out_with_its_length() {
    let file = tempfile::NamedTempFile::new().expect("a file");
    std::fs::write(file.path(), "0123456789".repeat(1_000)).expect("written");
    for (offset, length, sent) in [
        (9_995, None, "56789"),
        (3, Some(Length::Exact(4)), "3456"),
        (9_998, Some(Length::UpTo(100)), "89"),
        (0, Some(Length::Exact(0)), ""),
    ] {
        let server = Server::start([Answer::new(503, ""), Answer::ok("")]).await;
        let mut part = ByteStream::read_from().path(file.path()).offset(offset).buffer_size(2);
        if let Some(length) = length {
            part = part.length(length);
        }
        let chart = part.build().await.expect("a file");
        retrying(&server).upload_chart().id("c").chart(chart).send().await.expect("uploaded");
        let requests = server.requests();
        assert_eq!(requests.len(), 2);
        for request in requests {
            assert_eq!(&request.body()[..], sent.as_bytes());
            assert_eq!(request.headers()["content-length"], sent.len().to_string().as_str());
        }
    }
    let beyond = ByteStream::read_from().path(file.path()).offset(1).length(Length::Exact(10_000)).build().await;
    beyond.expect_err("longer than the file");
}

/// Whatever an interceptor made of the attempt before it.
#[tokio::test]
async fn each_attempt_signs_its_own_body() {
    let told = |request: &mut HttpRequest| _ = request.headers_mut().insert(CONTENT_HASH, sha256(b"other"));
    let streamed =
        |request: &mut HttpRequest| *request.body_mut() = SdkBody::from_body_1_x(Parts(["deep".into()].into()));
    let changes: [fn(&mut HttpRequest); 2] = [told, streamed];
    for change in changes {
        let server = Server::start([Answer::new(503, ""), Answer::ok("")]).await;
        let call = retrying(&server).upload_chart().id("c").chart(ByteStream::from_static(b"deep")).customize();
        let is_first = AtomicBool::new(true);
        let call = call.mutate_request(move |request| {
            if is_first.swap(false, Ordering::Relaxed) {
                change(request);
            }
        });
        call.send().await.expect("uploaded");
        let [first, second] = server.requests().try_into().expect("two requests");
        assert!(first.headers().contains_key(CONTENT_HASH) && !second.headers().contains_key(CONTENT_HASH));
        assert_eq!(Authorization::of(&second).signature, Authorization::of(&second).expected_signature(&second));
    }
}

#[tokio::test]
async fn a_stream_of_unknown_length_goes_out_once() {
    let server = Server::start([Answer::new(503, ""), Answer::ok("")]).await;
    let call = retrying(&server).upload_chart().id("c").chart(parts(&["de", "ep"]));
    let error = call.send().await.expect_err("no second attempt");
    assert_eq!(error.raw_response().map(|raw| raw.status().as_u16()), Some(503), "{error:?}");
    assert!(error.to_string().contains("attempts 1"), "{error}");
    let requests = server.requests();
    let [request] = &requests[..] else { panic!("one request") };
    assert_eq!(&request.body()[..], b"deep");
    assert!(!request.headers().contains_key("content-length"));
}

#[tokio::test]
async fn a_length_that_is_required_is_known_before_anything_is_sent() {
    let server = Server::start([Answer::ok("")]).await;
    let error = client(&server).seal_chart().id("c").chart(parts(&["deep"])).send().await.expect_err("refused");
    assert!(matches!(error, SdkError::ConstructionFailure(_)), "{error:?}");
    assert!(harbour::error::DisplayErrorContext(&error).to_string().contains("length"));
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn a_length_that_is_wrong_is_refused_before_anything_is_sent() {
    let file = tempfile::NamedTempFile::new().expect("a file");
    std::fs::write(file.path(), "0123456789").expect("written");
    let server = Server::start([Answer::ok("")]).await;
    let memory = ByteStream::from_static(b"0123456789");
    let file = ByteStream::from_path(file.path()).await.expect("a file");
    for (chart, length, says) in [
        (memory, 5, "was set to 5, but the body has 10 bytes"),
        (file, 11, "was set to 11, but the body has 10 bytes"),
        (ByteStream::default(), 1, "was set to 1, but the body has 0 bytes"),
        (parts(&["deep"]), -4, "\"-4\" is no number of bytes"),
        (parts(&["", "deep"]), 0, "has more than the 0 bytes"),
    ] {
        let error =
            client(&server).upload_chart().id("c").length(length).chart(chart).send().await.expect_err("refused");
        assert!(matches!(error, SdkError::ConstructionFailure(_)), "{error:?}");
        assert!(error.to_string().contains(says), "{error}");
    }
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn an_unsigned_body_says_so() {
    let server = Server::start([Answer::ok("")]).await;
    client(&server).seal_chart().id("c").chart(ByteStream::from_static(b"deep")).send().await.expect("sealed");
    assert_eq!(server.request().headers()["x-amz-content-sha256"], "UNSIGNED-PAYLOAD");
}

/// As a member says it that is bound to the header, which the service takes for what is signed.
#[tokio::test]
async fn a_hash_that_is_told_is_what_is_signed() {
    let memory = || ByteStream::from_static(b"deep");
    for chart in [memory, || parts(&["deep"])] {
        let server = Server::start([Answer::ok("")]).await;
        let hash = sha256(b"deep");
        let call = client(&server).upload_chart().id("c").chart(chart()).customize();
        let told = hash.clone();
        let call = call.mutate_request(move |request| _ = request.headers_mut().insert(CONTENT_HASH, told.clone()));
        call.send().await.expect("uploaded");
        let request = server.request();
        assert_eq!(headers(&request, CONTENT_HASH), [hash]);
        let signed = Authorization::of(&request);
        assert!(signed.headers.iter().any(|name| name == CONTENT_HASH));
        assert_eq!(signed.signature, signed.expected_signature(&request));
    }
}

#[tokio::test]
async fn what_is_compressed_is_for_the_caller_to_read() {
    let server = Server::start([Answer::ok("deflated").header("Content-Encoding", "gzip")]).await;
    let output = client(&server).download_chart().id("c").send().await.expect("a stream");
    assert_eq!(output.chart.collect().await.expect("read").into_bytes(), "deflated");
    assert!(!server.request().headers().contains_key("accept-encoding"));
}

#[tokio::test]
async fn a_body_comes_while_it_is_sent() {
    let (live, answer) = Answer::live();
    let server = Server::start([answer.header("X-Scale", "9").header("x-amzn-requestid", "r-1")]).await;
    let mut output = client(&server).download_chart().id("c").send().await.expect("a stream");
    assert_eq!((output.scale(), output.request_id()), (Some(9), Some("r-1")));
    for part in ["de", "ep"] {
        live.send(part);
        assert_eq!(output.chart.next().await.expect("more").expect("read"), part);
    }
    drop(live);
    assert!(output.chart.next().await.is_none());
}

#[tokio::test]
async fn a_body_that_is_cut_is_an_error_of_the_stream() {
    let (live, answer) = Answer::live();
    let server = Server::start([answer]).await;
    let output = client(&server).download_chart().id("c").send().await.expect("a stream");
    live.send("de");
    live.cut();
    output.chart.collect().await.expect_err("cut");
}

#[tokio::test]
async fn an_error_is_read_and_a_failure_tried_again() {
    let missing = Answer::new(404, r#"{"code": "NoSuchShip", "message": "gone"}"#);
    let server = Server::start([Answer::new(500, "{}"), missing]).await;
    let error = retrying(&server).download_chart().id("c").send().await.expect_err("missing");
    let Some(DownloadChartError::NoSuchShip(missing)) = error.as_service_error() else { panic!("{error:?}") };
    assert_eq!(missing.text(), Some("gone"));
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn a_stream_that_is_dropped_closes_its_connection() {
    let (live, answer) = Answer::live();
    let server = Server::start([answer]).await;
    let output = client(&server).download_chart().id("c").send().await.expect("a stream");
    live.send("de");
    drop(output);
    tokio::time::timeout(Duration::from_secs(10), live.closed()).await.expect("closed");
}

#[tokio::test]
async fn nobody_sees_what_is_in_a_stream() {
    let server = Server::start([Answer::ok("canary")]).await;
    let call = client(&server).upload_chart().id("c").chart(ByteStream::from_static(b"canary"));
    assert!(!format!("{call:?}").contains("canary"));
    let output = client(&server).download_chart().id("c").send().await.expect("a stream");
    assert!(!format!("{output:?}").contains("canary"));
}

#[test]
fn a_stream_in_memory_goes_both_ways_without_a_client() {
    use harbour::operation::download_chart::{DownloadChart, DownloadChartOutput};
    use harbour::operation::upload_chart::{UploadChart, UploadChartInput};
    use harbour::protocol::{decode, decode_input, encode, encode_output};
    let input = UploadChartInput::builder().id("c").chart(ByteStream::from_static(b"deep")).build().expect("an input");
    let request = encode::<UploadChart>(&input).expect("a request");
    assert_eq!(request.headers()["content-length"], "4");
    let back = decode_input::<UploadChart>(request).expect("an input");
    assert_eq!((back.id(), back.chart().and_then(ByteStream::bytes)), (Some("c"), Some(&b"deep"[..])));
    let output = DownloadChartOutput::builder().scale(9).chart(ByteStream::from_static(b"deep")).build();
    let response = encode_output::<DownloadChart>(&output).expect("a response");
    let back = decode::<DownloadChart>(response).expect("an output");
    assert_eq!((back.scale(), back.chart.bytes()), (Some(9), Some(&b"deep"[..])));
}
