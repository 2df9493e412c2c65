//! Streams of bytes both ways, and all that can go wrong on their way.

mod bodies;
mod download;
mod loaded;
mod many;
mod objects;
mod slow;
mod stalls;
mod upload;

use farrier_tests::faults::{Fault, FaultServer, Plan};
use harbour::Client;
use harbour::config::retry::RetryConfig;
use harbour::config::{Builder, StalledStreamProtectionConfig};
use harbour::error::SdkError;
use harbour::operation::upload_chart::UploadChartError;
use harbour::primitives::ByteStream;
use std::time::Duration;

/// How long a body may stall in these tests, besides the second that it is watched for.
const GRACE: Duration = Duration::from_millis(100);

/// How long the server is deaf: longer than a body may stall.
const DEAFNESS: Duration = Duration::from_secs(2);

/// How long who reads or writes a body pauses: longer than it may stall.
const PAUSE: Duration = Duration::from_millis(1500);

/// What nothing takes, unless it hangs, however busy the machine is.
const TOO_LONG: Duration = Duration::from_secs(120);

/// A configuration that tries once.
fn settings(server: &FaultServer) -> Builder {
    farrier_tests::client::once().stalled_stream_protection(grace(GRACE)).endpoint_url(&server.url)
}

/// How long a body may stall.
fn grace(period: Duration) -> StalledStreamProtectionConfig {
    StalledStreamProtectionConfig::enabled().grace_period(period).build()
}

/// A configuration that tries twice.
fn retrying(server: &FaultServer) -> Builder {
    settings(server)
        .retry_config(RetryConfig::standard().with_max_attempts(2).with_initial_backoff(Duration::from_millis(1)))
}

/// What a download came to, as far as its bytes are those of the plan.
async fn download(client: &Client, plan: Plan) -> Result<usize, String> {
    let call = client.download_chart().id(plan.to_string()).send();
    let mut output = within(call).await.map_err(|error| error.to_string())?;
    let mut read = 0;
    while let Some(bytes) = within(output.chart.next()).await {
        let bytes = bytes.map_err(|error| harbour::error::DisplayErrorContext(&error).to_string())?;
        assert!(plan.is_part(read, &bytes), "{plan:?} has other bytes at {read}");
        read += bytes.len();
    }
    Ok(read)
}

type UploadFailure = SdkError<UploadChartError>;

/// What an upload came to.
async fn upload(client: &Client, plan: Plan, chart: ByteStream) -> Result<(), UploadFailure> {
    within(client.upload_chart().id(plan.to_string()).chart(chart).send()).await.map(drop)
}

/// Panics at what hangs.
async fn within<T>(work: impl Future<Output = T>) -> T {
    tokio::time::timeout(TOO_LONG, work).await.expect("it hangs")
}

/// Whether the next call of a client succeeds, as it should whatever became of the last.
async fn is_sound(client: &Client, serial: u32) -> bool {
    let plan = Plan::new(serial, Fault::Nothing, 0, 70_000);
    download(client, plan).await == Ok(plan.length)
}

/// Waits until there is nothing left to do for any request that came, each of which came so often.
async fn all_ended(server: &FaultServer, times: u32) {
    let ended = async {
        while server.accounts().values().any(|account| account.ended < account.began) {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    within(ended).await;
    for (serial, account) in server.accounts() {
        assert_eq!((account.began, account.ended), (times, times), "{serial}");
    }
}
