//! Input that cannot be sent is refused before anything is sent, and no message holds its values.

use crate::client;
use farrier_tests::server::{Answer, Server};
use harbour::types::ShipKind;
use std::error::Error;

/// The error with all its sources, and how it prints for developers.
fn all_of(error: impl Error + 'static) -> String {
    let mut texts = Vec::new();
    let mut next: Option<&(dyn Error + 'static)> = Some(&error);
    while let Some(error) = next {
        texts.push(format!("{error} {error:?}"));
        next = error.source();
    }
    texts.join("\n")
}

#[tokio::test]
async fn labels_and_required_parameters_have_a_value() {
    let server = Server::start([]).await;
    let client = client(&server);
    for (harbour, berth, missing) in
        [(None, Some("b"), "harbour"), (Some(""), Some("b"), "harbour"), (Some("h"), Some(""), "berth")]
    {
        let call = client.dock_ship().set_harbour(harbour.map(str::to_owned)).set_berth(berth.map(str::to_owned));
        let text = all_of(call.send().await.expect_err("refused"));
        assert!(text.contains(missing), "{text}");
    }
    let leave = || client.leave().id("s").reason("done").by(ShipKind::Tug).berth("b");
    for (call, missing) in [
        (leave().reason(""), "reason"),
        (leave().set_reason(None), "reason"),
        (leave().set_by(None), "by"),
        (leave().set_berth(None), "berth"),
    ] {
        let text = all_of(call.send().await.expect_err("refused"));
        assert!(text.contains(&format!("required input is not set: {missing} ")), "{text}");
    }
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn enums_and_headers_may_be_empty() {
    let server = Server::start([Answer::new(204, "")]).await;
    client(&server).leave().id("s").reason("done").by(ShipKind::from("")).berth("").send().await.expect("left");
    let request = server.request();
    assert_eq!(request.uri(), "/ships/s/?reason=done&by=");
    assert_eq!(request.headers()["x-berth"], "");
}

#[tokio::test]
async fn a_header_cannot_hold_every_text() {
    let server = Server::start([]).await;
    let client = client(&server);
    for bad in ["line\nbreak-canary", "nul\0-canary", "\u{7f}-canary"] {
        let call = || client.dock_ship().harbour("h").berth("b");
        for (call, name) in [
            (call().pilot(bad), "pilot"),
            (call().flags(bad), "flags"),
            (call().tags("k", bad), "an entry of tags, whose headers begin with `X-Tag-`,"),
            (call().tags(bad, "v"), "an entry of tags, whose headers begin with `X-Tag-`,"),
        ] {
            let text = all_of(call.send().await.expect_err(bad));
            assert!(text.contains(name) && !text.contains("canary"), "{text}");
        }
    }
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn a_host_label_is_one() {
    let server = Server::start([]).await;
    for bad in ["", "a.b", "a/b", "-a", "ä"] {
        let text = all_of(client(&server).signal().channel(bad).send().await.expect_err(bad));
        assert!(text.contains("channel"), "{text}");
    }
    assert!(server.requests().is_empty());
}
