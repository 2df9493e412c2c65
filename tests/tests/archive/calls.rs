//! Pages, and a waiter.

use crate::client;
use archive::client::Waiters as _;
use farrier_tests::server::{Answer, Server};
use std::time::Duration;

#[tokio::test]
async fn pages_go_on_while_there_is_a_marker() {
    let page = |members: &str| Answer::ok(format!("<SearchResponse>{members}</SearchResponse>"));
    let papers = |title: &str| format!("<papers><title>{title}</title></papers>");
    let first = page(&format!("{}{}<Marker>a/2</Marker>", papers("a"), papers("b")));
    let server = Server::start([first, page(&papers("c"))]).await;
    let mut items = client(&server).search().into_paginator().items().send();
    let mut titles = Vec::new();
    while let Some(paper) = items.next().await {
        titles.extend(paper.expect("a paper").title);
    }
    assert_eq!(titles, ["a", "b", "c"]);
    let requests = server.requests();
    let queries: Vec<_> = requests.iter().map(|request| request.uri().query()).collect();
    assert_eq!(queries, [None, Some("after=a%2F2")]);
}

#[tokio::test]
async fn a_waiter_looks_into_an_element() {
    let locked = Answer::new(423, "<ErrorResponse><Error><Code>RoomLocked</Code></Error></ErrorResponse>");
    let sealed = |sealed: bool| Answer::ok(format!("<R><paper><sealed>{sealed}</sealed></paper></R>"));
    let server = Server::start([locked, sealed(false), sealed(true)]).await;
    let wait = client(&server).wait_until_sealed().room("r").wait(Duration::from_secs(20)).await;
    let output = wait.expect("sealed").into_result().expect("an output");
    assert_eq!(output.paper().and_then(|paper| paper.sealed), Some(true));
    assert_eq!(server.requests().len(), 3);
}
