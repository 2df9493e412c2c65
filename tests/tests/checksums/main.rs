//! Checksums of algorithms that are chosen, by a client of `codegen/farrier-codegen/tests/cases/checksums.json`. What
//! is expected was calculated by other programs than the client.

mod chunks;
mod headers;
mod responses;
mod secrets;
mod settings;
mod trailers;

use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_types::body::SdkBody;
use bytes::Bytes;
use cellar::Client;
use cellar::config::retry::RetryConfig;
use cellar::config::{BehaviorVersion, Builder, Config, Region, RuntimeComponents};
use cellar::primitives::ByteStream;
use farrier_tests::client::credentials;
use farrier_tests::server::{Received, Server, header, headers};
use http_body_util::BodyExt;
use hyper::body::{Body, Frame, SizeHint};
use std::collections::VecDeque;
use std::convert::Infallible;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::time::Duration;

/// The algorithms, the headers of their checksums, and the checksums of `grapes` and of [`large`].
const ALGORITHMS: [(&str, &str, &str, &str); 5] = [
    ("CRC32", "x-amz-checksum-crc32", "IcxqvA==", "s1O4+g=="),
    ("CRC32C", "x-amz-checksum-crc32c", "wVMw9A==", "ckf2aw=="),
    ("CRC64NVME", "x-amz-checksum-crc64nvme", "uakZ8SkD1MQ=", "rdtuPFGJcz8="),
    ("SHA1", "x-amz-checksum-sha1", "NcTNtQqaa0R12kpm2VXvKp4azDk=", "I6EGWg9qSFEZBJvyeZF53QFU77s="),
    (
        "SHA256",
        "x-amz-checksum-sha256",
        "gobuTqj1TwJ2vNShJd5v04pYU07r4k3zlvBf6+7jqRo=",
        "zS32lOQkvHlozDf0d1EBnlygzRvfLkeepTfDocMu4ao=",
    ),
];

/// More than one chunk.
fn large() -> Vec<u8> {
    (0..100_000_u32).map(|index| (index % 251) as u8).collect()
}

/// A configuration that tries twice.
fn config() -> Builder {
    let retries = RetryConfig::standard().with_max_attempts(2).with_initial_backoff(Duration::from_millis(1));
    Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("us-east-1"))
        .credentials_provider(credentials())
        .retry_config(retries)
}

fn client(server: &Server) -> Client {
    Client::from_conf(config().endpoint_url(&server.url).build())
}

/// A client that sends by https, to nobody.
fn secure(wire: &Wire) -> Client {
    Client::from_conf(config().endpoint_url("https://cellar.example.com").http_client(wire.clone()).build())
}

/// Whether a header of a checksum is there.
fn has_checksum(request: &Received) -> bool {
    request.headers().keys().any(|name| name.as_str().starts_with("x-amz-checksum-"))
}

/// An HTTP client that keeps what it is given and has one answer, or else answers that all is well.
#[derive(Clone, Debug, Default)]
struct Wire {
    requests: Arc<Mutex<Vec<Received>>>,
    answer: Arc<Mutex<Option<HttpResponse>>>,
}

impl Wire {
    fn answering(answer: HttpResponse) -> Self {
        Self { answer: Arc::new(Mutex::new(Some(answer))), ..Self::default() }
    }

    fn request(&self) -> Received {
        let [request] = self.requests.lock().expect("not poisoned").clone().try_into().expect("one request");
        request
    }
}

impl HttpConnector for Wire {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let (requests, answer) = (self.requests.clone(), self.answer.lock().expect("not poisoned").take());
        HttpConnectorFuture::new(async move {
            let (head, body) = request.try_into_http1x().expect("a request").into_parts();
            let body = body.collect().await.expect("a body").to_bytes();
            requests.lock().expect("not poisoned").push(Received::from_parts(head, body));
            Ok(answer.unwrap_or_else(|| HttpResponse::new(http::StatusCode::OK.into(), SdkBody::empty())))
        })
    }
}

impl HttpClient for Wire {
    fn http_connector(&self, _: &HttpConnectorSettings, _: &RuntimeComponents) -> SharedHttpConnector {
        SharedHttpConnector::new(self.clone())
    }
}

/// A body in parts.
struct Parts {
    parts: VecDeque<Frame<Bytes>>,
    length: Option<u64>,
}

impl Body for Parts {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        Poll::Ready(self.parts.pop_front().map(Ok))
    }

    fn size_hint(&self) -> SizeHint {
        self.length.map(SizeHint::with_exact).unwrap_or_default()
    }
}

/// A stream of these parts that says it has this length.
fn stream(parts: impl IntoIterator<Item = Vec<u8>>, length: Option<u64>) -> SdkBody {
    let parts = parts.into_iter().map(|part| Frame::data(Bytes::from(part))).collect();
    SdkBody::from_body_1_x(Parts { parts, length })
}

/// Bytes with something behind them.
fn with_trailers(content: &'static str) -> SdkBody {
    let name = http::HeaderName::from_static("x-amz-checksum-crc32");
    let trailers = http::HeaderMap::from_iter([(name, http::HeaderValue::from_static("AAAAAA=="))]);
    let parts = [Frame::data(content.into()), Frame::trailers(trailers)].into();
    SdkBody::from_body_1_x(Parts { parts, length: Some(content.len() as u64) })
}

/// A stream with all of the content.
fn streamed(content: &[u8]) -> ByteStream {
    let parts = content.chunks(7_000).map(<[u8]>::to_vec);
    ByteStream::new(stream(parts, Some(content.len() as u64)))
}
