//! What becomes of streams that stall where nobody has said anything about it, by a clock that waits for nothing.

use crate::TOO_LONG;
use aws_smithy_async::time::TimeSource;
use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_types::sdk_config;
use futures_util::stream;
use harbour::Client;
use harbour::config::retry::RetryConfig;
use harbour::config::{BehaviorVersion, RuntimeComponents, StalledStreamProtectionConfig};
use harbour::error::DisplayErrorContext;
use harbour::primitives::{ByteStream, SdkBody};
use http_body_util::StreamBody;
use hyper::body::{Bytes, Frame};
use std::convert::Infallible;
use std::time::{Duration, SystemTime};
use tokio::time::Instant;

/// A connection on which nothing moves: nobody takes what is sent, or nothing comes behind the head of an answer.
#[derive(Clone, Copy, Debug)]
enum Stuck {
    Upload,
    Download,
}

impl HttpClient for Stuck {
    fn http_connector(&self, _: &HttpConnectorSettings, _: &RuntimeComponents) -> SharedHttpConnector {
        SharedHttpConnector::new(*self)
    }
}

impl HttpConnector for Stuck {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        match self {
            Self::Upload => HttpConnectorFuture::new(async move {
                let _unread = request;
                std::future::pending().await
            }),
            Self::Download => {
                let nothing = StreamBody::new(stream::pending::<Result<Frame<Bytes>, Infallible>>());
                let status = 200.try_into().expect("a status");
                HttpConnectorFuture::ready(Ok(HttpResponse::new(status, SdkBody::from_body_1_x(nothing))))
            }
        }
    }
}

/// The clock of the tests, which jumps to what is awaited.
#[derive(Debug)]
struct Clock(Instant);

impl TimeSource for Clock {
    fn now(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH + self.0.elapsed()
    }
}

fn shared(version: BehaviorVersion, stuck: Stuck) -> sdk_config::Builder {
    farrier_tests::client::shared()
        .behavior_version(version)
        .retry_config(RetryConfig::disabled())
        .endpoint_url("http://localhost")
        .time_source(Clock(Instant::now()))
        .http_client(stuck)
}

/// When a stream is given up, in whole seconds.
async fn given_up(shared: sdk_config::Builder, stuck: Stuck) -> Option<u64> {
    let client = Client::new(&shared.build());
    let begin = Instant::now();
    let call = async {
        match stuck {
            Stuck::Upload => {
                let call = client.upload_chart().id("c").chart(ByteStream::from_static(b"deep"));
                DisplayErrorContext(call.send().await.expect_err("given up")).to_string()
            }
            Stuck::Download => {
                let output = client.download_chart().id("c").send().await.expect("begun");
                DisplayErrorContext(output.chart.collect().await.expect_err("given up")).to_string()
            }
        }
    };
    let error = tokio::time::timeout(TOO_LONG, call).await.ok()?;
    assert!(error.contains("minimum throughput"), "{error}");
    Some(begin.elapsed().as_secs())
}

#[tokio::test(start_paused = true)]
async fn a_stream_is_given_up_after_five_seconds() {
    #[expect(deprecated, reason = "a program may have stayed with it")]
    let oldest = BehaviorVersion::v2023_11_09();
    #[expect(deprecated, reason = "a program may have stayed with it")]
    let first = BehaviorVersion::v2024_03_28();
    for (version, upload) in [(oldest, None), (first, Some(5)), (BehaviorVersion::latest(), Some(5))] {
        assert_eq!(given_up(shared(version, Stuck::Upload), Stuck::Upload).await, upload, "{version:?}");
        assert_eq!(given_up(shared(version, Stuck::Download), Stuck::Download).await, Some(5), "{version:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn what_all_clients_of_a_program_share_says_how_long() {
    for stuck in [Stuck::Upload, Stuck::Download] {
        let patient = StalledStreamProtectionConfig::enabled().grace_period(Duration::from_secs(20)).build();
        let shared = |config| shared(BehaviorVersion::latest(), stuck).stalled_stream_protection(config);
        assert_eq!(given_up(shared(patient), stuck).await, Some(20), "{stuck:?}");
        assert_eq!(given_up(shared(StalledStreamProtectionConfig::disabled()), stuck).await, None, "{stuck:?}");
    }
}
