//! `Name` and `InviterName` are `@sensitive`.

use aws_sdk_partnercentralaccount::Client;
use aws_sdk_partnercentralaccount::config::StalledStreamProtectionConfig;
use aws_sdk_partnercentralaccount::operation::create_connection_invitation::{
    CreateConnectionInvitationInput, CreateConnectionInvitationOutput,
};
use farrier_tests::client::{SECRET_KEY, SECRET_NAME, client, config, invite};
use farrier_tests::log::Log;
use farrier_tests::server::{Answer, Server};
use std::fmt::Debug;

fn body() -> String {
    format!(r#"{{"Id":"invitation-1","InviterName":"{SECRET_NAME}"}}"#)
}

fn assert_no_secret(text: &str) {
    for secret in [SECRET_NAME, "Lovelace", SECRET_KEY, "the-session-token"] {
        let line = text.lines().find(|line| line.contains(secret));
        assert!(line.is_none(), "{secret} in: {}", line.unwrap_or_default());
    }
    // What a byte list would look like.
    let bytes = format!("{:?}", &SECRET_NAME.as_bytes()[4..12]);
    assert!(!text.contains(bytes.trim_matches(['[', ']'])), "the bytes of the name");
}

fn debug(value: &impl Debug) -> String {
    format!("{value:?}\n{value:#?}")
}

#[tokio::test]
async fn debug_shows_no_sensitive_member() {
    let input = CreateConnectionInvitationInput::builder().name(SECRET_NAME).catalog("AWS");
    assert!(debug(&input).contains("AWS"));
    assert_no_secret(&debug(&input));
    assert_no_secret(&debug(&input.build().expect("built")));
    let output = CreateConnectionInvitationOutput::builder().inviter_name(SECRET_NAME);
    assert_no_secret(&debug(&output));
    let server = Server::start([Answer::ok(body())]).await;
    let client = client(&server);
    let call = invite(&client);
    assert_no_secret(&debug(&call));
    assert_no_secret(&debug(&call.clone().customize()));
    let output = call.send().await.expect("an output");
    assert_eq!(output.inviter_name(), SECRET_NAME);
    assert_no_secret(&debug(&output));
    assert_no_secret(&debug(&client));
}

#[tokio::test]
async fn logs_show_no_sensitive_member() {
    // Watching for stalled streams hides bodies from the log. Without it they would be there.
    let unwatched = config().stalled_stream_protection(StalledStreamProtectionConfig::disabled());
    for config in [config(), unwatched] {
        let log = Log::start();
        let server = Server::start([Answer::new(500, "{}"), Answer::ok(body())]).await;
        let client = Client::from_conf(config.endpoint_url(&server.url).build());
        invite(&client).send().await.expect("an output");
        assert_nothing_logged(&log.text());
    }
}

fn assert_nothing_logged(text: &str) {
    assert!(text.contains("transmitting request") && text.contains("read HTTP response body"), "logged at all levels");
    assert_no_secret(text);
}

#[tokio::test]
async fn failures_show_no_sensitive_member() {
    let cases = [
        Answer::ok(format!("{} trailing", body())),
        Answer::ok(body().replace("\"invitation-1\"", "1")),
        Answer::ok(body()).cut_short(),
        Answer::closed(),
    ];
    for answer in cases {
        let log = Log::start();
        let server = Server::start(answer.times(3)).await;
        let error = invite(&client(&server)).send().await.expect_err("a failure");
        assert_no_secret(&debug(&error));
        assert_no_secret(&error.to_string());
        assert_no_secret(&debug(&error.into_service_error()));
        assert_no_secret(&log.text());
    }
    let server = Server::start([]).await;
    let incomplete = client(&server).create_connection_invitation().name(SECRET_NAME);
    let error = incomplete.send().await.expect_err("incomplete");
    assert_no_secret(&debug(&error));
}
