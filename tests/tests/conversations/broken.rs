//! What ends a stream of the service before its time.

use super::{client, course, event, live, ok, payload, pilot, soon, text, tide};
use farrier_tests::frames::message;
use farrier_tests::host::Host;
use h2::Reason;
use harbour::error::SdkError;
use harbour::types::error::TidesError;

/// How a stream ends.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Cut {
    /// With the body, as if that were all.
    End,
    /// By a reset of the stream.
    Reset(Reason),
    /// With an exception.
    Exception,
}

/// After each byte of what the service sends, at the boundaries of messages and within, the program gets the events that
/// were there as a whole, and then the error that it is.
#[tokio::test]
async fn a_cut_at_any_byte_is_the_right_error() {
    let mut host = Host::start().await;
    let client = client(&host);
    let messages = [tide(1.0), event("tide", "{}"), tide(2.0)];
    let all = messages.concat();
    let ends: Vec<usize> = (0..=messages.len()).map(|count| messages[..count].concat().len()).collect();
    let step = |length: usize| length.is_multiple_of(7) || ends.iter().any(|end| length.abs_diff(*end) < 3);
    for length in (0..=all.len()).filter(|length| step(*length)) {
        for cut in [Cut::End, Cut::Reset(Reason::INTERNAL_ERROR), Cut::Exception] {
            if cut == Cut::Exception && !ends.contains(&length) {
                continue;
            }
            let (orders, stream) = live();
            let call = pilot(&client, stream);
            let mut service = soon(host.call()).await;
            service.answer(ok());
            let mut output = soon(call).await.expect("no panic").expect("an output");
            orders.send(Ok(course(1))).expect("it listens");
            service.send(all[..length].to_vec()).await.expect("it listens");
            let whole = ends.iter().filter(|end| **end <= length && **end > 0).count();
            for number in 0..whole {
                let tides = soon(output.tides.recv()).await.expect("received");
                assert!(tides.is_some_and(|tides| tides.is_tide()), "{number} of {length}");
            }
            match cut {
                Cut::End => service.end(),
                Cut::Reset(reason) => service.reset(reason),
                Cut::Exception => service.send(fog()).await.expect("it listens"),
            }
            let last = soon(output.tides.recv()).await;
            match (cut, &last) {
                (Cut::End, Ok(None)) => assert!(ends.contains(&length), "{length}"),
                (Cut::End, Err(SdkError::ResponseError(_))) => assert!(!ends.contains(&length), "{length}"),
                (Cut::Reset(_), Err(SdkError::DispatchFailure(failure))) => assert!(failure.is_io(), "{last:?}"),
                (Cut::Exception, Err(SdkError::ServiceError(error))) => {
                    assert!(matches!(error.err(), TidesError::Fog(_)), "{last:?}");
                }
                _ => panic!("{cut:?} after {length}: {last:?}"),
            }
            assert!(soon(output.tides.recv()).await.expect("ended").is_none());
        }
    }
    assert_eq!(host.connections(), 1, "what ends a stream is no matter of the connection");
}

fn fog() -> Vec<u8> {
    message("exception", "fog", vec![text(":content-type", "application/json")], r#"{"message":"thick"}"#)
}

/// After each event that was sent, the service may have enough.
#[tokio::test]
async fn a_service_may_give_up_after_any_event() {
    let mut host = Host::start().await;
    let client = client(&host);
    for count in 0..4 {
        let (orders, stream) = live();
        let call = pilot(&client, stream);
        let mut service = soon(host.call()).await;
        let mut chain = service.chain();
        service.answer(ok());
        let mut output = soon(call).await.expect("no panic").expect("an output");
        for number in 0..count {
            orders.send(Ok(course(number))).expect("it listens");
            let message = soon(super::next(&mut service, &mut chain)).await.expect("an event");
            assert_eq!(payload(&message), format!(r#"{{"deg":{number}}}"#));
        }
        service.reset(Reason::ENHANCE_YOUR_CALM);
        let error = soon(output.tides.recv()).await.expect_err("given up");
        assert!(matches!(&error, SdkError::DispatchFailure(failure) if failure.is_io()), "{error:?}");
        assert!(error.to_string().starts_with("Pilot: dispatch failure"), "{error}");
        soon(orders.closed()).await;
    }
}
