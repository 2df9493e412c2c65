//! Streams of events, both ways: by every protocol, in this process and over a connection of this machine.

use farrier_tests::frames::event;
use futures_util::stream;
use harbour::error::ProvideErrorMetadata as _;
use harbour::fake::{Events, Fake, Fault, fixture};
use harbour::operation::pilot::{Pilot, PilotError, PilotOutput};
use harbour::operation::sound::SoundOutput;
use harbour::primitives::Blob;
use harbour::primitives::event_stream::{EventReceiver, EventStreamSender};
use harbour::types::error::{Aground, Fog, OrdersError, TidesError};
use harbour::types::{Course, Orders, Tide, Tides};
use newsroom::types::error::{CensoredException, WireError};
use newsroom::types::{Bulletin, Photo, PhotoKind, Wire};
use std::time::Duration;
use tokio::time::Instant;

/// Made-up events of a program come to the function of a test, and those that it gives come back: all that are whole,
/// for a payload that is not there is an empty one.
macro_rules! both_ways {
    ($($client:ident: $on:ident, $call:ident($key:ident), $input:ident($sent:ident), $output:ident.$member:ident($received:ident), $whole:expr;)*) => {$(
        #[tokio::test]
        async fn $client() {
            use ::$client::fake::{Events, Fake, fixture};
            use ::$client::primitives::event_stream::{EventReceiver, EventStreamSender};

            for seed in 0..8 {
                let whole: fn(&_, &_) -> bool = $whole;
                let made_up = (0..).map(|more| (fixture(seed * 1000 + more), fixture(seed * 1000 + 500 + more)));
                let made_up = made_up.filter(|(sent, given)| whole(sent, given)).take(3);
                let (sent, given): (Vec<::$client::types::$sent>, Vec<::$client::types::$received>) = made_up.unzip();
                let (expected, answer) = (sent.clone(), given.clone());
                let fake = Fake::new().$on(move |input| {
                    let (expected, answer) = (expected.clone(), answer.clone());
                    async move {
                        assert_eq!(input.$key(), Some("argo"));
                        let mut events = EventReceiver::from(input.$input.expect("a stream"));
                        for expected in expected {
                            assert_eq!(events.recv().await.expect("an event"), Some(expected));
                        }
                        assert_eq!(events.recv().await.expect("an end"), None);
                        let mut output: ::$client::operation::$call::$output = fixture(seed);
                        output.$member = Events::of(answer).into();
                        Ok(output)
                    }
                });
                let stream = EventStreamSender::from(super::stream::iter(sent.into_iter().map(Ok)));
                let call = fake.client().$call().$key("argo").$input(stream);
                let mut output = call.send().await.expect("an output");
                for expected in given {
                    assert_eq!(output.$member.recv().await.expect("an event"), Some(expected), "seed {seed}");
                }
                assert_eq!(output.$member.recv().await.expect("an end"), None);
                let calls = fake.calls();
                assert_eq!(calls.len(), 1);
            }
        }
    )*};
}

mod by_protocol {
    both_ways! {
        archive: on_patrol, patrol(room), rounds(Rounds), PatrolOutput.rounds(Rounds), |a, b| [a, b].into_iter().all(super::is_whole_round);
        harbour: on_pilot, pilot(id), orders(Orders), PilotOutput.tides(Tides), |order, _| super::is_whole_order(order);
        newsroom: on_report, report(topic), wire(Wire), ReportOutput.wire(Wire), |a, b| [a, b].into_iter().all(super::is_whole_wire);
        observatory: on_steer, steer(field), turns(Turns), SteerOutput.sky(Sky), |_, _| true;
        observatory_json: on_steer, steer(field), turns(Turns), SteerOutput.sky(Sky), |_, _| true;
    }
}

fn is_whole_round(event: &archive::types::Rounds) -> bool {
    use archive::types::Rounds;
    match event {
        Rounds::Picture(picture) => picture.bytes().is_some(),
        Rounds::Remark(remark) => remark.text().is_some(),
        Rounds::Moved(moved) => moved.shelf().is_some(),
        Rounds::Asked(asked) => asked.find().is_some(),
        _ => true,
    }
}

fn is_whole_order(event: &Orders) -> bool {
    !matches!(event, Orders::Horn(horn) if horn.sound().is_none())
}

fn is_whole_wire(event: &Wire) -> bool {
    match event {
        Wire::Photo(photo) => photo.bytes().is_some(),
        Wire::Quote(quote) => quote.text().is_some(),
        Wire::Correction(correction) => correction.bulletin().is_some(),
        _ => true,
    }
}

fn tide(height: f64) -> Tides {
    Tides::Tide(Tide::builder().height(height).build())
}

fn course(heading: i32) -> Orders {
    Orders::Course(Course::builder().heading(heading).build())
}

fn output(events: impl Into<EventReceiver<Tides, TidesError>>) -> PilotOutput {
    PilotOutput::builder().pilot("Tiphys").tides(events.into()).build().expect("complete")
}

/// A fake whose tides are those of a test.
fn tides(events: fn() -> Events<Tides, TidesError>) -> Fake {
    Fake::new().on_pilot(move |_| async move { Ok(output(events())) })
}

async fn pilot(fake: &Fake, orders: impl IntoIterator<Item = Orders>) -> PilotOutput {
    let orders: Vec<_> = orders.into_iter().map(Ok).collect();
    let call = fake.client().pilot().id("argo").speed(3).orders(EventStreamSender::from(stream::iter(orders)));
    call.send().await.expect("an output")
}

#[tokio::test]
async fn what_is_said_is_answered_while_both_last() {
    let fake = Fake::new().on_pilot(|input| async move {
        let orders = EventReceiver::from(input.orders.expect("orders"));
        let answers = stream::unfold(orders, |mut orders| async move {
            let order = orders.recv().await.expect("an order")?;
            let heading = order.as_course().ok()?.heading()?;
            Some((Ok(tide(f64::from(heading))), orders))
        });
        Ok(output(EventStreamSender::from(answers)))
    });
    let (orders, mut receiver) = tokio::sync::mpsc::unbounded_channel();
    let stream = stream::poll_fn(move |context| receiver.poll_recv(context));
    let call = fake.client().pilot().id("argo").orders(stream.into());
    let mut output = call.send().await.expect("an output");
    for heading in 0..20 {
        orders.send(Ok(course(heading))).expect("it listens");
        let tide = output.tides.recv().await.expect("received").expect("an event");
        assert_eq!(tide.as_tide().expect("a tide").height(), Some(f64::from(heading)));
    }
    drop(orders);
    assert!(output.tides.recv().await.expect("received").is_none());
}

#[tokio::test]
async fn calls_have_what_goes_before_events() {
    let fake = tides(|| Events::of([]));
    pilot(&fake, [course(1)]).await;
    let [call] = &fake.calls()[..] else { panic!("one call") };
    let input = call.input::<Pilot>().expect("the input");
    assert_eq!((input.id(), input.speed(), input.orders().is_some()), (Some("argo"), Some(3), false));
    assert_eq!((call.path(), call.attempt()), ("/ships/argo/pilot", Some(1)));
}

#[tokio::test(start_paused = true)]
async fn events_come_when_they_are_to_come() {
    let fake = tides(|| Events::of([tide(1.0)]).after(Duration::from_secs(60)).event(tide(2.0)));
    let mut output = pilot(&fake, []).await;
    let start = Instant::now();
    output.tides.recv().await.expect("received").expect("the first");
    assert_eq!(start.elapsed(), Duration::ZERO);
    output.tides.recv().await.expect("received").expect("the second");
    assert!(start.elapsed() >= Duration::from_secs(60));
    assert!(output.tides.recv().await.expect("received").is_none());
}

#[tokio::test(start_paused = true)]
async fn a_stream_may_never_end() {
    let mut output = pilot(&tides(|| Events::of([tide(1.0)]).silence().event(tide(2.0))), []).await;
    output.tides.recv().await.expect("received").expect("the first");
    let late = tokio::time::timeout(Duration::from_secs(3600), output.tides.recv()).await;
    assert!(late.is_err(), "{late:?}");
}

#[tokio::test]
async fn exceptions_end_a_stream() {
    let fog =
        || Events::of([tide(1.0)]).error(TidesError::Fog(Fog::builder().message("thick").build())).event(tide(2.0));
    let mut output = pilot(&tides(fog), []).await;
    output.tides.recv().await.expect("received").expect("the first");
    let error = output.tides.recv().await.expect_err("fog");
    let Some(TidesError::Fog(fog)) = error.as_service_error() else { panic!("{error:?}") };
    assert_eq!(fog.message(), Some("thick"));
    assert!(output.tides.recv().await.expect("received").is_none());
}

#[tokio::test]
async fn an_error_of_no_model_ends_a_stream_by_its_code() {
    let lunch = || {
        let meta = harbour::error::ErrorMetadata::builder().code("Lunch").message("at noon").build();
        Events::of([]).error(TidesError::generic(meta))
    };
    let error = pilot(&tides(lunch), []).await.tides.recv().await.expect_err("lunch");
    assert_eq!((error.code(), error.message()), (Some("Lunch"), Some("at noon")));
}

#[tokio::test]
async fn a_connection_may_end_before_the_stream_does() {
    let mut output = pilot(&tides(|| Events::of([tide(1.0)]).disconnect()), []).await;
    output.tides.recv().await.expect("received").expect("the first");
    let error = output.tides.recv().await.expect_err("no end");
    assert!(error.to_string().contains("the fake closed the connection"), "{error}");
}

/// `?` hands on what goes wrong in the function of the test: what it cannot build, and what it receives.
#[tokio::test]
async fn functions_may_pass_errors_on() {
    let fake = Fake::new().on_pilot(|_| async { Ok(PilotOutput::builder().build()?) }).on_sound(|input| async move {
        let mut orders = EventReceiver::from(input.orders.expect("orders"));
        while orders.recv().await?.is_some() {}
        Ok(SoundOutput::builder().build())
    });
    let call = fake.client().pilot().id("argo").orders(EventStreamSender::from(stream::pending()));
    let error = call.send().await.expect_err("no tides");
    assert_eq!(error.code(), Some("FakeAnswerInvalid"), "{error}");
    assert!(error.message().is_some_and(|message| message.contains("tides")), "{error}");
    let orders = [Ok(course(7)), Err(OrdersError::Aground(Aground::builder().message("on sand").build()))];
    let error = fake.client().sound().orders(stream::iter(orders).into()).send().await.expect_err("aground");
    assert_eq!((error.code(), error.message()), (Some("aground"), Some("on sand")), "{error}");
}

/// What a program ends its stream with is what the function of the test receives.
#[tokio::test]
async fn programs_may_end_by_an_exception() {
    let fake = Fake::new().on_sound(|input| async move {
        let mut orders = EventReceiver::from(input.orders.expect("orders"));
        assert_eq!(orders.recv().await.expect("received"), Some(course(7)));
        let error = orders.recv().await.expect_err("aground");
        assert!(error.as_service_error().is_some_and(OrdersError::is_aground), "{error:?}");
        Ok(SoundOutput::builder().heard(7).build())
    });
    let orders = [Ok(course(7)), Err(OrdersError::Aground(Aground::builder().build()))];
    let output = fake.client().sound().orders(stream::iter(orders).into()).send().await.expect("an output");
    assert_eq!(output.heard(), Some(7));
}

#[tokio::test]
async fn errors_and_faults_come_before_the_stream() {
    let fake = Fake::new().on_pilot(|_| async {
        let meta = harbour::error::ErrorMetadata::builder().code("NoPilot").build();
        Err(PilotError::generic(meta))
    });
    let call = || fake.client().pilot().id("argo").orders(EventStreamSender::from(stream::pending()));
    assert_eq!(call().send().await.expect_err("no pilot").code(), Some("NoPilot"));
    fake.inject(Fault::error(403, "AccessDeniedException", "no"));
    assert_eq!(call().send().await.expect_err("denied").code(), Some("AccessDeniedException"));
    let none = Fake::new();
    let call = none.client().pilot().id("argo").orders(EventStreamSender::from(stream::pending()));
    let error = call.send().await.expect_err("no answer");
    assert!(error.message().is_some_and(|message| message.contains("`.on_pilot(|input| async { .. })`")), "{error}");
}

/// Without a fake: what a mock gives is received as it is.
#[tokio::test]
async fn given_events_are_received_without_a_connection() {
    let mut output = output(Events::of([tide(1.0)]).disconnect());
    assert_eq!(output.tides.recv().await.expect("received"), Some(tide(1.0)));
    output.tides.recv().await.expect_err("no end");
    assert!(output.tides.recv().await.expect("an end").is_none());
}

fn photo(kind: PhotoKind) -> Wire {
    Wire::Photo(Photo::builder().width(3).kind(kind).bytes(Blob::new("x")).build().expect("complete"))
}

fn listening(events: impl Fn() -> Events<Wire, WireError> + Send + 'static) -> newsroom::fake::Fake {
    newsroom::fake::Fake::new().on_listen(move |input| {
        let output = newsroom::operation::listen::ListenOutput::builder();
        let output = output.set_topic(input.topic).wire(events().into()).build();
        async move { Ok(output.expect("complete")) }
    })
}

#[tokio::test]
async fn events_are_checked_as_all_else_is() {
    let strange = || Events::of([photo(PhotoKind::Still), photo(PhotoKind::from("etching"))]);
    let fake = listening(strange);
    let call = || fake.client().listen().topic("weather");
    let mut output = call().send().await.expect("an output");
    assert_eq!(output.wire.recv().await.expect("received"), Some(photo(PhotoKind::Still)));
    let error = output.wire.recv().await.expect_err("invalid");
    assert_eq!(newsroom::error::ProvideErrorMetadata::code(&error), Some("FakeAnswerInvalid"));
    assert!(error.to_string().contains("Photo.Kind"), "{error}");
    fake.without_checks();
    let mut output = call().send().await.expect("an output");
    output.wire.recv().await.expect("received").expect("the first");
    assert_eq!(output.wire.recv().await.expect("received"), Some(photo(PhotoKind::from("etching"))));

    let fake = newsroom::fake::Fake::new().on_report(|input| async move {
        let mut wire = EventReceiver::from(input.wire.expect("a stream"));
        let error = wire.recv().await.expect_err("invalid");
        assert_eq!(newsroom::error::ProvideErrorMetadata::code(&error), Some("ValidationException"));
        assert!(wire.recv().await.expect("an end").is_none());
        Ok(fixture(1))
    });
    let wire = stream::iter([Ok(photo(PhotoKind::from("etching")))]);
    fake.client().report().topic("weather").wire(wire.into()).send().await.expect("an output");
}

fn served_config(server: &newsroom::fake::Served) -> newsroom::config::Builder {
    let client = farrier_runtime::client::http::default_client();
    newsroom::Config::builder().with_test_defaults_v2().http_client(client).endpoint_url(server.url())
}

#[tokio::test]
async fn events_come_over_a_connection() {
    let events = || {
        let bulletin = Bulletin::builder().headline("Rain").build().expect("complete");
        let censored = CensoredException::builder().message("no").build();
        Events::of([Wire::Bulletin(bulletin), Wire::Pause]).error(WireError::CensoredException(censored))
    };
    let server = listening(events).serve().await.expect("a port");
    let client = newsroom::Client::from_conf(served_config(&server).build());
    let mut output = client.listen().topic("weather").send().await.expect("an output");
    assert_eq!(output.topic(), "weather");
    assert!(output.wire.recv().await.expect("received").is_some_and(|event| event.is_bulletin()));
    assert!(output.wire.recv().await.expect("received").is_some_and(|event| event.is_pause()));
    let error = output.wire.recv().await.expect_err("censored");
    assert!(error.as_service_error().is_some_and(WireError::is_censored_exception), "{error:?}");

    let server = listening(|| Events::of([Wire::Pause]).disconnect()).serve().await.expect("a port");
    let client = newsroom::Client::from_conf(served_config(&server).build());
    let mut output = client.listen().topic("weather").send().await.expect("an output");
    output.wire.recv().await.expect("received").expect("the first");
    output.wire.recv().await.expect_err("no end");
}

/// What is served is HTTP/1.1, and clients of Farrier do not speak HTTP/2 but over TLS.
#[tokio::test]
async fn both_ways_at_once_need_the_fake_itself() {
    let server = Fake::new().serve().await.expect("a port");
    let client = farrier_runtime::client::http::default_client();
    let config = harbour::Config::builder().with_test_defaults_v2().http_client(client).endpoint_url(server.url());
    let client = harbour::Client::from_conf(config.build());
    let call = client.pilot().id("argo").orders(EventStreamSender::from(stream::pending()));
    let error = call.send().await.expect_err("HTTP/1.1").to_string();
    assert!(error.contains("does not speak HTTP/2") && error.contains("over `https` only"), "{error}");
}

/// HTTP/1.1 carries both ways at once, if a program speaks it so.
#[tokio::test]
async fn events_go_over_a_connection() {
    let fake = Fake::new().on_pilot(|input| async move {
        let mut orders = EventReceiver::from(input.orders.expect("orders"));
        let mut headings = Vec::new();
        while let Some(order) = orders.recv().await.expect("received") {
            headings.push(tide(order.as_course().ok().and_then(Course::heading).map_or(0.0, f64::from)));
        }
        Ok(output(Events::of(headings)))
    });
    let server = fake.serve().await.expect("a port");
    let body = [event("course", r#"{"deg":5}"#), event("course", r#"{"deg":6}"#)].concat();
    let request = hyper::Request::post("/ships/argo/pilot")
        .header("host", "fake.test")
        .header("content-type", "application/vnd.amazon.eventstream");
    let request = request.body(http_body_util::Full::new(bytes::Bytes::from(body))).expect("a request");
    let address = server.url().strip_prefix("http://").expect("HTTP");
    let stream = tokio::net::TcpStream::connect(address).await.expect("a connection");
    let (mut sender, connection) =
        hyper::client::conn::http1::handshake(hyper_util::rt::TokioIo::new(stream)).await.expect("HTTP/1.1");
    tokio::spawn(connection);
    let response = sender.send_request(request).await.expect("an answer");
    assert_eq!(response.headers()["content-type"], "application/vnd.amazon.eventstream");
    let output =
        harbour::protocol::decode_events::<Pilot>(response.map(harbour::primitives::SdkBody::from_body_1_x)).await;
    let mut tides = output.expect("an output").tides;
    assert_eq!(tides.recv().await.expect("received"), Some(tide(5.0)));
    assert_eq!(tides.recv().await.expect("received"), Some(tide(6.0)));
    assert_eq!(tides.recv().await.expect("received"), None);
}
