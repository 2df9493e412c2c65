//! Protocols without bindings: the members of an input are a message before all events.

use super::{answered, header, next, payload, soon};
use farrier_tests::client::settings;
use farrier_tests::frames::event;
use farrier_tests::host::{Call, Host};
use farrier_tests::log::Log;
use farrier_tests::secrets::{CANARY, assert_unseen};
use futures_util::stream::{iter, poll_fn};
use newsroom::primitives::{Blob, DateTime};
use newsroom::types::error::{CensoredException, WireError};
use newsroom::types::{Bulletin, Correction, Photo, PhotoKind, Quote, Score, Wire};
use observatory::types::{Turn, Turns};

macro_rules! client {
    ($service:ident, $host:ident) => {
        $service::Client::from_conf(settings().endpoint_url(&$host.url).http_client($host.client()).build())
    };
}

fn begin(service: &mut Call, protocol: &str) {
    service.answer(http::Response::builder().header("smithy-protocol", protocol));
}

/// One event of each kind.
fn events() -> [Wire; 6] {
    let bulletin = || Bulletin::builder().headline("Rain").sources("me").build().expect("complete");
    [
        Wire::Bulletin(bulletin()),
        Wire::Photo(
            Photo::builder()
                .caption("Clouds")
                .kind(PhotoKind::Still)
                .urgent(true)
                .rank(-1)
                .depth(-2)
                .width(-3)
                .size(i64::MAX)
                .digest(Blob::new([0, 255]))
                .taken(DateTime::from_millis(1_234))
                .bytes(Blob::new("no {json}"))
                .build()
                .expect("complete"),
        ),
        Wire::Quote(Quote::builder().speaker("Ada").text("\"é\"").build()),
        Wire::Correction(Correction::builder().bulletin(bulletin()).build()),
        Wire::Score(Score::builder().game("chess").home(1).build()),
        Wire::Pause,
    ]
}

#[tokio::test]
async fn of_aws_json() {
    let mut host = Host::start().await;
    let censored = CensoredException::builder().message("no more").by("them").build();
    let stream = iter(events().into_iter().map(Ok).chain([Err(WireError::CensoredException(censored))]));
    let call = tokio::spawn(client!(newsroom, host).report().topic("weather").wire(stream.into()).send());
    let mut service = soon(host.call()).await;
    let mut chain = service.chain();
    assert_eq!(service.request.headers()["x-amz-target"], "Newsroom.Report");
    assert_eq!(service.request.headers()["content-type"], "application/vnd.amazon.eventstream");
    let (mut messages, mut echo) = (Vec::new(), Vec::new());
    while let Some(message) = soon(next(&mut service, &mut chain)).await {
        let headers = message.headers().iter().map(|header| header.name().as_str().to_owned());
        messages.push((headers.collect::<Vec<_>>().join(" "), payload(&message).to_owned()));
        // What was sent is what would be received.
        echo.push(farrier_tests::frames::encode(&message));
    }
    let head = ":message-type :event-type :content-type";
    let photo = "Caption Kind Urgent Rank Depth Width Size Digest Taken";
    let bulletin = r#"{"Headline":"Rain","Sources":["me"]}"#;
    let expected = [
        (head.to_owned(), r#"{"Topic":"weather"}"#),
        (head.to_owned(), bulletin),
        (format!("{head} {photo}"), "no {json}"),
        (format!("{head} Speaker"), "\"é\""),
        (head.to_owned(), bulletin),
        (format!("{head} Game"), r#"{"Home":1}"#),
        (head.to_owned(), "{}"),
        (":message-type :exception-type :content-type".to_owned(), r#"{"Message":"no more","By":"them"}"#),
    ];
    assert_eq!(messages, expected.map(|(headers, payload)| (headers, payload.to_owned())));
    begin(&mut service, "");
    service.send(event("initial-response", "{}")).await.expect("it listens");
    // Without the initial request.
    service.send(echo[1..].concat()).await.expect("it listens");
    let mut output = answered(call).await;
    for event in ["Bulletin", "Photo", "Quote", "Correction", "Score", "Pause"] {
        let wire = soon(output.wire.recv()).await.expect("received").expect("an event");
        let shown = format!("{wire:?}");
        assert!(shown.starts_with(event), "{shown}");
        if let Wire::Photo(photo) = wire {
            assert_eq!((photo.size(), photo.taken()), (Some(i64::MAX), Some(&DateTime::from_millis(1_234))));
        }
    }
    let error = soon(output.wire.recv()).await.expect_err("an exception");
    assert!(matches!(error.as_service_error(), Some(WireError::CensoredException(_))), "{error:?}");
}

#[tokio::test]
async fn of_rpc_v2() {
    let mut host = Host::start().await;
    let turn = Turn::builder().degrees(0.5).axis("x").build();
    let stream = iter([Ok(Turns::Turn(turn))]);
    let call = tokio::spawn(client!(observatory, host).steer().field("north").turns(stream.into()).send());
    let mut service = soon(host.call()).await;
    let mut chain = service.chain();
    let request = &service.request;
    assert_eq!(request.uri(), "/service/Observatory/operation/Steer");
    assert_eq!(request.headers()["accept"], "application/vnd.amazon.eventstream, application/cbor");
    assert_eq!(request.headers()["content-type"], "application/vnd.amazon.eventstream");
    let initial = soon(next(&mut service, &mut chain)).await.expect("an initial request");
    assert_eq!(header(&initial, ":event-type"), "initial-request");
    assert_eq!(header(&initial, ":content-type"), "application/cbor");
    assert_eq!(initial.payload()[..], *b"\xBF\x65field\x65north\xFF");
    let turn = soon(next(&mut service, &mut chain)).await.expect("an event");
    assert_eq!(header(&turn, "axis"), "x");
    assert_eq!(turn.payload()[..], *b"\xBF\x67degrees\xFB\x3F\xE0\x00\x00\x00\x00\x00\x00\xFF");
    assert_eq!(soon(next(&mut service, &mut chain)).await, None);
    begin(&mut service, "rpc-v2-cbor");
    service
        .send(farrier_tests::frames::message("event", "initial-response", vec![], b"\xA0"))
        .await
        .expect("it listens");
    service.end();
    let mut output = answered(call).await;
    assert!(soon(output.sky.recv()).await.expect("received").is_none());
}

/// An output that has nothing but a stream is not waited for: the service may answer what it hears. What comes first if
/// it does not is no event.
#[tokio::test]
async fn there_is_no_wait_for_an_initial_response_without_members() {
    let mut host = Host::start().await;
    let (sender, mut receiver) = tokio::sync::mpsc::unbounded_channel();
    let stream = poll_fn(move |context| receiver.poll_recv(context));
    let call = tokio::spawn(client!(newsroom, host).report().topic("weather").wire(stream.into()).send());
    let mut service = soon(host.call()).await;
    let mut chain = service.chain();
    begin(&mut service, "");
    let mut output = answered(call).await;
    let initial = soon(next(&mut service, &mut chain)).await.expect("an initial request");
    assert_eq!(header(&initial, ":event-type"), "initial-request");
    sender.send(Ok(Wire::Pause)).expect("it listens");
    let pause = soon(next(&mut service, &mut chain)).await.expect("an event");
    assert_eq!(header(&pause, ":event-type"), "Pause");
    service.send(event("initial-response", "{}")).await.expect("it listens");
    service.send(event("Pause", "{}")).await.expect("it listens");
    assert_eq!(soon(output.wire.recv()).await.expect("received"), Some(Wire::Pause));
    drop(sender);
    service.end();
    assert!(soon(output.wire.recv()).await.expect("received").is_none());
}

/// The initial response may never come: what fails then is the call, with what went wrong.
#[tokio::test]
async fn what_is_in_the_way_of_the_initial_response_is_told() {
    let mut host = Host::start().await;
    let (sender, mut receiver) = tokio::sync::mpsc::unbounded_channel();
    let stream = poll_fn(move |context| receiver.poll_recv(context));
    let call = tokio::spawn(client!(observatory, host).steer().field("north").turns(stream.into()).send());
    let mut service = soon(host.call()).await;
    begin(&mut service, "rpc-v2-cbor");
    let impossible = Turn::builder().axis("x".repeat(40_000)).build();
    sender.send(Ok(Turns::Turn(impossible))).expect("it listens");
    let error = soon(call).await.expect("no panic").expect_err("given up");
    assert!(error.to_string().contains("header"), "{error}");
}

/// Nor where nothing in them is sensitive.
#[tokio::test(flavor = "current_thread")]
async fn no_event_is_logged() {
    let log = Log::start();
    let mut host = Host::start().await;
    let turn = Turn::builder().degrees(0.5).axis(CANARY).build();
    let stream = iter([Ok(Turns::Turn(turn))]);
    let call = tokio::spawn(client!(observatory, host).steer().field(CANARY).turns(stream.into()).send());
    let mut service = soon(host.call()).await;
    let mut chain = service.chain();
    soon(next(&mut service, &mut chain)).await.expect("an initial request");
    let turn = soon(next(&mut service, &mut chain)).await.expect("an event");
    assert_eq!(header(&turn, "axis"), CANARY);
    begin(&mut service, "rpc-v2-cbor");
    let told = farrier_tests::frames::message("event", "initial-response", vec![], b"\xA0");
    service.send(told).await.expect("it listens");
    answered(call).await;
    assert!(log.text().contains("transmitting request"), "logged at all levels");
    assert_unseen("the log", &log.text());
}
