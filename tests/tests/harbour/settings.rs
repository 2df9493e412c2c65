//! Settings of a client, and of one call.

use crate::{client, config};
use aws_runtime::auth::PayloadSigningOverrideRuntimePlugin;
use aws_sigv4::http_request::{SignableBody, SigningSettings};
use farrier_tests::captured::Captured;
use farrier_tests::client::SECRET_KEY;
use farrier_tests::server::{Answer, Server};
use farrier_tests::signature::Authorization;
use harbour::Client;
use harbour::config::Builder;
use harbour::error::DisplayErrorContext;

/// Members are asked for by their names in the model, whatever they are called in JSON.
#[tokio::test]
async fn members_with_another_name_in_json_are_captured() {
    let server = Server::start([Answer::ok("{}")]).await;
    let captured = Captured::default();
    let config = config(&server).emit_input_attributes(["captain", "captainName"]).interceptor(captured.clone());
    let client = Client::from_conf(config.build());
    client.dock_ship().harbour("h").berth("b").captain("Nemo").send().await.expect("docked");
    assert_eq!(captured.take(), Some(vec![("captain".to_owned(), "Nemo".to_owned())]));
}

/// What a call changes of one setting leaves the other.
#[tokio::test]
async fn a_call_changes_one_setting_of_compression() {
    let server = Server::start([Answer::ok("{}"), Answer::ok("{}"), Answer::ok("{}")]).await;
    let small = || Builder::new().request_min_compression_size_bytes(1_u32);
    let off = Client::from_conf(config(&server).disable_request_compression(true).build());
    off.log().text("hello").customize().config_override(small()).send().await.expect("logged");
    let on = Client::from_conf(config(&server).request_min_compression_size_bytes(1_u32).build());
    let said = || Builder::new().disable_request_compression(false);
    on.log().text("hello").customize().config_override(said()).send().await.expect("logged");
    client(&server).log().text("hello").customize().config_override(small()).send().await.expect("logged");
    let encodings: Vec<_> =
        server.requests().iter().map(|request| request.headers().contains_key("content-encoding")).collect();
    assert_eq!(encodings, [false, true, true]);
}

#[tokio::test]
async fn compression_has_to_begin_somewhere() {
    let server = Server::start(Answer::ok("{}").times(2)).await;
    for (size, is_sent) in [(0, true), (10_485_760, true), (10_485_761, false)] {
        let client = Client::from_conf(config(&server).request_min_compression_size_bytes(size as u32).build());
        let result = client.log().text("hello").send().await;
        assert_eq!(result.is_ok(), is_sent, "{size}: {result:?}");
        let said = result.err().map(|error| DisplayErrorContext(error).to_string()).unwrap_or_default();
        assert!(is_sent || said.contains("`request_min_compression_size_bytes` is 10485760 at most"), "{said}");
    }
    assert_eq!(server.requests().len(), 2);
}

/// An empty element is one, wherever it stands.
#[tokio::test]
async fn empty_elements_of_headers_are_kept() {
    let lists: [(&[&str], &str); 4] =
        [(&["", "b"], ", b"), (&["", ""], ", "), (&["a", "", "c"], "a, , c"), (&["a", ""], "a, ")];
    for (list, header) in lists {
        let server = Server::start([Answer::ok("{}")]).await;
        let flags = Some(list.iter().map(|&flag| flag.to_owned()).collect());
        client(&server).dock_ship().harbour("h").berth("b").set_flags(flags).send().await.expect("docked");
        let sent = server.request();
        // HTTP has no white space at the ends of a value.
        assert_eq!(sent.headers()["x-flags"], header.trim(), "{list:?}");
    }
}

/// For all calls, or for one. A service takes the hash of a body, unless it is told of another one.
#[tokio::test]
async fn who_leaves_a_body_out_of_the_signature_says_so() {
    let unsigned = PayloadSigningOverrideRuntimePlugin::unsigned;
    let server = Server::start(Answer::ok("").times(2)).await;
    let of_all = Client::from_conf(config(&server).runtime_plugin(unsigned()).build());
    of_all.set_note().id("s").note("n").send().await.expect("noted");
    let of_one = Builder::new().runtime_plugin(unsigned());
    let call = client(&server).set_note().id("s").note("n").customize();
    call.config_override(of_one).send().await.expect("noted");
    for request in server.requests() {
        let header = request.headers().get("x-amz-content-sha256").map(|value| value.as_bytes());
        assert_eq!(header, Some(&b"UNSIGNED-PAYLOAD"[..]));
        let authorization = Authorization::of(&request);
        let expected = authorization.signature_with(
            &request,
            SECRET_KEY,
            SigningSettings::default(),
            SignableBody::UnsignedPayload,
        );
        assert_eq!(authorization.signature, expected);
    }
}
