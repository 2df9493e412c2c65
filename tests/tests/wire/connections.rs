//! What calls share, however they differ.

use aws_sdk_partnercentralaccount::config::Config;
use aws_sdk_partnercentralaccount::config::timeout::TimeoutConfig;
use farrier_tests::client::{client, invite};
use farrier_tests::server::{Answer, Server};
use std::time::Duration;

/// How many files and sockets this process has open; `None` where the system does not say.
fn open_files() -> Option<usize> {
    Some(std::fs::read_dir("/proc/self/fd").ok()?.count())
}

#[tokio::test]
async fn a_deadline_per_call_takes_no_connection_per_call() {
    const CALLS: u64 = 3_000;
    let server = Server::start(Answer::ok("{}").times(3_000)).await;
    let client = client(&server);
    let call = |number: u64| {
        let deadline = Duration::from_secs(30) + Duration::from_micros(number);
        let timeouts = TimeoutConfig::builder().connect_timeout(deadline).read_timeout(deadline);
        let timeouts = timeouts.operation_timeout(deadline).operation_attempt_timeout(deadline).build();
        invite(&client).customize().config_override(Config::builder().timeout_config(timeouts)).send()
    };
    call(0).await.expect("an output");
    let before = open_files();
    for number in 1..CALLS {
        call(number).await.expect("an output");
    }
    assert_eq!(server.requests().len(), 3_000);
    assert_eq!(server.connections(), 1);
    // Other tests run in this process, too, but do not open as many as there were calls.
    assert!(open_files() < before.map(|before| before + 500), "{before:?} {:?}", open_files());
}
