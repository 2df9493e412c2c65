//! Calls that succeed, and errors of the model.

use crate::{client, config};
use farrier_tests::client::UriCapture;
use farrier_tests::server::{Answer, Server};
use farrier_tests::signature::Authorization;
use harbour::client::Waiters as _;
use harbour::operation::RequestId as _;
use harbour::operation::dock_ship::DockShipError;
use harbour::types::ShipKind;
use std::time::Duration;

#[tokio::test]
async fn members_go_to_their_places_and_come_from_them() {
    let answer = Answer::new(201, r#"{"ship": {"shipName": "Argo"}}"#)
        .header("X-Dock", "7")
        .header("X-Tag-One", "1")
        .header("x-amzn-requestid", "r-1");
    let server = Server::start([answer]).await;
    let call = client(&server).dock_ship().harbour("Süd").berth("a/b").cargo("coal").cargo("tea").tags("Kind", "tug");
    let output = call.captain("Nemo").token("t").send().await.expect("docked");
    assert_eq!((output.status(), output.dock(), output.request_id()), (Some(201), Some("7"), Some("r-1")));
    assert_eq!(output.ship().and_then(|ship| ship.name()), Some("Argo"));
    assert_eq!(output.tags().and_then(|tags| tags.get("one")).map(String::as_str), Some("1"));
    let [request] = &server.requests()[..] else { panic!("one request") };
    assert_eq!(request.uri(), "/harbours/S%C3%BCd/berths/a/b/ship?dock&mode=fast&cargo=coal&cargo=tea");
    assert_eq!(
        (request.headers()["x-tag-kind"].as_bytes(), request.headers()["x-token"].as_bytes()),
        (&b"tug"[..], &b"t"[..])
    );
    assert_eq!(&request.body()[..], br#"{"captainName":"Nemo"}"#);
}

#[tokio::test]
async fn a_path_is_signed_and_sent_as_it_is() {
    for (harbour, path) in
        [("..", "/harbours/../berths/a//b/../c/ship"), ("a:b c", "/harbours/a%3Ab%20c/berths/a//b/../c/ship")]
    {
        let server = Server::start([Answer::ok("{}")]).await;
        client(&server).dock_ship().harbour(harbour).berth("a//b/../c").send().await.expect("docked");
        let request = server.request();
        assert_eq!(request.uri().path(), path);
        let signed = Authorization::of(&request);
        assert_eq!(signed.signature, signed.expected_signature(&request), "{path}");
    }
}

#[tokio::test]
async fn an_error_has_members_in_headers() {
    let answer = Answer::new(409, r#"{"berth": "a/1", "message": "taken"}"#)
        .header("X-Amzn-Errortype", "BerthTaken")
        .header("Retry-After", "7");
    let server = Server::start([answer]).await;
    let error = client(&server).dock_ship().harbour("h").berth("b").send().await.expect_err("taken");
    let Some(DockShipError::BerthTaken(taken)) = error.as_service_error() else { panic!("{error:?}") };
    assert_eq!((taken.retry_after(), taken.berth(), taken.message()), (Some(7), Some("a/1"), Some("taken")));
}

#[tokio::test]
async fn a_status_without_a_body_is_an_output() {
    let server = Server::start([Answer::new(204, "")]).await;
    client(&server).leave().id("s").reason("done").by(ShipKind::Tug).berth("b").send().await.expect("left");
    assert_eq!(server.requests()[0].uri(), "/ships/s/?reason=done&by=tug");
}

#[tokio::test]
async fn pages_go_on_while_a_header_says_so() {
    let page = |next: &str, id: &str| {
        let answer = Answer::ok(format!(r#"{{"ships": [{{"id": "{id}"}}]}}"#));
        if next.is_empty() { answer } else { answer.header("X-Next", next) }
    };
    let server = Server::start([page("2", "a"), page("", "b")]).await;
    let mut ships = client(&server).list_ships().into_paginator().page_size(1).items().send();
    let mut ids = Vec::new();
    while let Some(ship) = ships.next().await {
        ids.extend(ship.expect("a ship").id);
    }
    assert_eq!(ids, ["a", "b"]);
    let uris: Vec<String> = server.requests().iter().map(|request| request.uri().to_string()).collect();
    assert_eq!(uris, ["/ships?max=1", "/ships?next=2&max=1"]);
}

#[tokio::test]
async fn a_waiter_looks_into_a_payload() {
    let missing = Answer::new(404, r#"{"code": "NoSuchShip"}"#);
    let server = Server::start([missing, Answer::ok(r#"{"shipName": "Argo"}"#)]).await;
    client(&server).wait_until_ship_docked().id("s").wait(Duration::from_secs(30)).await.expect("docked");
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn a_host_of_ones_own_has_prefixes_unless_they_are_left_out() {
    for (left_out, expected) in [(false, "http://sea.signal-host.test/signal"), (true, "http://host.test/signal")] {
        let uris = UriCapture::default();
        let config = config(&Server::start([]).await).endpoint_url("http://host.test").http_client(uris.clone());
        let client = harbour::Client::from_conf(config.disable_host_prefix(left_out).build());
        client.signal().channel("sea").send().await.expect("an answer");
        assert!(uris.uris()[0].starts_with(expected), "{:?}", uris.uris());
    }
}

/// What compresses a body comes after what its caller did to it.
#[tokio::test]
async fn a_compressed_body_says_all_that_was_done_to_it() {
    let server = Server::start(Answer::ok("").times(2)).await;
    let long = "x".repeat(20_000);
    client(&server).log().text(&long).send().await.expect("logged");
    client(&server).log().text(&long).encoding("custom").send().await.expect("logged");
    let encodings = server.requests().into_iter().map(|request| {
        let all = request.headers().get_all("content-encoding");
        all.iter().map(|value| value.to_str().expect("text").to_owned()).collect::<Vec<_>>().join(", ")
    });
    assert_eq!(encodings.collect::<Vec<_>>(), ["gzip", "custom, gzip"]);
    for request in server.requests() {
        assert!(request.body().starts_with(b"\x1F\x8B") && request.body().len() < long.len());
        assert_eq!(request.headers()["content-length"], request.body().len().to_string().as_str());
    }
}
