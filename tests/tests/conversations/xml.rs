//! Events whose payloads are XML, sent and received.

use super::{answered, header, next, ok, payload, soon};
use archive::Client;
use archive::primitives::{Blob, DateTime};
use archive::types::error::{Fire, RoundsError};
use archive::types::{Asked, Find, Kind, Moved, Paper, Picture, Remark, Rounds, Seen, Shelf};
use farrier_tests::client::settings;
use farrier_tests::frames::{encode, message, text};
use farrier_tests::host::Host;
use futures_util::stream::iter;

fn client(host: &Host) -> Client {
    let config = settings().endpoint_url(&host.url).http_client(host.client());
    Client::from_conf(config.build())
}

/// Each kind of payload, and what is sent of it: its headers besides those that say what it is, its media type, its
/// bytes.
fn rounds() -> [(Rounds, &'static str, &'static str, &'static str); 9] {
    let paper = || Paper::builder().title("a < b & \"c\"").kind(Kind::Map).build();
    let seen = Seen::builder().id("7\"").by("Ada").at(DateTime::from_secs(1)).paper(paper()).words("x").words("\r\n");
    let shelf = Shelf::builder().label("left").width(3).papers(paper()).build();
    let picture = Picture::builder().kind(Kind::Book).bytes(Blob::new([0x3c, 0x61])).build();
    let asked = |find| Rounds::Asked(Asked::builder().find(find).build());
    let words = vec!["a".to_owned(), String::new()];
    [
        (
            Rounds::Seen(seen.build()),
            "by=Ada",
            "application/xml",
            "<Seen xmlns=\"http://archive.example/\" id=\"7&quot;\"><at>1970-01-01T00:00:01Z</at><paper><title>a &lt; b &amp; \
             &quot;c&quot;</title><kind>map</kind></paper><word>x</word><word>&#xD;&#xA;</word></Seen>",
        ),
        (
            Rounds::Seen(Seen::builder().build()),
            "",
            "application/xml",
            "<Seen xmlns=\"http://archive.example/\"></Seen>",
        ),
        (
            Rounds::Moved(Moved::builder().shelf(shelf).build()),
            "",
            "application/xml",
            "<Shelf xmlns:a=\"http://archive.example/shelf\" a:label=\"left\"><width>3</width><paper><title>a &lt; b &amp; \
             &quot;c&quot;</title><kind>map</kind></paper></Shelf>",
        ),
        (
            asked(Find::All(words)),
            "",
            "application/xml",
            "<Find xmlns=\"http://archive.example/\"><all>a</all><all></all></Find>",
        ),
        (asked(Find::Any), "", "application/xml", "<Find xmlns=\"http://archive.example/\"><any></any></Find>"),
        (Rounds::Picture(picture), "kind=book", "application/octet-stream", "<a"),
        (Rounds::Remark(Remark::builder().text("<a").build()), "", "text/plain", "<a"),
        (Rounds::Remark(Remark::builder().text("").build()), "", "text/plain", ""),
        (Rounds::Over, "", "application/xml", "<Unit xmlns=\"http://archive.example/\"></Unit>"),
    ]
}

#[tokio::test]
async fn each_payload_goes_both_ways() {
    let mut host = Host::start().await;
    let stream = iter(rounds().map(|(event, ..)| Ok(event)));
    let call = tokio::spawn(client(&host).patrol().room("7").rounds(stream.into()).send());
    let mut service = soon(host.call()).await;
    let mut chain = service.chain();
    assert_eq!(service.request.uri(), "/rooms/7/patrol");
    service.answer(ok());
    let mut output = answered(call).await;
    for (event, more, media_type, bytes) in rounds() {
        let sent = soon(next(&mut service, &mut chain)).await.expect("an event");
        let others = sent.headers().iter().filter(|header| !header.name().as_str().starts_with(':'));
        let others = others.map(|other| format!("{}={}", other.name().as_str(), header(&sent, other.name().as_str())));
        assert_eq!(others.collect::<Vec<_>>().join(" "), more, "{event:?}");
        assert_eq!((header(&sent, ":content-type"), payload(&sent)), (media_type, bytes), "{event:?}");
        // What was sent is what is received.
        service.send(encode(&sent)).await.expect("it listens");
        assert_eq!(soon(output.rounds.recv()).await.expect("received"), Some(event));
    }
    assert_eq!(soon(next(&mut service, &mut chain)).await, None);
    service.end();
    assert_eq!(soon(output.rounds.recv()).await.expect("ended"), None);
}

#[tokio::test]
async fn an_exception_goes_both_ways() {
    let mut host = Host::start().await;
    let fire = || Fire::builder().message("a < b").build();
    let stream = iter([Ok(Rounds::Over), Err(RoundsError::Fire(fire()))]);
    let call = tokio::spawn(client(&host).patrol().room("7").rounds(stream.into()).send());
    let mut service = soon(host.call()).await;
    let mut chain = service.chain();
    service.answer(ok());
    let mut output = answered(call).await;
    assert!(soon(next(&mut service, &mut chain)).await.is_some());
    let sent = soon(next(&mut service, &mut chain)).await.expect("an exception");
    assert_eq!((header(&sent, ":message-type"), header(&sent, ":exception-type")), ("exception", "fire"));
    let expected = "<Fire xmlns=\"http://archive.example/\"><message>a &lt; b</message></Fire>";
    assert_eq!((header(&sent, ":content-type"), payload(&sent)), ("application/xml", expected));
    assert_eq!(soon(next(&mut service, &mut chain)).await, None);
    service.send(encode(&sent)).await.expect("it listens");
    let error = soon(output.rounds.recv()).await.expect_err("fire");
    let Some(RoundsError::Fire(received)) = error.as_service_error() else { panic!("{error:?}") };
    assert_eq!(received.message(), fire().message());
}

/// What no XML is.
#[tokio::test]
async fn a_payload_that_cannot_be_read_is_an_error() {
    let mut host = Host::start().await;
    for damaged in ["", "<Seen>", "<Seen></Sean>", "{}", "<Seen><at>now</at></Seen>"] {
        let call = tokio::spawn(client(&host).patrol().room("7").rounds(iter([]).into()).send());
        let mut service = soon(host.call()).await;
        service.answer(ok());
        let mut output = answered(call).await;
        let headers = vec![text(":content-type", "application/xml")];
        service.send(message("event", "seen", headers, damaged)).await.expect("it listens");
        match soon(output.rounds.recv()).await {
            Ok(event) => assert_eq!((damaged, event), ("", Some(Rounds::Seen(Seen::builder().build())))),
            Err(error) => assert!(matches!(error, archive::error::SdkError::ResponseError(_)), "{damaged}: {error:?}"),
        }
    }
}
