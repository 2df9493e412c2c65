//! A host that wants to have no more of a connection says `GOAWAY`: what it has got before goes on to its end, of the rest
//! it has done nothing.

use super::{Duration, answered, begun, client, course, live, next, ok, payload, pilot, soon, tide};
use farrier_tests::host::Host;
use harbour::error::SdkError;
use tokio::time::sleep;

#[tokio::test]
async fn a_conversation_goes_on_after_the_last_call_of_its_connection() {
    let mut host = Host::start().await;
    let client = client(&host);
    let (orders, call, mut service) = begun(&client, &mut host).await;
    let mut chain = service.chain();
    service.answer(ok());
    let mut output = answered(call).await;
    service.go_away();
    // That the client has heard of it is seen by another connection, of which there is one for all other calls.
    let mut others = Vec::new();
    while host.connections() == 1 {
        others.push(begun(&client, &mut host).await);
        sleep(Duration::from_millis(10)).await;
    }
    for number in 0..100 {
        orders.send(Ok(course(number))).expect("it listens");
        let message = soon(next(&mut service, &mut chain)).await.expect("an event");
        assert_eq!(payload(&message), format!(r#"{{"deg":{number}}}"#));
        service.send(tide(f64::from(number))).await.expect("it listens");
        let event = soon(output.tides.recv()).await.expect("received").expect("an event");
        assert_eq!(event.as_tide().expect("a tide").height(), Some(f64::from(number)));
    }
    drop(orders);
    assert_eq!(soon(next(&mut service, &mut chain)).await, None);
    service.end();
    assert!(soon(output.tides.recv()).await.expect("received").is_none());

    others.push(begun(&client, &mut host).await);
    assert_eq!(host.connections(), 2);
    for (orders, call, mut service) in others {
        service.answer(ok());
        let mut output = answered(call).await;
        drop(orders);
        service.end();
        assert!(soon(output.tides.recv()).await.expect("received").is_none());
    }
}

#[tokio::test]
async fn a_call_that_the_host_has_not_looked_at_is_made_again() {
    let mut host = Host::refusing(false).await;
    let (orders, call, mut service) = begun(&client(&host), &mut host).await;
    let mut chain = service.chain();
    assert_eq!(host.connections(), 2);
    service.answer(ok());
    let mut output = answered(call).await;
    orders.send(Ok(course(5))).expect("it listens");
    drop(orders);
    let message = soon(next(&mut service, &mut chain)).await.expect("an event");
    assert_eq!(payload(&message), r#"{"deg":5}"#);
    service.end();
    assert!(soon(output.tides.recv()).await.expect("received").is_none());
}

/// An event that was sent is gone, even if nobody looked at it.
#[tokio::test]
async fn a_call_that_has_sent_an_event_is_not_made_again() {
    let host = Host::refusing(true).await;
    let (orders, stream) = live();
    let call = pilot(&client(&host), stream);
    orders.send(Ok(course(5))).expect("it listens");
    let error = soon(call).await.expect("no panic").expect_err("refused");
    let SdkError::DispatchFailure(failure) = &error else { panic!("{error:?}") };
    assert!(failure.is_io() && error.to_string().contains("attempts 1"), "{error}");
    soon(orders.closed()).await;
    assert_eq!(host.connections(), 1);
}
