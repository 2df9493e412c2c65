//! What ends a stream of the service before its time.

use super::ends::message_of_fog;
use super::{answered, begun, client, course, event, next, ok, payload, soon, tide};
use farrier_tests::host::{Call, Host};
use h2::Reason;
use harbour::error::SdkError;
use harbour::primitives::Blob;
use harbour::primitives::event_stream::RawMessage;
use harbour::types::error::TidesError;
use harbour::types::{Horn, Orders, Tides};

/// How a stream ends.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Cut {
    /// With the body, as if that were all.
    End,
    /// By a reset of the stream.
    Reset(Reason),
    /// With an exception.
    Exception,
    /// With the connection.
    Connection,
}

impl Cut {
    async fn make(self, service: &mut Call) {
        match self {
            Self::End => service.end(),
            Self::Reset(reason) => service.reset(reason),
            Self::Exception => service.send(message_of_fog()).await.expect("it listens"),
            Self::Connection => service.disconnect(),
        }
    }

    /// Checks what the program is told, if the cut came where a message may end, or not.
    fn assert_told(self, told: &Result<Option<Tides>, SdkError<TidesError, RawMessage>>, at_boundary: bool) {
        match (self, told) {
            (Self::End, Ok(None)) => assert!(at_boundary),
            (Self::End, Err(SdkError::ResponseError(_))) => assert!(!at_boundary),
            (Self::Reset(_) | Self::Connection, Err(SdkError::DispatchFailure(failure))) => {
                assert!(failure.is_io(), "{told:?}");
            }
            (Self::Exception, Err(SdkError::ServiceError(error))) => {
                assert!(at_boundary && matches!(error.err(), TidesError::Fog(_)), "{told:?}");
            }
            _ => panic!("{self:?}: {told:?}"),
        }
    }
}

/// After each byte of what the service sends, at the boundaries of messages and within, the program gets the events
/// that were there as a whole, and then the error that it is.
#[tokio::test]
async fn a_cut_at_any_byte_is_the_right_error() {
    let mut host = Host::start().await;
    let client = client(&host);
    let mut connections = 1;
    let messages = [tide(1.0), event("tide", "{}"), tide(2.0)];
    let all = messages.concat();
    let ends: Vec<usize> = (0..=messages.len()).map(|count| messages[..count].concat().len()).collect();
    let step = |length: usize| length.is_multiple_of(7) || ends.iter().any(|end| length.abs_diff(*end) < 3);
    for length in (0..=all.len()).filter(|length| step(*length)) {
        let at_boundary = ends.contains(&length);
        for cut in [Cut::End, Cut::Reset(Reason::INTERNAL_ERROR), Cut::Exception, Cut::Connection] {
            if cut == Cut::Exception && !at_boundary {
                continue;
            }
            let (orders, call, mut service) = begun(&client, &mut host).await;
            service.answer(ok());
            let mut output = answered(call).await;
            orders.send(Ok(course(1))).expect("it listens");
            service.send(all[..length].to_vec()).await.expect("it listens");
            let whole = ends.iter().filter(|end| **end <= length && **end > 0).count();
            for number in 0..whole {
                let tides = soon(output.tides.recv()).await.expect("received");
                assert!(tides.is_some_and(|tides| tides.is_tide()), "{number} of {length}");
            }
            assert_eq!(host.connections(), connections, "what ends a stream is no matter of the connection");
            cut.make(&mut service).await;
            cut.assert_told(&soon(output.tides.recv()).await, at_boundary);
            assert!(soon(output.tides.recv()).await.expect("ended").is_none());
            connections += usize::from(cut == Cut::Connection);
        }
    }
}

/// After each event that was sent, and while one is being sent, the service may have enough.
#[tokio::test]
async fn a_service_may_give_up_after_any_event_and_within() {
    let mut host = Host::start().await;
    let client = client(&host);
    // More than the service takes without reading.
    let long = || Orders::Horn(Horn::builder().sound(Blob::new(vec![1; 1_000_000])).build());
    for (count, within) in (0..4).flat_map(|count| [(count, false), (count, true)]) {
        for cut in [Cut::Reset(Reason::ENHANCE_YOUR_CALM), Cut::Exception, Cut::Connection] {
            let (orders, call, mut service) = begun(&client, &mut host).await;
            let mut chain = service.chain();
            service.answer(ok());
            let mut output = answered(call).await;
            for number in 0..count {
                orders.send(Ok(course(number))).expect("it listens");
                let message = soon(next(&mut service, &mut chain)).await.expect("an event");
                assert_eq!(payload(&message), format!(r#"{{"deg":{number}}}"#));
            }
            if within {
                orders.send(Ok(long())).expect("it listens");
                soon(service.part()).await.expect("the client goes on");
            }
            cut.make(&mut service).await;
            let told = soon(output.tides.recv()).await;
            cut.assert_told(&told, true);
            let error = told.expect_err("given up").to_string();
            let expected =
                if cut == Cut::Exception { "fog: thick (operation Pilot" } else { "Pilot: dispatch failure" };
            assert!(error.starts_with(expected), "{error}");
            soon(orders.closed()).await;
        }
    }
}
