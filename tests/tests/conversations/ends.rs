//! Either half may end first.

use super::{Orders, OrdersError, answered, begun, client, course, header, next, ok, payload, soon, text, tide};
use farrier_tests::frames::message;
use farrier_tests::host::Host;
use h2::Reason;
use harbour::error::ProvideErrorMetadata as _;
use harbour::error::{ErrorMetadata, SdkError};
use harbour::types::Course;
use harbour::types::error::{Aground, TidesError};

#[tokio::test]
async fn the_program_may_end_first() {
    let mut host = Host::start().await;
    let (orders, call, mut service) = begun(&client(&host), &mut host).await;
    let mut chain = service.chain();
    service.answer(ok());
    let mut output = answered(call).await;
    orders.send(Ok(course(1))).expect("it listens");
    drop(orders);
    assert!(soon(next(&mut service, &mut chain)).await.is_some());
    assert_eq!(soon(next(&mut service, &mut chain)).await, None);
    assert_eq!(soon(service.message()).await.expect("an end"), None);
    for height in 0..3 {
        service.send(tide(f64::from(height))).await.expect("it listens");
        assert!(soon(output.tides.recv()).await.expect("received").is_some());
    }
    service.end();
    assert!(soon(output.tides.recv()).await.expect("received").is_none());
}

#[tokio::test]
async fn the_service_may_end_first() {
    let mut host = Host::start().await;
    let (orders, call, mut service) = begun(&client(&host), &mut host).await;
    let mut chain = service.chain();
    service.answer(ok());
    let mut output = answered(call).await;
    service.end();
    assert!(soon(output.tides.recv()).await.expect("received").is_none());
    // What is sent arrives nevertheless, until the service wants no more.
    orders.send(Ok(course(7))).expect("it listens");
    let message = soon(next(&mut service, &mut chain)).await.expect("an event");
    assert_eq!(payload(&message), r#"{"deg":7}"#);
    service.reset(Reason::NO_ERROR);
    soon(orders.closed()).await;
}

/// Whoever drops the output is done with the call.
#[tokio::test]
async fn dropping_the_output_ends_both_halves() {
    let mut host = Host::start().await;
    let (orders, call, mut service) = begun(&client(&host), &mut host).await;
    service.answer(ok());
    drop(answered(call).await);
    soon(orders.closed()).await;
    assert!(soon(service.message()).await.is_err());
    assert_eq!(soon(service.given_up()).await, Some(Reason::CANCEL));
}

/// A call that is given up before it is answered takes its stream along.
#[tokio::test]
async fn a_call_that_is_given_up_drops_the_stream() {
    let mut host = Host::start().await;
    let (orders, call, mut service) = begun(&client(&host), &mut host).await;
    orders.send(Ok(course(7))).expect("it listens");
    assert!(soon(service.message()).await.expect("an event").is_some());
    call.abort();
    soon(orders.closed()).await;
    assert!(soon(service.message()).await.is_err());
}

/// Errors of the program: what they become, by which header they are known, and what they say.
fn errors() -> [(OrdersError, &'static str, (&'static str, &'static str), &'static str); 3] {
    let of_model = Aground::builder().message("sand").depth(1.5).build();
    let aground = OrdersError::Aground(of_model);
    let unmodeled = OrdersError::generic(ErrorMetadata::builder().code("Mutiny").message("enough").build());
    let unhandled = OrdersError::unhandled("what is of no concern to the service");
    [
        (aground, "exception", (":exception-type", "aground"), r#"{"message":"sand","depth":1.5}"#),
        (unmodeled, "error", (":error-code", "Mutiny"), ""),
        (unhandled, "error", (":error-code", "UnhandledError"), ""),
    ]
}

/// Exceptions of the model, and those that it does not have, by what they are known by; after any event.
#[tokio::test]
async fn an_error_of_the_program_is_the_last_message() {
    let mut host = Host::start().await;
    let client = client(&host);
    for (count, (error, kind, name, said)) in (0..3).flat_map(|count| errors().map(|error| (count, error))) {
        let (orders, call, mut service) = begun(&client, &mut host).await;
        let mut chain = service.chain();
        service.answer(ok());
        let mut output = answered(call).await;
        for number in 0..count {
            orders.send(Ok(course(number))).expect("it listens");
            assert!(soon(next(&mut service, &mut chain)).await.is_some());
        }
        orders.send(Err(error)).expect("it listens");
        // Nothing comes after an error.
        orders.send(Ok(course(1))).expect("it listens");
        let message = soon(next(&mut service, &mut chain)).await.expect("an error");
        assert_eq!((header(&message, ":message-type"), header(&message, name.0)), (kind, name.1));
        assert_eq!(payload(&message), said);
        assert_eq!(soon(next(&mut service, &mut chain)).await, None);
        assert_eq!(soon(service.message()).await.expect("an end"), None);
        soon(orders.closed()).await;
        service.send(message_of_fog()).await.expect("it listens");
        let error = soon(output.tides.recv()).await.expect_err("fog");
        assert!(matches!(error.as_service_error(), Some(TidesError::Fog(_))), "{error:?}");
    }
}

pub(super) fn message_of_fog() -> Vec<u8> {
    message("exception", "fog", vec![text(":content-type", "application/json")], r#"{"message":"thick"}"#)
}

/// The exception of a service while the program still sends.
#[tokio::test]
async fn an_exception_ends_what_is_received() {
    let mut host = Host::start().await;
    let (orders, call, mut service) = begun(&client(&host), &mut host).await;
    service.answer(ok());
    let mut output = answered(call).await;
    service.send(message_of_fog()).await.expect("it listens");
    let error = soon(output.tides.recv()).await.expect_err("fog");
    assert_eq!(error.to_string(), "fog: thick (operation Pilot, request id r-1)");
    assert_eq!(error.code(), Some("fog"));
    assert!(soon(output.tides.recv()).await.expect("ended").is_none());
    drop((orders, output));
}

/// An event that cannot be sent is an error of the program, which is told where it waits.
#[tokio::test]
async fn an_event_that_cannot_be_written_is_an_error() {
    let mut host = Host::start().await;
    let client = client(&host);
    for is_answered in [false, true] {
        let (orders, call, mut service) = begun(&client, &mut host).await;
        if is_answered {
            service.answer(ok());
        }
        // No header can be that long.
        let impossible = Orders::Course(Course::builder().by("x".repeat(40_000)).build());
        let expected = "header";
        if is_answered {
            let mut output = answered(call).await;
            orders.send(Ok(impossible)).expect("it listens");
            let error = soon(output.tides.recv()).await.expect_err("given up");
            assert!(matches!(&error, SdkError::DispatchFailure(_)), "{error:?}");
            assert!(error.to_string().contains(expected), "{error}");
        } else {
            orders.send(Ok(impossible)).expect("it listens");
            let error = soon(call).await.expect("no panic").expect_err("given up");
            assert!(matches!(&error, SdkError::DispatchFailure(failure) if failure.is_user()), "{error:?}");
            assert!(error.to_string().contains(expected), "{error}");
        }
        assert!(soon(service.message()).await.is_err());
        soon(orders.closed()).await;
    }
}
