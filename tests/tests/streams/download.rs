//! Downloads that do not come as they should.

use crate::{DEAFNESS, PAUSE, all_ended, download, is_sound, retrying, settings, within};
use farrier_tests::descriptors::Descriptors;
use farrier_tests::faults::{Fault, FaultServer, Plan};
use harbour::Client;

const LENGTH: usize = 100_000;

/// Asks for a body with a fault, and for one without by the same client.
async fn outcomes(fault: Fault, places: &[usize]) -> Vec<Result<usize, String>> {
    let descriptors = Descriptors::count().await;
    let server = FaultServer::start(DEAFNESS).await;
    let client = Client::from_conf(settings(&server).build());
    let mut outcomes = Vec::new();
    for (serial, at) in (0..).zip(places) {
        outcomes.push(download(&client, Plan::new(2 * serial, fault, *at, LENGTH)).await);
        assert!(is_sound(&client, 2 * serial + 1).await, "{fault:?} at {at}");
        // One connection is kept, and seen from both ends. One end more is where the server listens.
        descriptors.settle(3).await;
    }
    all_ended(&server, 1).await;
    assert_eq!(server.accounts().len(), 2 * places.len());
    outcomes
}

#[tokio::test]
async fn whole() {
    for fault in [Fault::Nothing, Fault::Chunked] {
        assert_eq!(outcomes(fault, &[0]).await, [Ok(LENGTH)]);
    }
}

#[tokio::test]
async fn cut_at_every_stage() {
    for fault in [Fault::Unanswered, Fault::HeadCut] {
        for outcome in outcomes(fault, &[0]).await {
            let error = outcome.expect_err("cut");
            assert!(error.starts_with("DownloadChart: "), "{fault:?}: {error}");
        }
    }
    for fault in [Fault::Cut, Fault::ChunkCut] {
        for outcome in outcomes(fault, &[0, 1, LENGTH / 2, LENGTH - 1]).await {
            let error = outcome.expect_err("cut");
            assert!(error.contains("end of file") || error.contains("body"), "{fault:?}: {error}");
        }
    }
}

#[tokio::test]
async fn what_comes_after_the_body_is_no_answer_to_the_next_call() {
    assert_eq!(outcomes(Fault::Long, &[0; 20]).await, [const { Ok(LENGTH) }; 20]);
}

#[tokio::test]
async fn what_stalls_is_given_up() {
    for outcome in outcomes(Fault::Stall, &[0, LENGTH / 2]).await {
        let error = outcome.expect_err("stalled");
        assert!(error.contains("minimum throughput"), "{error}");
    }
}

/// For longer than a body may stall.
#[tokio::test]
async fn a_pause_of_the_reader_is_no_stall() {
    let descriptors = Descriptors::count().await;
    let server = FaultServer::start(DEAFNESS).await;
    let client = Client::from_conf(settings(&server).build());
    // More than the buffers of both ends of a connection hold.
    let plan = Plan::new(0, Fault::Nothing, 0, 6_000_000);
    let mut output = within(client.download_chart().id(plan.to_string()).send()).await.expect("begun");
    let mut read = within(output.chart.next()).await.expect("more").expect("read").len();
    tokio::time::sleep(PAUSE).await;
    while let Some(bytes) = within(output.chart.next()).await {
        read += bytes.expect("read after the pause").len();
    }
    assert_eq!(read, plan.length);
    descriptors.settle(3).await;
}

#[tokio::test]
async fn dropped_at_every_stage() {
    let descriptors = Descriptors::count().await;
    let server = FaultServer::start(DEAFNESS).await;
    let client = Client::from_conf(settings(&server).build());
    let stalls = |serial, at| Plan::new(serial, Fault::Stall, at, LENGTH).to_string();
    // Before anything is sent, while the answer is awaited, before the body is read, and in the middle of it.
    drop(client.download_chart().id(stalls(0, 0)).send());
    let unanswered = client.upload_chart().id(stalls(1, 0)).chart(vec![0].into()).send();
    tokio::time::timeout(std::time::Duration::from_millis(50), unanswered).await.expect_err("not answered");
    drop(within(client.download_chart().id(stalls(2, 1000)).send()).await.expect("begun"));
    let mut output = within(client.download_chart().id(stalls(3, 1000)).send()).await.expect("begun");
    assert_eq!(within(output.chart.next()).await.expect("more").expect("read").len(), 1000);
    drop(output);
    assert!(is_sound(&client, 4).await);
    descriptors.settle(3).await;
    let accounts = server.accounts();
    assert_eq!(accounts.keys().copied().max(), Some(4));
    assert!(!accounts.contains_key(&0));
}

#[tokio::test]
async fn an_answer_that_does_not_begin_is_asked_for_again() {
    let descriptors = Descriptors::count().await;
    let server = FaultServer::start(DEAFNESS).await;
    let client = Client::from_conf(retrying(&server).build());
    for (serial, fault) in (0..).zip([Fault::Unanswered, Fault::HeadCut]) {
        let plan = Plan { times: 1, ..Plan::new(serial, fault, 0, LENGTH) };
        assert_eq!(download(&client, plan).await, Ok(LENGTH), "{fault:?}");
        assert_eq!(server.accounts()[&serial].began, 2);
    }
    descriptors.settle(3).await;
}
