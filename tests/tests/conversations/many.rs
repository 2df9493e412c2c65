//! Streams that are long, and many of them: what they leave behind.

use super::ends::message_of_fog;
use super::{Orders, OrdersError, Sent, answered, begun, client, live, next, ok, payload, pilot, soon, tide};
use farrier_tests::host::Host;
use futures_util::stream::{StreamExt as _, poll_fn};
use h2::Reason;
use harbour::config::Config;
use harbour::config::timeout::TimeoutConfig;
use harbour::error::SdkError;
use harbour::primitives::Blob;
use harbour::types::{Course, Horn};
use std::env;
use std::fs;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::Poll;
use std::time::Duration;

/// By how many KiB the memory of a process with one test may grow.
const GROWTH: u64 = 4 * 1024;

/// A stream of so many events, each as soon as it is asked for, and how many were.
fn counted(count: u64, make: impl Fn(u64) -> Orders + Send + Sync + 'static) -> (Arc<AtomicU64>, Sent) {
    let made = Arc::new(AtomicU64::new(0));
    let counter = made.clone();
    let stream = poll_fn(move |_| {
        let number = counter.fetch_add(1, Ordering::Relaxed);
        Poll::Ready((number < count).then(|| make(number)))
    });
    (made, stream.map(Ok::<_, OrdersError>).into())
}

/// The memory of this process, in KiB.
fn memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.trim().strip_suffix(" kB")?.parse().ok()
}

/// What is not read is not asked for either.
#[tokio::test]
async fn a_service_that_does_not_read_holds_the_program_back() {
    let mut host = Host::start().await;
    let horn = |_| Orders::Horn(Horn::builder().sound(Blob::new(vec![1; 10_000])).build());
    let (made, stream) = counted(100_000, horn);
    let call = pilot(&client(&host), stream);
    let mut service = soon(host.call()).await;
    service.answer(ok());
    let output = answered(call).await;
    tokio::time::sleep(Duration::from_millis(300)).await;
    let held_back = made.load(Ordering::Relaxed);
    assert!(held_back < 500, "{held_back} of 10 kB each were taken, and none of them read");
    let mut chain = service.chain();
    for _ in 0..1000 {
        assert!(soon(next(&mut service, &mut chain)).await.is_some());
    }
    assert!(made.load(Ordering::Relaxed) >= 1000);
    drop(output);
}

/// Sends and receives so many events, each of them so long: all of them, in order, each signature checked. Memory stays
/// as it was, which needs them to be of more bytes together than it may grow by.
async fn many(count: u64, length: usize) {
    let mut host = Host::start().await;
    let (_, stream) = counted(count, move |number| {
        let heading = number.try_into().expect("a small number");
        Orders::Course(Course::builder().heading(heading).by("x".repeat(length)).build())
    });
    let call = pilot(&client(&host), stream);
    let mut service = soon(host.call()).await;
    let mut chain = service.chain();
    service.answer(ok());
    let mut output = answered(call).await;
    let echo = tokio::spawn(async move {
        let mut number = 0;
        while let Some(message) = next(&mut service, &mut chain).await {
            assert_eq!(payload(&message), format!(r#"{{"deg":{number}}}"#));
            service.send(tide(f64::from(number))).await.expect("it listens");
            number += 1;
        }
        service.end();
    });
    let mut before = None;
    let mut received = 0;
    while let Some(tides) = output.tides.recv().await.expect("received") {
        assert_eq!(tides.as_tide().expect("a tide").height(), Some(received as f64));
        received += 1;
        if received == count / 10 {
            before = memory();
        }
    }
    echo.await.expect("all was as it should be");
    assert_eq!(received, count);
    if let (Some(before), Some(after)) = (before, memory()) {
        assert!(after < before + GROWTH, "{before} KiB became {after} KiB");
    }
}

/// In a process of its own: the memory of this one is that of all tests.
#[test]
fn thousands_of_events_arrive_in_order() {
    let mut alone = Command::new(env::current_exe().expect("the program of this test"));
    let output = alone.args(["--exact", "many::thousands", "--ignored", "--nocapture"]).output().expect("it starts");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && said.contains("1 passed"), "{output:?}");
}

#[tokio::test]
#[ignore = "the test above runs it"]
async fn thousands() {
    many(2_500, 10_000).await;
}

/// `cargo test --release -p farrier-tests --test conversations -- --ignored a_million`: half a minute of a processor.
/// Without `--release` it is eight, nearly all of it hashes.
#[tokio::test]
#[ignore = "takes minutes"]
async fn a_million_events_arrive_in_order() {
    many(1_000_000, 20).await;
}

/// A connection has as many streams as its host allows. Who wants one more waits for the end of another.
#[tokio::test]
async fn a_stream_too_many_waits() {
    let mut host = Host::limited(2).await;
    let client = client(&host);
    let mut open = Vec::new();
    for _ in 0..2 {
        let (sender, call, mut service) = begun(&client, &mut host).await;
        service.answer(ok());
        open.push((sender, service, answered(call).await));
    }
    let (_sender, orders) = live();
    let call = pilot(&client, orders);
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert!(!call.is_finished());
    drop(open.pop());
    let mut service = soon(host.call()).await;
    service.answer(ok());
    let _third = answered(call).await;
    let (_unsent, orders) = live();
    let timeout = TimeoutConfig::builder().operation_timeout(Duration::from_millis(300)).build();
    let call = client.pilot().id("argo").orders(orders).customize();
    let call = call.config_override(Config::builder().timeout_config(timeout)).send();
    let error = soon(call).await.expect_err("two are open");
    assert!(matches!(error, SdkError::TimeoutError(_)), "{error:?}");
    assert_eq!(host.connections(), 1);
}

/// However calls end, and connections: with both ends of the last one, and the one that listens, nothing is left but
/// these.
#[tokio::test]
async fn calls_leave_nothing_open() {
    let mut host = Host::start().await;
    let client = client(&host);
    for round in 0..60 {
        let (_, stream) = counted(2, |_| Orders::Stop);
        let call = pilot(&client, stream);
        let mut service = soon(host.call()).await;
        assert!(soon(service.message()).await.expect("it goes on").is_some());
        match round % 6 {
            0 => service.fail(404, r#"{"__type":"NoSuchShip"}"#),
            1 => service.reset(Reason::INTERNAL_ERROR),
            2 => service.disconnect(),
            _ => service.answer(ok()),
        }
        let output = soon(call).await.expect("no panic");
        if let Ok(mut output) = output {
            match round % 6 {
                3 => service.disconnect(),
                4 => service.send(message_of_fog()).await.expect("it listens"),
                _ => continue,
            }
            soon(output.tides.recv()).await.expect_err("cut");
        }
    }
    assert_eq!(host.connections(), 1 + 20);
    settle(&host, 3).await;
    drop(client);
    settle(&host, 1).await;
}

/// Waits until so many sockets are open.
async fn settle(host: &Host, count: usize) {
    let settled = async {
        while host.sockets().is_some_and(|sockets| sockets != count) {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    soon(settled).await;
}
