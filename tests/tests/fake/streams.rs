//! Recorded traffic with streams: of events, both ways, and of bytes beside what is sensitive.

use aws_smithy_types::base64;
use farrier_tests::secrets::assert_unseen;
use futures_util::stream;
use harbour::primitives::ByteStream;
use harbour::primitives::event_stream::{EventReceiver, EventStreamSender};
use harbour::types::{Course, Orders, SecretOrder, Tide, Tides};
use newsroom::error::{ErrorMetadata, ProvideErrorMetadata as _};
use newsroom::fake::Events;
use newsroom::primitives::Blob;
use newsroom::types::error::{CensoredException, WireError};
use newsroom::types::{Bulletin, Photo, Wire};
use std::path::PathBuf;
use tempfile::TempDir;

const HIDDEN: &str = "*** Sensitive Data Redacted ***";

/// A file for what is recorded, as long as the folder is there.
fn file() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("traffic.json");
    (folder, file)
}

fn bulletin(headline: &str, source: &str) -> Wire {
    Wire::Bulletin(Bulletin::builder().headline(headline).sources(source).build().expect("complete"))
}

type MakeEvents = fn() -> Events<Wire, WireError>;

/// A fake that has some events, and a recorder of what a client gets of it.
fn newsroom(events: MakeEvents) -> (newsroom::fake::Recorder, newsroom::Client) {
    let fake = newsroom::fake::Fake::new().on_listen(move |input| async move {
        let output = newsroom::operation::listen::ListenOutput::builder().set_topic(input.topic);
        Ok(output.wire(events().into()).build()?)
    });
    let recorder = newsroom::fake::Fake::recorder(fake.clone());
    let client = newsroom::Client::from_conf(fake.config().http_client(recorder.clone()).build());
    (recorder, client)
}

fn replayed(replay: &newsroom::fake::Replay) -> newsroom::Client {
    newsroom::Client::from_conf(
        newsroom::Config::builder()
            .with_test_defaults_v2()
            .http_client(replay.clone())
            .endpoint_url("https://fake.test")
            .build(),
    )
}

#[tokio::test]
async fn events_are_played_without_secrets() {
    let (recorder, client) = newsroom(|| {
        let photo = Photo::builder().caption("Rain").width(3).bytes(Blob::new("tweety bytes")).build();
        let events = [bulletin("Rain", "tweety"), Wire::Photo(photo.expect("complete")), Wire::Pause];
        Events::of(events).error(WireError::CensoredException(CensoredException::builder().message("no").build()))
    });
    let mut output = client.listen().topic("weather").send().await.expect("an output");
    for _ in 0..3 {
        output.wire.recv().await.expect("received").expect("an event");
    }
    output.wire.recv().await.expect_err("censored");
    let (_folder, file) = file();
    recorder.save(&file).expect("saved");
    assert_unseen("the file", &std::fs::read_to_string(&file).expect("text"));

    let replay = newsroom::fake::Fake::replay(&file).expect("traffic");
    let mut output = replayed(&replay).listen().topic("weather").send().await.expect("an output");
    assert_eq!(output.topic(), "weather");
    let Some(Wire::Bulletin(bulletin)) = output.wire.recv().await.expect("received") else { panic!("a bulletin") };
    assert_eq!(bulletin.headline(), "Rain");
    // A list of what is sensitive is empty.
    assert!(bulletin.sources().is_empty());
    let Some(Wire::Photo(photo)) = output.wire.recv().await.expect("received") else { panic!("a photo") };
    assert_eq!((photo.caption(), photo.width(), photo.bytes()), (Some("Rain"), 3, Some(&Blob::new(""))));
    assert_eq!(output.wire.recv().await.expect("received"), Some(Wire::Pause));
    let error = output.wire.recv().await.expect_err("censored");
    assert_eq!((error.code(), error.message()), (Some("Censored"), Some("no")));
    assert_eq!(replay.left(), 0);
}

/// A stream that a program no longer listens to.
#[tokio::test]
async fn what_was_received_is_recorded() {
    let (recorder, client) = newsroom(|| Events::of([bulletin("Rain", "a"), bulletin("Sun", "b")]).silence());
    let mut output = client.listen().topic("weather").send().await.expect("an output");
    output.wire.recv().await.expect("received").expect("an event");
    let (_folder, file) = file();
    recorder.save(&file).expect("saved");
    let replay = newsroom::fake::Fake::replay(&file).expect("traffic");
    let mut output = replayed(&replay).listen().topic("weather").send().await.expect("an output");
    assert!(output.wire.recv().await.expect("received").is_some_and(|event| event.is_bulletin()));
    assert_eq!(output.wire.recv().await.expect("an end"), None);
}

/// One event says what another one hides, or an exception does.
#[tokio::test]
async fn events_may_tell() {
    let (recorder, client) =
        newsroom(|| Events::of([bulletin("So says \"tweety\"", "a"), bulletin("Sun", "\"tweety\"")]));
    let mut output = client.listen().topic("weather").send().await.expect("an output");
    while output.wire.recv().await.expect("received").is_some() {}
    let (_folder, file) = file();
    recorder.save(&file).expect("saved");
    assert!(!std::fs::read_to_string(&file).expect("text").contains("Listen"));

    let censored = || {
        let error = CensoredException::builder().message("tweety says too much").build();
        Events::of([bulletin("Rain", "tweety")]).error(WireError::CensoredException(error))
    };
    let odd = || {
        let error = ErrorMetadata::builder().code("Odd").message("so does tweety").build();
        Events::of([bulletin("Rain", "tweety")]).error(WireError::generic(error))
    };
    let all: [(&str, MakeEvents); 2] = [("Censored", censored), ("Odd", odd)];
    for (code, events) in all {
        let (recorder, client) = newsroom(events);
        let mut output = client.listen().topic("weather").send().await.expect("an output");
        while output.wire.recv().await.is_ok() {}
        recorder.save(&file).expect("saved");
        let replay = newsroom::fake::Fake::replay(&file).expect("traffic");
        let mut output = replayed(&replay).listen().topic("weather").send().await.expect("an output");
        assert!(output.wire.recv().await.expect("received").is_some());
        let error = output.wire.recv().await.expect_err("an error");
        assert_eq!((error.code(), error.message()), (Some(code), Some(HIDDEN)));
    }
}

fn course(heading: i32) -> Orders {
    Orders::Course(Course::builder().heading(heading).build())
}

/// Events that are sent are recorded as they are before they are signed. Played, they are taken, and the answer does
/// not wait for them.
#[tokio::test]
async fn events_go_both_ways() {
    use harbour::fake::Fake;
    let fake = Fake::new().on_pilot(|input| async move {
        let mut orders = EventReceiver::from(input.orders.expect("a fake always has one"));
        let mut tides = Vec::new();
        while let Some(order) = orders.recv().await? {
            let height = order.as_course().ok().and_then(Course::heading).map_or(0.5, f64::from);
            tides.push(Tides::Tide(Tide::builder().height(height).place("Iolcus").build()));
        }
        let tides = harbour::fake::Events::of(tides);
        Ok(harbour::operation::pilot::PilotOutput::builder().pilot("Tiphys").tides(tides.into()).build()?)
    });
    let recorder = Fake::recorder(fake.clone());
    let client = harbour::Client::from_conf(fake.config().http_client(recorder.clone()).build());
    // A program that sends one by one, and goes on when there is room for the next.
    let pilot = async |client: &harbour::Client| {
        let secret = Orders::Secret(SecretOrder::builder().words("tweety words").build());
        let (sender, receiver) = tokio::sync::mpsc::channel(1);
        let orders = stream::unfold(receiver, async |mut receiver| Some((Ok(receiver.recv().await?), receiver)));
        let sending = tokio::spawn(async move {
            for order in [course(7), secret, Orders::Stop, course(8), course(9)] {
                sender.send(order).await.expect("somebody receives");
            }
        });
        let call = client.pilot().id("argo").speed(3).orders(EventStreamSender::from(orders));
        let mut output = call.send().await.expect("an output");
        assert_eq!(output.pilot(), Some("Tiphys"));
        let mut heights = Vec::new();
        while let Some(tide) = output.tides.recv().await.expect("received") {
            heights.push(tide.as_tide().ok().and_then(Tide::height).unwrap_or_default());
        }
        assert_eq!(heights, [7.0, 0.5, 0.5, 8.0, 9.0]);
        sending.await.expect("all was sent");
    };
    pilot(&client).await;
    let (_folder, file) = file();
    recorder.save(&file).expect("saved");
    let text = std::fs::read_to_string(&file).expect("text");
    let traffic: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let body = |part: &serde_json::Value| {
        let body = &part["body"];
        let encoded = body["base64"].as_str().map(|text| base64::decode(text).expect("base64"));
        String::from_utf8_lossy(&encoded.unwrap_or_else(|| body.as_str().expect("text").into())).into_owned()
    };
    let sent = body(&traffic["exchanges"][0]["request"]);
    assert!(sent.contains(":event-type") && sent.contains("stop") && !sent.contains(":chunk-signature"), "{sent}");
    assert!(sent.contains(HIDDEN) && !sent.contains("tweety"), "{sent}");

    let replay = Fake::replay(&file).expect("traffic");
    let client = harbour::Client::from_conf(fake.config().http_client(replay.clone()).build());
    pilot(&client).await;
    assert_eq!(replay.left(), 0);
}

/// Of a service without anything sensitive in its events.
#[tokio::test]
async fn signatures_are_not_recorded() {
    use observatory::fake::{Fake, fixture};
    use observatory::operation::steer::SteerOutput;
    use observatory::types::{Sky, Turns};
    let events: Vec<Turns> = (0..3).map(fixture).collect();
    let sky: Vec<Sky> = (0..3).map(fixture).collect();
    let answer = sky.clone();
    let fake = Fake::new().on_steer(move |input| {
        let answer = answer.clone();
        async move {
            let mut turns = EventReceiver::from(input.turns.expect("a fake always has one"));
            while turns.recv().await?.is_some() {}
            let mut output: SteerOutput = fixture(1);
            output.sky = observatory::fake::Events::of(answer).into();
            Ok(output)
        }
    });
    let recorder = Fake::recorder(fake.clone());
    let steer = async |client: observatory::Client| {
        let turns = stream::iter(events.clone().into_iter().map(Ok));
        let call = client.steer().field("argo").turns(EventStreamSender::from(turns));
        let mut output = call.send().await.expect("an output");
        for event in &sky {
            assert_eq!(output.sky.recv().await.expect("received").as_ref(), Some(event));
        }
        assert_eq!(output.sky.recv().await.expect("an end"), None);
    };
    steer(observatory::Client::from_conf(fake.config().http_client(recorder.clone()).build())).await;
    let (_folder, file) = file();
    recorder.save(&file).expect("saved");
    let text = std::fs::read_to_string(&file).expect("text");
    assert!(text.contains("Steer") && !text.contains(&base64::encode(":chunk-signature")[..18]), "{text}");
    let replay = Fake::replay(&file).expect("traffic");
    steer(observatory::Client::from_conf(fake.config().http_client(replay.clone()).build())).await;
    assert_eq!(replay.left(), 0);
}

#[tokio::test]
async fn bytes_are_recorded_beside_secrets() {
    use chest::operation::get_object::GetObjectOutput;
    use chest::primitives::ByteStream;
    let content: Vec<u8> = (0..300_000_u32).map(|number| number.to_le_bytes()[0]).collect();
    let object = content.clone();
    let fake = chest::fake::Fake::new().on_get_object(move |input| {
        assert_eq!(input.sse_customer_key(), Some("tweety key"));
        let object = ByteStream::from(object.clone());
        async move { Ok(GetObjectOutput::builder().body(object).build()) }
    });
    let recorder = chest::fake::Fake::recorder(fake.clone());
    let fetch = async |client: chest::Client| {
        let call = client.get_object().bucket("my.s3data").key("a").sse_customer_key("tweety key");
        call.send().await.expect("an object").body.collect().await.expect("bytes").to_vec()
    };
    assert_eq!(fetch(chest::Client::from_conf(fake.config().http_client(recorder.clone()).build())).await, content);
    let (_folder, file) = file();
    recorder.save(&file).expect("saved");
    assert_unseen("the file", &std::fs::read_to_string(&file).expect("text"));
    let replay = chest::fake::Fake::replay(&file).expect("traffic");
    assert_eq!(fetch(chest::Client::from_conf(fake.config().http_client(replay.clone()).build())).await, content);
}

/// A member that only the exception has is one to hide.
#[tokio::test]
async fn members_of_exceptions_are_hidden_by_name() {
    let (recorder, client) = newsroom(|| {
        let censored = CensoredException::builder().message("no").by("tweety").build();
        Events::of([Wire::Pause]).error(WireError::CensoredException(censored))
    });
    let mut output = client.listen().topic("weather").send().await.expect("an output");
    output.wire.recv().await.expect("received").expect("an event");
    output.wire.recv().await.expect_err("censored");
    let (_folder, file) = file();
    recorder.also_hide("By").save(&file).expect("the exception has it");
    assert_unseen("the file", &std::fs::read_to_string(&file).expect("text"));
}

/// Bytes that go out beside a secret, such that are secret themselves, and such that say one.
#[tokio::test]
async fn bytes_that_are_sent() {
    use harbour::fake::Fake;
    use harbour::operation::{seal_chart::SealChartOutput, upload_chart::UploadChartOutput};
    let fake = Fake::new()
        .on_upload_chart(|_| async { Ok(UploadChartOutput::builder().digest("d").build()) })
        .on_seal_chart(|_| async { Ok(SealChartOutput::builder().build()) });
    let recorder = Fake::recorder(fake.clone());
    let client = harbour::Client::from_conf(fake.config().http_client(recorder.clone()).build());
    for (id, chart) in [("argo", "deep water"), ("fram", "as tweety says")] {
        let call = client.upload_chart().id(id).seal("tweety").chart(ByteStream::from(chart.as_bytes().to_vec()));
        call.send().await.expect("uploaded");
    }
    client.seal_chart().id("argo").chart(ByteStream::from_static(b"very deep")).send().await.expect("sealed");
    let (_folder, file) = file();
    recorder.save(&file).expect("saved");
    let text = std::fs::read_to_string(&file).expect("text");
    assert_unseen("the file", &text);
    assert!(text.contains("deep water") && !text.contains("fram") && !text.contains("SealChart"), "{text}");
}

/// A body that is too long to be kept comes to the program all the same, and so does one that it does not read.
#[tokio::test]
async fn what_is_too_long_or_not_read_is_not_recorded() {
    use buckets::operation::get_object::GetObjectOutput;
    use buckets::primitives::ByteStream;
    let fake = buckets::fake::Fake::new().on_get_object(|input| {
        let length = if input.key() == Some("long") { (16 << 20) + 1 } else { 1 << 20 };
        async move { Ok(GetObjectOutput::builder().body(ByteStream::from(vec![b'a'; length])).build()) }
    });
    let server = fake.serve().await.expect("a port");
    let recorder = buckets::fake::Fake::recorder(farrier_runtime::client::http::default_client());
    let config = buckets::Config::builder().with_test_defaults_v2().http_client(recorder.clone());
    let client = buckets::Client::from_conf(config.endpoint_url(server.url()).build());
    let fetch = |key| client.get_object().bucket("shelf").key(key).send();
    let long = fetch("long").await.expect("an object").body.collect().await.expect("bytes");
    assert_eq!(long.into_bytes().len(), (16 << 20) + 1);
    drop(fetch("unread").await.expect("an object"));
    fetch("read").await.expect("an object").body.collect().await.expect("bytes");
    let (_folder, file) = file();
    recorder.save(&file).expect("saved");
    let text = std::fs::read_to_string(&file).expect("text");
    assert!(text.contains("/read") && !text.contains("/long") && !text.contains("/unread"), "{}", text.len());
}
