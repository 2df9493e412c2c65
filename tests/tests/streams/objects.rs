//! Objects of Amazon S3 on their way there by default: those in memory with a checksum before them, others in chunks
//! that are signed, with the checksum behind.

use crate::upload::LENGTH;
use crate::{DEAFNESS, GRACE, TOO_LONG, all_ended, grace};
use buckets::Client;
use buckets::config::StalledStreamProtectionConfig;
use buckets::config::retry::RetryConfig;
use buckets::error::SdkError;
use buckets::operation::put_object::PutObjectError;
use buckets::primitives::ByteStream;
use farrier_tests::client::shared;
use farrier_tests::descriptors::Descriptors;
use farrier_tests::faults::{Fault, FaultServer, Plan};
use std::time::Duration;
use tempfile::NamedTempFile;

pub(crate) async fn put(client: &Client, plan: Plan, body: ByteStream) -> Result<(), SdkError<PutObjectError>> {
    client.put_object().bucket("pail").key(plan.to_string()).body(body).send().await.map(drop)
}

/// A client that tries once, and lets a body stall for a while.
pub(crate) fn client(server: &FaultServer, patience: StalledStreamProtectionConfig) -> Client {
    let once = shared().retry_config(RetryConfig::disabled()).stalled_stream_protection(patience);
    Client::new(&once.endpoint_url(&server.url).build())
}

/// Where the bytes of an object are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Source {
    Memory,
    File,
}

impl Source {
    /// The bytes of a plan, for as long as the file is there.
    pub(crate) async fn body(self, plan: Plan, file: &NamedTempFile) -> ByteStream {
        match self {
            Self::Memory => plan.body().into(),
            Self::File => {
                std::fs::write(file.path(), plan.body()).expect("written");
                ByteStream::from_path(file.path()).await.expect("a file")
            }
        }
    }
}

/// What a failure is in a word.
fn kind(outcome: Result<(), SdkError<PutObjectError>>) -> &'static str {
    match outcome {
        Ok(()) => "kept",
        Err(SdkError::ServiceError(error)) if error.raw().status().as_u16() == 413 => "refused",
        Err(SdkError::DispatchFailure(error)) if error.is_timeout() => "stalled",
        Err(SdkError::DispatchFailure(_)) => "cut",
        Err(error) => panic!("{error:?}"),
    }
}

#[tokio::test]
async fn whatever_happens_is_told_and_the_next_is_kept() {
    let (descriptors, file) = (Descriptors::count().await, NamedTempFile::new().expect("a file"));
    let server = FaultServer::start(DEAFNESS).await;
    let client = client(&server, grace(GRACE));
    let cases = [
        (Fault::Nothing, 0, "kept"),
        (Fault::Cut, 0, "cut"),
        (Fault::Cut, LENGTH / 2, "cut"),
        (Fault::Cut, LENGTH, "cut"),
        (Fault::Early, 0, "refused"),
        (Fault::Early, LENGTH / 2, "refused"),
        (Fault::Stall, 1000, "stalled"),
        (Fault::Stall, 1000, "dropped"),
    ];
    // What is in memory is handed over at once: that nobody reads it is not seen.
    let is_seen = |(source, (_, _, expected)): &(_, (_, _, _))| !(*source == Source::Memory && *expected == "stalled");
    let cases = cases.into_iter().flat_map(|case| [(Source::Memory, case), (Source::File, case)]).filter(is_seen);
    for (serial, (source, (fault, at, expected))) in (0..).zip(cases) {
        let plan = Plan::new(2 * serial, fault, at, LENGTH);
        let call = put(&client, plan, source.body(plan, &file).await);
        let patience = if expected == "dropped" { Duration::from_millis(100) } else { TOO_LONG };
        let outcome = tokio::time::timeout(patience, call).await.map_or("dropped", kind);
        assert_eq!(outcome, expected, "{source:?}, {fault:?} at {at}");
        let plan = Plan::new(2 * serial + 1, Fault::Nothing, 0, 1000);
        put(&client, plan, source.body(plan, &file).await).await.expect("kept");
        assert_eq!(server.accounts()[&plan.serial].whole, 1);
    }
    drop((client, file));
    descriptors.settle(1).await;
    all_ended(&server, 1).await;
}
