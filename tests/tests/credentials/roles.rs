//! Roles that a program takes on itself.

use aws_credential_types::Credentials;
use aws_credential_types::provider::{ProvideCredentials, SharedCredentialsProvider};
use aws_types::SdkConfig;
use farrier_credentials::{AssumeRole, BehaviorVersion, Region};
use farrier_tests::server::{Answer, Server};
use std::time::Duration;

const ANSWER: &str = "<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>AKIDROLE</AccessKeyId>\
    <SecretAccessKey>key</SecretAccessKey><SessionToken>token</SessionToken><Expiration>2999-01-01T00:00:00Z</Expiration>\
    </Credentials></AssumeRoleResult></AssumeRoleResponse>";

fn config(server: &Server) -> aws_types::sdk_config::Builder {
    let http = farrier_runtime::client::http::default_client();
    let config = SdkConfig::builder().behavior_version(BehaviorVersion::latest()).http_client(http);
    config.region(Region::new("eu-west-1")).endpoint_url(&server.url)
}

#[tokio::test]
async fn with_the_credentials_of_the_configuration() {
    let server = Server::start([Answer::ok(ANSWER)]).await;
    let with = Credentials::new("AKIDPROGRAM", "key", None, None, "test");
    let config = config(&server).credentials_provider(SharedCredentialsProvider::new(with)).build();
    let role = AssumeRole::new(&config, "arn:aws:iam::123456789012:role/one").duration(Duration::from_secs(900));
    let credentials = role.external_id("id").session_name("name").provide_credentials().await.expect("credentials");
    assert_eq!((credentials.access_key_id(), credentials.session_token()), ("AKIDROLE", Some("token")));
    let request = server.request();
    assert!(request.headers()["authorization"].to_str().expect("text").contains("Credential=AKIDPROGRAM/"));
    let body = String::from_utf8_lossy(request.body()).into_owned();
    for part in ["Action=AssumeRole&", "DurationSeconds=900", "ExternalId=id", "RoleSessionName=name", "role%2Fone"] {
        assert!(body.contains(part), "{body}");
    }
}

#[tokio::test]
async fn without_credentials_nothing_is_asked() {
    let server = Server::start([]).await;
    let role = AssumeRole::new(&config(&server).build(), "arn:aws:iam::123456789012:role/one");
    let error = role.provide_credentials().await.expect_err("there are no credentials");
    let why = std::error::Error::source(&error).expect("a reason").to_string();
    assert_eq!(why, "the configuration has no credentials to take the role arn:aws:iam::123456789012:role/one on with");
    assert_eq!(server.requests().len(), 0);
}

#[tokio::test]
async fn without_a_version_of_behavior_it_is_the_latest() {
    let server = Server::start([Answer::ok(ANSWER)]).await;
    let with = SharedCredentialsProvider::new(Credentials::new("AKIDPROGRAM", "key", None, None, "test"));
    let config = SdkConfig::builder().region(Region::new("eu-west-1")).endpoint_url(&server.url);
    let role = AssumeRole::new(&config.credentials_provider(with).build(), "arn:aws:iam::123456789012:role/one");
    assert_eq!(role.provide_credentials().await.expect("credentials").access_key_id(), "AKIDROLE");
}

/// The AWS runtime logs providers.
#[tokio::test]
async fn no_password_of_an_endpoint_url_is_shown() {
    let config = SdkConfig::builder().endpoint_url("http://user:canary@localhost").build();
    let role = format!("{:?}", AssumeRole::new(&config, "arn:aws:iam::123456789012:role/one"));
    assert!(role.contains("http://localhost") && !role.contains("canary"), "{role}");
}
