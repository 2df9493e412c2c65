//! An attempt that failed is made again as long as no event was taken out of the stream of the program.

use super::{answered, begun, client, config, course, next, ok, payload, soon};
use farrier_tests::host::Host;
use h2::Reason;
use harbour::Client;
use harbour::config::retry::RetryConfig;
use harbour::error::SdkError;
use harbour::operation::pilot::PilotError;
use std::time::Duration;
use tokio::time::sleep;

#[tokio::test]
async fn before_the_first_event_attempts_are_made_again() {
    let mut host = Host::start().await;
    let (orders, call, mut first) = begun(&client(&host), &mut host).await;
    first.fail(503, "{}");
    let mut second = soon(host.call()).await;
    second.reset(Reason::REFUSED_STREAM);
    let mut third = soon(host.call()).await;
    // Each attempt has a signature of its own, which its messages follow from.
    let mut chain = third.chain();
    third.answer(ok());
    let mut output = answered(call).await;
    orders.send(Ok(course(5))).expect("it listens");
    drop(orders);
    let message = soon(next(&mut third, &mut chain)).await.expect("an event");
    assert_eq!(payload(&message), r#"{"deg":5}"#);
    assert_eq!(soon(next(&mut third, &mut chain)).await, None);
    third.end();
    assert!(soon(output.tides.recv()).await.expect("received").is_none());
}

#[tokio::test]
async fn events_between_two_attempts_are_of_the_second() {
    let mut host = Host::start().await;
    let retries = RetryConfig::standard().with_initial_backoff(Duration::from_secs(1));
    // The wait is no shorter at random.
    let config = config(&host).retry_config(retries.with_use_static_exponential_base(true));
    let (orders, call, mut first) = begun(&Client::from_conf(config.build()), &mut host).await;
    first.fail(503, "{}");
    // Whatever the client does about the answer, it has done, and it waits.
    sleep(Duration::from_millis(300)).await;
    orders.send(Ok(course(5))).expect("it listens");
    let mut second = soon(host.call()).await;
    let mut chain = second.chain();
    second.answer(ok());
    let output = answered(call).await;
    let message = soon(next(&mut second, &mut chain)).await.expect("an event");
    assert_eq!(payload(&message), r#"{"deg":5}"#);
    drop(output);
}

#[tokio::test]
async fn after_the_first_event_no_attempt_is_made() {
    for refuse in [false, true] {
        let mut host = Host::start().await;
        let (orders, call, mut first) = begun(&client(&host), &mut host).await;
        orders.send(Ok(course(5))).expect("it listens");
        assert!(soon(first.message()).await.expect("an event").is_some());
        if refuse {
            first.reset(Reason::REFUSED_STREAM);
        } else {
            first.fail(503, r#"{"message":"later"}"#);
        }
        let error = soon(call).await.expect("no panic").expect_err("given up");
        match &error {
            SdkError::DispatchFailure(failure) if refuse => assert!(failure.is_io(), "{error:?}"),
            SdkError::ServiceError(failure) => assert!(matches!(failure.err(), PilotError::Unhandled(_))),
            _ => panic!("{error:?}"),
        }
        assert!(error.to_string().contains("attempts 1"), "{error}");
        soon(orders.closed()).await;
    }
}
