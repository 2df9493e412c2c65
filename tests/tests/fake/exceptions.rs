//! Exceptions of streams of events whose members are in headers, or are the payload: by every protocol that has events.

use farrier_runtime::error::ProvideErrorMetadata as _;

/// What a fake ends a stream with comes to a program as it is.
macro_rules! comes_back {
    ($($test:ident: $client:ident, $on:ident, $call:ident($key:ident), $output:ident.$member:ident, $enum:ident::$error:ident, $($set:ident($value:expr)),*;)*) => {$(
        #[tokio::test]
        async fn $test() {
            use ::$client::fake::{Events, Fake, fixture};
            use ::$client::types::error::{$enum, $error};

            let fake = Fake::new().$on(|_| async {
                let error = $error::builder().message("told")$(.$set($value))*.build();
                let mut output: ::$client::operation::$call::$output = fixture(1);
                output.$member = Events::of([]).error($enum::$error(error)).into();
                Ok(output)
            });
            let mut output = fake.client().$call().$key("argo").send().await.expect("an output");
            let error = output.$member.recv().await.expect_err("an exception").into_service_error();
            assert_eq!(error.message(), Some("told"));
            let $enum::$error(error) = error else { panic!("{error:?}") };
            let (meta, expected) = (error.meta().clone(), $error::builder().message("told")$(.$set($value))*);
            assert_eq!(error, expected.meta(meta).build());
        }
    )*};
}

comes_back! {
    aws_json: newsroom, on_listen, listen(topic), ListenOutput.wire, WireError::RetractedException, text("{\"message\": \"none of it\"}");
    rest_json: harbour, on_watch_tide, watch_tide(place), WatchTideOutput.tides, TidesError::Squall, force(9), place("quay");
    rest_json_bytes: harbour, on_watch_tide, watch_tide(place), WatchTideOutput.tides, TidesError::Wreck, photo(harbour::primitives::Blob::new([0, 159]));
    rest_xml: archive, on_guard, guard(room), GuardOutput.doors, DoorsError::Flood, level(3), shelf(shelf());
    rpc_v2_cbor: observatory, on_watch, watch(field), WatchOutput.sky, SkyError::Dazzled, until(observatory::primitives::DateTime::from_secs(7)), star(observatory::types::Star::builder().magnitude(2.0).build());
    rpc_v2_json: observatory_json, on_watch, watch(field), WatchOutput.sky, SkyError::Dazzled, until(observatory_json::primitives::DateTime::from_secs(7)), star(observatory_json::types::Star::builder().magnitude(2.0).build());
}

/// An exception that the model does not allow is one of no model, which says so.
#[tokio::test]
async fn an_exception_is_checked_as_events_are() {
    use harbour::fake::{Events, Fake};
    use harbour::operation::watch_tide::WatchTideOutput;
    use harbour::types::error::{Squall, TidesError};

    let fake = Fake::new().on_watch_tide(|_| async {
        let squall = TidesError::Squall(Squall::builder().place("").build());
        Ok(WatchTideOutput::builder().tides(Events::of([]).error(squall).into()).build()?)
    });
    let mut output = fake.client().watch_tide().send().await.expect("an output");
    let error = output.tides.recv().await.expect_err("checked");
    let message = "the answer of the test breaks the model: place: length 0 is not at least 1";
    assert!(error.message().is_some_and(|text| text.starts_with(message)), "{error:?}");
    assert_eq!(error.code(), Some("FakeAnswerInvalid"));

    fake.without_checks();
    let mut output = fake.client().watch_tide().send().await.expect("an output");
    assert_eq!(output.tides.recv().await.expect_err("a squall").code(), Some("squall"));
}

/// The same of one that a program sends.
#[tokio::test]
async fn an_exception_of_a_program_is_checked() {
    use harbour::fake::Fake;
    use harbour::operation::sound::SoundOutput;
    use harbour::primitives::event_stream::EventReceiver;
    use harbour::types::error::{Aground, OrdersError};

    let fake = Fake::new().on_sound(|input| async move {
        let mut orders = EventReceiver::from(input.orders.expect("orders"));
        while orders.recv().await?.is_some() {}
        Ok(SoundOutput::builder().build())
    });
    let call = || {
        let aground = OrdersError::Aground(Aground::builder().depth(-1.0).build());
        fake.client().sound().orders(futures_util::stream::iter([Err(aground)]).into()).send()
    };
    let error = call().await.expect_err("checked");
    assert_eq!(error.code(), Some("ValidationException"));
    assert_eq!(error.message(), Some("depth: -1 is not at least 0"));

    fake.without_checks();
    assert_eq!(call().await.expect_err("aground").code(), Some("aground"));
}

fn shelf() -> archive::types::Shelf {
    archive::types::Shelf::builder().build()
}
