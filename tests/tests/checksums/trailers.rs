//! Streams: the checksum comes behind the body, in chunks.

use crate::chunks::Chunks;
use crate::{
    ALGORITHMS, Wire, client, config, has_checksum, header, headers, large, secure, stream, streamed, with_trailers,
};
use aws_smithy_runtime_api::client::auth::AuthSchemePreference;
use aws_smithy_runtime_api::client::interceptors::dyn_dispatch_hint;
use aws_smithy_types::body::SdkBody;
use cellar::Client;
use cellar::config::interceptors::BeforeTransmitInterceptorContextMut;
use cellar::config::{ConfigBag, Intercept, RequestChecksumCalculation, RuntimeComponents};
use cellar::error::{BoxError, DisplayErrorContext};
use cellar::primitives::ByteStream;
use cellar::types::Algorithm;
use farrier_tests::log::Log;
use farrier_tests::server::{Answer, Received, Server};
use farrier_tests::signature::Authorization;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

const PLAIN: [&str; 3] = ["x-amz-trailer", "x-amz-decoded-content-length", "x-amz-sdk-checksum-algorithm"];

/// Nothing says that there are chunks.
fn assert_plain(request: &Received, content: &[u8]) {
    for name in PLAIN {
        assert_eq!(header(request, name), "", "{name}");
    }
    assert!(!headers(request, "content-encoding").contains(&"aws-chunked"));
    assert_eq!(&request.body()[..], content);
    assert_eq!(header(request, "content-length"), content.len().to_string());
}

#[tokio::test]
async fn each_algorithm_has_its_trailer() {
    for (name, checksum, _, value) in ALGORITHMS {
        let wire = Wire::default();
        let call = secure(&wire).store_bottle().id("b").algorithm(Algorithm::from(name)).wine(streamed(&large()));
        call.send().await.expect("stored");
        let request = wire.request();
        assert_eq!(header(&request, "x-amz-sdk-checksum-algorithm"), name);
        assert_eq!(header(&request, "x-amz-trailer"), checksum);
        assert_eq!(headers(&request, "content-encoding"), ["aws-chunked"]);
        assert!(!has_checksum(&request));
        let chunks = Chunks::of(&request);
        assert_eq!(chunks.data, large());
        assert_eq!(chunks.lengths, [65_536, 100_000 - 65_536, 0]);
        assert_eq!(chunks.trailers, [(checksum.to_owned(), value.to_owned())]);
    }
}

#[tokio::test]
async fn by_https_the_body_is_not_signed() {
    let wire = Wire::default();
    secure(&wire).store_bottle().id("b").wine(streamed(&large())).send().await.expect("stored");
    let request = wire.request();
    assert_eq!(header(&request, "x-amz-content-sha256"), "STREAMING-UNSIGNED-PAYLOAD-TRAILER");
    let signed = Authorization::of(&request).headers;
    for name in ["x-amz-trailer", "x-amz-decoded-content-length", "content-encoding", "x-amz-content-sha256"] {
        assert!(signed.iter().any(|header| header == name), "{name} is not signed");
    }
    let chunks = Chunks::of(&request);
    assert!(chunks.signatures.is_empty());
    assert_eq!(header(&request, "x-amz-sdk-checksum-algorithm"), "CRC32");
    assert_eq!(chunks.trailer("x-amz-checksum-crc32"), ALGORITHMS[0].3);
}

#[tokio::test]
async fn by_http_each_chunk_is_signed() {
    for content in [large(), b"grapes".to_vec(), Vec::new(), large()[..65_536].to_vec()] {
        let server = Server::start([Answer::ok("")]).await;
        client(&server).store_bottle().id("b").wine(streamed(&content)).send().await.expect("stored");
        let request = server.request();
        assert_eq!(header(&request, "x-amz-content-sha256"), "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER");
        assert_eq!(headers(&request, "x-amz-trailer"), ["x-amz-checksum-crc32"]);
        let chunks = Chunks::of(&request);
        assert_eq!(chunks.data, content);
        chunks.assert_signed(&request);
    }
}

#[tokio::test]
async fn an_encoding_of_the_caller_comes_first() {
    let wire = Wire::default();
    secure(&wire).store_bottle().id("b").encoding("gzip").wine(streamed(b"grapes")).send().await.expect("stored");
    assert_eq!(headers(&wire.request(), "content-encoding"), ["gzip", "aws-chunked"]);
}

#[tokio::test]
async fn a_file_is_sent_again_with_the_same_checksum() {
    let file = tempfile::NamedTempFile::new().expect("a file");
    std::fs::write(file.path(), large()).expect("written");
    let server = Server::start([Answer::new(503, ""), Answer::ok("")]).await;
    let wine = ByteStream::from_path(file.path()).await.expect("a file");
    client(&server).store_bottle().id("b").wine(wine).send().await.expect("stored");
    let requests = server.requests();
    assert_eq!(requests.len(), 2);
    for request in &requests {
        assert_eq!(headers(request, "content-encoding"), ["aws-chunked"]);
        let chunks = Chunks::of(request);
        assert_eq!(chunks.data, large());
        assert_eq!(chunks.trailer("x-amz-checksum-crc32"), ALGORITHMS[0].3);
        chunks.assert_signed(request);
    }
}

#[tokio::test]
async fn the_first_checksum_stays_whatever_comes_later() {
    let server = Server::start([Answer::new(503, ""), Answer::ok("")]).await;
    let made = Arc::new(AtomicU8::new(0));
    // Other bytes each time.
    let wine = SdkBody::retryable(move || stream([vec![made.fetch_add(1, Ordering::Relaxed); 9]], Some(9)));
    let log = Log::start();
    client(&server).store_bottle().id("b").wine(ByteStream::new(wine)).send().await.expect("stored");
    assert!(log.text().contains("calculated checksum differs from cached checksum"), "{}", log.text());
    let [first, second] = server.requests().try_into().expect("two requests");
    let (first, second) = (Chunks::of(&first), Chunks::of(&second));
    assert_ne!(first.data, second.data);
    assert_eq!(first.trailer("x-amz-checksum-crc32"), second.trailer("x-amz-checksum-crc32"));
}

/// Knows the checksum by the second attempt.
#[derive(Debug, Default)]
struct Late(AtomicU8);

#[dyn_dispatch_hint]
impl Intercept for Late {
    fn name(&self) -> &'static str {
        "Late"
    }

    fn modify_before_signing(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if self.0.fetch_add(1, Ordering::Relaxed) > 0 {
            context.request_mut().headers_mut().insert("x-amz-checksum-crc32", "AAAA");
        }
        Ok(())
    }
}

#[tokio::test]
async fn an_attempt_after_one_with_chunks_may_have_none() {
    let server = Server::start([Answer::new(503, ""), Answer::ok("")]).await;
    let wine = ByteStream::new(SdkBody::retryable(|| stream([b"grapes".to_vec()], Some(6))));
    let call = client(&server).store_bottle().id("b").wine(wine).customize().interceptor(Late::default());
    call.send().await.expect("stored");
    let [first, second] = server.requests().try_into().expect("two requests");
    assert_eq!(Chunks::of(&first).data, b"grapes");
    assert_plain(&second, b"grapes");
    assert_eq!(header(&second, "x-amz-content-sha256"), "UNSIGNED-PAYLOAD");
}

#[tokio::test]
async fn a_stream_of_unknown_length_is_not_sent() {
    let server = Server::start(Answer::ok("").times(2)).await;
    let unknown = || ByteStream::new(stream([b"grapes".to_vec()], None));
    let error = client(&server).store_bottle().id("b").wine(unknown()).send().await.expect_err("refused");
    let message = DisplayErrorContext(&error).to_string();
    assert!(message.contains("only if its length is known"), "{message}");
    assert!(server.requests().is_empty());
    // Who knows the length can say so.
    client(&server).store_bottle().id("b").length(6).wine(unknown()).send().await.expect("stored");
    assert_eq!(Chunks::of(&server.request()).data, b"grapes");
}

#[tokio::test]
async fn a_stream_of_another_length_fails() {
    for length in [5, 7] {
        let server = Server::start(Answer::ok("").times(2)).await;
        let wine = ByteStream::new(stream([b"grapes".to_vec()], Some(length)));
        client(&server).store_bottle().id("b").wine(wine).send().await.expect_err("not that long");
    }
}

#[tokio::test]
async fn no_stream_is_longer_than_numbers() {
    for length in [u64::MAX, i64::MAX as u64 + 1] {
        let wire = Wire::default();
        let wine = ByteStream::new(stream([b"grapes".to_vec()], Some(length)));
        let error = secure(&wire).store_bottle().id("b").wine(wine).send().await.expect_err("too long");
        assert!(DisplayErrorContext(&error).to_string().contains("cannot be that long"));
    }
}

#[tokio::test]
async fn what_a_body_has_behind_its_end_is_left_out() {
    let server = Server::start([Answer::ok("")]).await;
    let wine = ByteStream::new(with_trailers("grapes"));
    client(&server).store_bottle().id("b").wine(wine).send().await.expect("stored");
    let request = server.request();
    let chunks = Chunks::of(&request);
    assert_eq!(chunks.trailer("x-amz-checksum-crc32"), "IcxqvA==");
    assert!(chunks.trailers.iter().all(|(_, value)| value != "AAAAAA=="), "what the body had behind it");
    chunks.assert_signed(&request);
}

#[tokio::test]
async fn a_known_checksum_needs_no_chunks() {
    let server = Server::start([Answer::ok("")]).await;
    client(&server).store_bottle().id("b").crc32("AAAA").wine(streamed(b"grapes")).send().await.expect("stored");
    let request = server.request();
    assert_plain(&request, b"grapes");
    assert_eq!(header(&request, "x-amz-checksum-crc32"), "AAAA");
}

#[tokio::test]
async fn when_required_a_stream_is_plain() {
    let server = Server::start(Answer::ok("").times(2)).await;
    let config = config().endpoint_url(&server.url);
    let config = config.request_checksum_calculation(RequestChecksumCalculation::WhenRequired);
    let client = Client::from_conf(config.build());
    client.store_bottle().id("b").wine(streamed(&large())).send().await.expect("stored");
    let call = client.store_bottle().id("b").algorithm(Algorithm::Crc32C).wine(streamed(&large()));
    call.send().await.expect("stored");
    let [plain, named] = server.requests().try_into().expect("two requests");
    assert_plain(&plain, &large());
    assert_eq!(Chunks::of(&named).trailer("x-amz-checksum-crc32c"), ALGORITHMS[1].3);
}

/// The lengths of chunks with this setting.
async fn lengths(size: Option<usize>, content: &[u8]) -> Result<Vec<usize>, String> {
    let wire = Wire::default();
    let config = config().endpoint_url("https://cellar.example.com").http_client(wire.clone());
    let client = Client::from_conf(config.aws_chunked_encoding_chunk_size(size).build());
    match client.store_bottle().id("b").wine(streamed(content)).send().await {
        Ok(_) => Ok(Chunks::of(&wire.request()).lengths),
        Err(error) => Err(DisplayErrorContext(&error).to_string()),
    }
}

#[tokio::test]
async fn the_size_of_chunks_can_be_set() {
    let content = large();
    assert_eq!(lengths(Some(8_192), &content[..20_000]).await, Ok(vec![8_192, 8_192, 20_000 - 16_384, 0]));
    assert_eq!(lengths(None, &content).await, Ok(vec![100_000, 0]));
    assert_eq!(lengths(None, b"grapes").await, Ok(vec![6, 0]));
    assert_eq!(lengths(None, b"").await, Ok(vec![0]));
    assert_eq!(lengths(Some(usize::MAX), &content).await, Ok(vec![100_000, 0]));
    for size in [0, 8_191] {
        let error = lengths(Some(size), &content).await.expect_err("too small");
        assert!(error.contains("at least 8192 bytes"), "{error}");
    }
}

#[tokio::test]
async fn who_signs_nothing_signs_no_chunks() {
    let (server, wire) = (Server::start([Answer::ok("")]).await, Wire::default());
    let by_https = config().endpoint_url("https://cellar.example.com").http_client(wire.clone());
    for config in [config().endpoint_url(&server.url), by_https] {
        let client = Client::from_conf(config.allow_no_auth().auth_scheme_preference(["noAuth".into()]).build());
        client.store_bottle().id("b").wine(streamed(&large())).send().await.expect("stored");
    }
    for request in [server.request(), wire.request()] {
        assert_eq!(header(&request, "authorization"), "");
        assert_eq!(headers(&request, "x-amz-content-sha256"), ["STREAMING-UNSIGNED-PAYLOAD-TRAILER"]);
        let chunks = Chunks::of(&request);
        assert!(chunks.signatures.is_empty());
        assert_eq!(chunks.trailers, [("x-amz-checksum-crc32".to_owned(), ALGORITHMS[0].3.to_owned())]);
    }
}

#[tokio::test]
async fn sigv4a_signs_no_chunks() {
    let preference = AuthSchemePreference::from(["sigv4a".into()]);
    let wire = Wire::default();
    let secure = config().endpoint_url("https://cellar.example.com").http_client(wire.clone());
    let secure = Client::from_conf(secure.auth_scheme_preference(preference.clone()).build());
    secure.store_bottle().id("b").wine(streamed(&large())).send().await.expect("stored");
    let request = wire.request();
    assert!(header(&request, "authorization").starts_with("AWS4-ECDSA-P256-SHA256 "));
    assert_eq!(header(&request, "x-amz-content-sha256"), "STREAMING-UNSIGNED-PAYLOAD-TRAILER");
    assert_eq!(Chunks::of(&request).trailer("x-amz-checksum-crc32"), ALGORITHMS[0].3);
    let server = Server::start([Answer::ok("")]).await;
    let plain = Client::from_conf(config().endpoint_url(&server.url).auth_scheme_preference(preference).build());
    let error = plain.store_bottle().id("b").wine(streamed(&large())).send().await.expect_err("refused");
    let message = DisplayErrorContext(&error).to_string();
    assert!(message.contains("unless it is sent by https"), "{message}");
    assert!(server.requests().is_empty());
}
