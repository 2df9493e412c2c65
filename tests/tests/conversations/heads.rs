//! What goes before events, and what is in the way of them.

use super::{Client, Sent, answered, begun, client, config, course, live, next, payload, soon};
use farrier_tests::client::credentials;
use farrier_tests::host::Host;
use farrier_tests::server::{Answer, Server};
use futures_util::stream::iter;
use harbour::error::SdkError;
use harbour::operation::pilot::{Pilot, PilotInput};
use harbour::protocol::{encode, encode_events};
use http_body_util::BodyExt as _;

#[tokio::test]
async fn the_head_says_what_follows() {
    let mut host = Host::start().await;
    let call = client(&host).pilot().id("a/b").speed(3).orders(iter([]).into()).send();
    let call = tokio::spawn(call);
    let mut service = soon(host.call()).await;
    let mut chain = service.chain();
    let request = &service.request;
    assert_eq!(request.uri(), "/ships/a%2Fb/pilot");
    let header = |name: &str| request.headers().get(name).map(|value| value.to_str().expect("text"));
    assert_eq!(header("content-type"), Some("application/vnd.amazon.eventstream"));
    assert_eq!(header("x-speed"), Some("3"));
    for absent in ["content-length", "transfer-encoding", "connection", "x-amz-content-sha256"] {
        assert_eq!(header(absent), None, "{absent}");
    }
    assert_eq!(header("x-amz-security-token"), credentials().session_token());
    assert_eq!(soon(next(&mut service, &mut chain)).await, None);
    service.fail(404, r#"{"__type":"NoSuchShip"}"#);
    let error = soon(call).await.expect("no panic").expect_err("an error");
    assert!(error.as_service_error().is_some_and(|error| error.is_no_such_ship()), "{error:?}");
}

/// An error of the service is there before the program has said anything, and the stream is dropped.
#[tokio::test]
async fn an_error_may_come_before_the_first_event() {
    let mut host = Host::start().await;
    let (orders, call, mut service) = begun(&client(&host), &mut host).await;
    service.fail(404, r#"{"__type":"NoSuchShip","message":"sunk"}"#);
    let error = soon(call).await.expect("no panic").expect_err("an error");
    assert_eq!(error.to_string(), "NoSuchShip: sunk (operation Pilot, status 404, request id r-1, attempts 1)");
    soon(orders.closed()).await;
    assert!(soon(service.message()).await.is_err());
}

#[tokio::test]
async fn a_stream_that_has_to_be_there_is_missed() {
    let host = Host::start().await;
    let error = client(&host).pilot().id("argo").send().await.expect_err("no stream");
    assert!(matches!(error, SdkError::ConstructionFailure(_)), "{error:?}");
    assert!(error.to_string().contains("required input is not set: orders"), "{error}");
    assert_eq!(host.connections(), 0);
}

/// Without HTTP/2 nothing is sent: a host might answer when all has been said, which is never.
#[tokio::test]
async fn an_old_host_is_an_error() {
    let server = Server::start([Answer::ok("")]).await;
    let host = Host::start().await;
    let client = Client::from_conf(config(&host).endpoint_url(&server.url).build());
    let (orders, stream) = live();
    let error = soon(client.pilot().id("argo").orders(stream).send()).await.expect_err("too old");
    assert!(matches!(&error, SdkError::DispatchFailure(failure) if failure.is_user()), "{error:?}");
    let host = server.url.strip_prefix("http://").expect("http");
    let expected = format!(
        "{host} does not speak HTTP/2, without which events cannot be sent and received at the same time; it is settled \
         over `https` only"
    );
    assert!(error.to_string().contains(&expected), "{error}");
    assert!(server.requests().is_empty() && orders.is_closed());
}

/// Events that nothing comes back for go out by any version.
#[tokio::test]
async fn what_is_only_sent_needs_no_http2() {
    let server = Server::start([Answer::ok(r#"{"heard":2}"#)]).await;
    let host = Host::start().await;
    let client = Client::from_conf(config(&host).endpoint_url(&server.url).build());
    let orders = iter([1, 2].map(course).map(Ok)).into();
    let output = soon(client.sound().orders(orders).send()).await.expect("an output");
    assert_eq!(output.heard(), Some(2));
    let request = server.request();
    assert_eq!(request.headers()["transfer-encoding"], "chunked");
    assert!(
        request
            .body()
            .windows(10)
            .any(|bytes| bytes == br#"{"deg":2}"#.as_slice() || bytes.starts_with(b"{\"deg\":2}"))
    );
    let mut by_http2 = Host::start().await;
    let client = Client::from_conf(config(&by_http2).build());
    let call = tokio::spawn(client.sound().send());
    let mut service = soon(by_http2.call()).await;
    let mut chain = service.chain();
    assert_eq!(soon(next(&mut service, &mut chain)).await, None, "what is not set is a stream without events");
    service.fail(200, "{}");
    answered(call).await;
}

fn input(orders: Sent) -> PilotInput {
    PilotInput::builder().id("argo").orders(orders).build().expect("complete")
}

#[tokio::test]
async fn without_a_client_messages_are_not_signed() {
    let orders = iter([1, 2].map(course).map(Ok));
    let head = encode::<Pilot>(&input(iter([]).into())).expect("a request");
    assert_eq!(head.headers()["content-type"], "application/vnd.amazon.eventstream");
    assert_eq!(head.body().bytes(), Some(b"".as_slice()));
    let request = encode_events::<Pilot>(input(orders.into())).expect("a request");
    assert_eq!((request.method().as_str(), request.uri().path()), ("POST", "/ships/argo/pilot"));
    let mut body = request.into_body().collect().await.expect("all of it").to_bytes();
    for number in [1, 2] {
        let message = aws_smithy_eventstream::frame::read_message_from(&mut body).expect("a message");
        assert_eq!(payload(&message), format!(r#"{{"deg":{number}}}"#));
    }
    assert!(body.is_empty());
}
