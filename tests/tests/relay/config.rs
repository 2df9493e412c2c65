//! Client context parameters: settings that go into the endpoint rules.

use crate::{server, settings};
use farrier_tests::client::{UriCapture, credentials};
use farrier_tests::server::{Answer, Server};
use relay::config::{AppName, BehaviorVersion, Builder, Config, Credentials, Region};
use relay::{Client, config};

/// Host and port of a server.
fn host(server: &Server) -> &str {
    server.url.trim_start_matches("http://")
}

/// Where the requests to a server went.
fn paths(server: &Server) -> Vec<String> {
    server.requests().iter().map(|request| request.uri().path().to_owned()).collect()
}

#[tokio::test]
async fn a_parameter_becomes_the_host() {
    let server = server().await;
    let client = Client::from_conf(
        config::Builder::new()
            .region(Region::new("eu-west-1"))
            .gateway(host(&server))
            .credentials_provider(credentials())
            .behavior_version(BehaviorVersion::latest())
            .build(),
    );
    client.send().signal("hello").send().await.expect("sent");
    let request = server.request();
    assert_eq!(request.headers()["host"], host(&server));
    assert_eq!(request.uri().path(), "/here/");
}

#[tokio::test]
async fn what_is_taken_back_is_left_to_the_rules() {
    let capture = UriCapture::default();
    let mut config = settings().http_client(capture.clone()).gateway("gone").zones(Vec::new());
    let error = Client::from_conf(config.clone().build()).send().send().await.expect_err("no zone is not the default");
    assert!(error.to_string().contains("There is no zone"), "{error}");
    config.set_zones(None);
    Client::from_conf(config.clone().build()).send().send().await.expect("sent");
    config.set_gateway(None);
    Client::from_conf(config.build()).send().send().await.expect("sent");
    assert_eq!(capture.uris(), ["http://gone/here/", "https://relay.us-east-1.example.com/"]);
}

#[tokio::test]
async fn every_type_reaches_the_rules() {
    let server = Server::start(Answer::ok("{}").times(3)).await;
    let config = settings().gateway(host(&server));
    for config in [
        config.clone().zones(vec!["north".to_owned(), "south".to_owned()]),
        config.clone().zones(["north".to_owned()]).mirrored(true),
        config.app_name_value("chat"),
    ] {
        Client::from_conf(config.build()).send().send().await.expect("sent");
    }
    assert_eq!(paths(&server), ["/north/", "/mirror/", "/apps/chat/"]);
}

#[tokio::test]
async fn one_call_changes_one_parameter() {
    let server = Server::start(Answer::ok("{}").times(4)).await;
    let client = Client::from_conf(settings().gateway(host(&server)).mirrored(true).build());
    let send = |changes: Builder| client.send().customize().config_override(changes).send();
    send(Config::builder().mirrored(false)).await.expect("sent");
    send(Config::builder().mirrored(false).zones(vec!["east".to_owned()])).await.expect("sent");
    let mut unset = Builder::new().region(Region::new("eu-west-1"));
    unset.set_mirrored(None);
    send(unset).await.expect("sent");
    client.send().send().await.expect("sent");
    assert_eq!(paths(&server), ["/here/", "/east/", "/here/", "/mirror/"]);
}

#[tokio::test]
async fn it_is_a_configuration_as_others_are() {
    let server = Server::start(Answer::ok("{}").times(3)).await;
    let shared = farrier_tests::client::shared().region(Region::new("us-west-2")).build();
    assert_eq!(Client::new(&shared).config().region().map(Region::as_ref), Some("us-west-2"));
    assert_eq!(Config::new(&shared).region(), Config::from(&shared).region());

    let client = Client::from_conf(Builder::from(&shared).gateway(host(&server)).build());
    assert_eq!(client.config().signing_name(), "relay");
    client.clone().send().send().await.expect("sent");
    let again: relay::Config = client.config().to_builder().mirrored(true).build();
    let again = Client::from_conf(again.clone());
    again.send().send().await.expect("sent");
    let changed = config::Config::from(&shared).to_builder().gateway(host(&server)).region(Region::new("us-west-1"));
    Client::from_conf(changed.build()).send().send().await.expect("sent");
    assert_eq!(paths(&server), ["/here/", "/mirror/", "/here/"]);
}

#[tokio::test]
async fn a_setting_of_all_services_keeps_its_name() {
    let server = server().await;
    let name = AppName::new("chat-app").expect("valid");
    let config = settings().gateway(host(&server)).app_name(name.clone()).build();
    assert_eq!(config.app_name(), Some(&name));
    Client::from_conf(config).send().send().await.expect("sent");
    let request = server.request();
    assert!(request.headers()["x-amz-user-agent"].to_str().expect("text").contains("app/chat-app"));
    assert_eq!(request.uri().path(), "/here/");
}

#[tokio::test]
async fn credentials_can_be_read_back() {
    use relay::config::ProvideCredentials;
    let config = Config::builder().credentials_provider(Credentials::new("KEY", "s", None, None, "tests")).build();
    let provider = config.credentials_provider().expect("was set");
    assert_eq!(provider.provide_credentials().await.expect("credentials").access_key_id(), "KEY");
    assert!(Config::builder().build().credentials_provider().is_none());
}
