//! `Name` and `InviterName` are `@sensitive`.

use aws_sdk_partnercentralaccount::Client;
use aws_sdk_partnercentralaccount::config::StalledStreamProtectionConfig;
use aws_sdk_partnercentralaccount::operation::create_connection_invitation::{
    CreateConnectionInvitationInput, CreateConnectionInvitationOutput,
};
use farrier_tests::client::{SECRET_NAME, client, config, invite};
use farrier_tests::log::Log;
use farrier_tests::secrets::{assert_debug_unseen, assert_error_unseen, assert_unseen};
use farrier_tests::server::{Answer, Server};

fn body() -> String {
    format!(r#"{{"Id":"invitation-1","InviterName":"{SECRET_NAME}"}}"#)
}

#[tokio::test]
async fn debug_shows_no_sensitive_member() {
    let input = CreateConnectionInvitationInput::builder().name(SECRET_NAME).catalog("AWS");
    assert!(format!("{input:?}").contains("AWS"));
    assert_debug_unseen(&input);
    assert_debug_unseen(&input.build().expect("built"));
    let output = CreateConnectionInvitationOutput::builder().inviter_name(SECRET_NAME);
    assert_debug_unseen(&output);
    let server = Server::start([Answer::ok(body())]).await;
    let client = client(&server);
    let call = invite(&client);
    assert_debug_unseen(&call);
    assert_debug_unseen(&call.clone().customize());
    let output = call.send().await.expect("an output");
    assert_eq!(output.inviter_name(), SECRET_NAME);
    assert_debug_unseen(&output);
    assert_debug_unseen(&client);
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
    assert_unseen("the log", text);
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
        assert_error_unseen(error);
        assert_unseen("the log", &log.text());
    }
    let server = Server::start([]).await;
    let incomplete = client(&server).create_connection_invitation().name(SECRET_NAME);
    let error = incomplete.send().await.expect_err("incomplete");
    assert_error_unseen(error);
}
