//! Events in both directions, while both last.

use super::{Client, Orders, Sent, answered, begun, client, course, header, next, ok, payload, pilot, soon, tide};
use farrier_tests::host::Host;
use farrier_tests::log::Log;
use futures_util::stream::iter;
use harbour::operation::RequestId as _;
use harbour::primitives::Blob;
use harbour::types::{Course, Horn, SecretOrder};
use std::time::Duration;

#[tokio::test]
async fn what_is_said_is_answered_at_once_and_in_order() {
    let mut host = Host::start().await;
    // The head goes out before the first event, and the answer comes before it, too.
    let (orders, call, mut service) = begun(&client(&host), &mut host).await;
    let request = &service.request;
    assert_eq!((request.method().as_str(), request.uri().to_string().as_str()), ("POST", "/ships/argo/pilot"));
    let mut chain = service.chain();
    service.answer(ok());
    let mut output = answered(call).await;
    assert_eq!((output.pilot(), output.request_id()), (Some("Tiphys"), Some("r-1")));
    for number in 0..20 {
        orders.send(Ok(course(number))).expect("it listens");
        let message = soon(next(&mut service, &mut chain)).await.expect("an event");
        assert_eq!(payload(&message), format!(r#"{{"deg":{number}}}"#));
        service.send(tide(f64::from(number))).await.expect("it listens");
        let tides = soon(output.tides.recv()).await.expect("received").expect("an event");
        assert_eq!(tides.as_tide().expect("a tide").height(), Some(f64::from(number)));
    }
    drop(orders);
    assert_eq!(soon(next(&mut service, &mut chain)).await, None, "the last message is signed and empty");
    assert_eq!(soon(service.message()).await.expect("an end"), None);
    service.end();
    assert!(soon(output.tides.recv()).await.expect("received").is_none());
}

/// Several calls at a time share a connection.
#[tokio::test]
async fn calls_share_a_connection_and_nothing_else() {
    let mut host = Host::start().await;
    let client = client(&host);
    let mut services = Vec::new();
    let mut calls = Vec::new();
    for number in 0..5 {
        let (orders, call, mut service) = begun(&client, &mut host).await;
        service.answer(ok());
        let output = answered(call).await;
        orders.send(Ok(course(number))).expect("it listens");
        services.push((service, number));
        calls.push((orders, output));
    }
    for (service, number) in services.iter_mut().rev() {
        let mut chain = service.chain();
        let message = soon(next(service, &mut chain)).await.expect("an event");
        assert_eq!(payload(&message), format!(r#"{{"deg":{number}}}"#));
    }
    assert_eq!(host.connections(), 1);
}

/// Nor does one that nobody reads keep others from theirs, however much of it has come.
#[tokio::test]
async fn calls_that_nobody_reads_hold_up_no_other() {
    let mut host = Host::start().await;
    let client = client(&host);
    let mut unread = Vec::new();
    for _ in 0..3 {
        let (orders, call, mut service) = begun(&client, &mut host).await;
        service.answer(ok());
        let output = answered(call).await;
        // More than there is room for.
        let sending = tokio::spawn(async move { service.send(vec![0; 8 << 20]).await });
        unread.push((orders, output, sending));
    }
    // All goes that can.
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert!(unread.iter().all(|(_, _, sending)| !sending.is_finished()), "what nobody reads was all taken");
    let (_orders, call, mut service) = begun(&client, &mut host).await;
    service.answer(ok());
    let mut output = answered(call).await;
    soon(service.send(tide(1.5))).await.expect("it listens");
    let tides = soon(output.tides.recv()).await.expect("received").expect("an event");
    assert_eq!(tides.as_tide().expect("a tide").height(), Some(1.5));
    assert_eq!(host.connections(), 1);
    let (_, output, sending) = unread.pop().expect("three of them");
    drop(output);
    soon(sending).await.expect("no panic").expect_err("nobody waits for it");
}

async fn heard(client: &Client, host: &mut Host, orders: Vec<Orders>) -> Vec<(Vec<String>, Vec<u8>)> {
    let call = pilot(client, iter(orders.into_iter().map(Ok)).into());
    let mut service = soon(host.call()).await;
    service.answer(ok());
    let mut chain = service.chain();
    let mut messages = Vec::new();
    while let Some(message) = soon(next(&mut service, &mut chain)).await {
        let headers =
            message.headers().iter().map(|header| format!("{}: {:?}", header.name().as_str(), header.value()));
        messages.push((headers.collect(), message.payload().to_vec()));
    }
    service.end();
    answered(call).await;
    messages
}

/// Headers come in the order of the official tests.
#[tokio::test]
async fn each_member_has_its_place() {
    let mut host = Host::start().await;
    let client = client(&host);
    let orders = vec![
        Orders::Course(Course::builder().heading(90).by("Ancaeus").build()),
        Orders::Horn(Horn::builder().loud(true).sound(Blob::new([0, 255])).build()),
        Orders::Horn(Horn::builder().build()),
        Orders::Stop,
    ];
    let text = |name: &str, value: &str| format!("{name}: String(StrBytes {{ bytes: b{value:?} }})");
    let head = |name: &str| vec![text(":message-type", "event"), text(":event-type", name)];
    let with = |name: &str, media_type: &str, more: &[String]| {
        [head(name), vec![text(":content-type", media_type)], more.to_vec()].concat()
    };
    assert_eq!(
        heard(&client, &mut host, orders).await,
        [
            (with("course", "application/json", &[text("by", "Ancaeus")]), br#"{"deg":90}"#.to_vec()),
            (with("horn", "application/octet-stream", &["loud: Bool(true)".to_owned()]), vec![0, 255]),
            (with("horn", "application/octet-stream", &[]), Vec::new()),
            (with("stop", "application/json", &[]), b"{}".to_vec()),
        ]
    );
}

#[tokio::test(flavor = "current_thread")]
async fn what_is_sensitive_is_not_logged() {
    let log = Log::start();
    let mut host = Host::start().await;
    let words = "a word that nobody must hear";
    let order = Orders::Secret(SecretOrder::builder().words(words).build());
    let messages = heard(&client(&host), &mut host, vec![order]).await;
    assert_eq!(messages[0].1, format!(r#"{{"words":"{words}"}}"#).into_bytes());
    assert!(!log.text().contains(words), "{}", log.text());
}

/// A stream may be anything that gives events; one event alone is a stream, too.
#[tokio::test]
async fn one_event_is_a_stream() {
    let mut host = Host::start().await;
    let call = pilot(&client(&host), Sent::once(Ok(course(1))));
    let mut service = soon(host.call()).await;
    let mut chain = service.chain();
    let message = soon(next(&mut service, &mut chain)).await.expect("an event");
    assert_eq!(header(&message, ":event-type"), "course");
    assert_eq!(soon(next(&mut service, &mut chain)).await, None);
    service.answer(ok());
    answered(call).await;
}
