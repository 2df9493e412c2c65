//! The lean `aws-config` of `docs/features.md`, in a process that has an environment of its own.

mod endpoints;

use aws_config::BehaviorVersion;
use aws_sdk_partnercentralaccount::Client;
use farrier_tests::client::invite;
use farrier_tests::server::{Answer, Server};
use std::process::Command;

const PAGE: &str = include_str!("../../../docs/features.md");

async fn shared_config() -> aws_config::SdkConfig {
    #[allow(clippy::let_and_return, reason = "the lines of the page")]
    let config = aws_config::defaults(BehaviorVersion::latest())
        .http_client(farrier_runtime::client::http::default_client())
        .load()
        .await;
    config
}

/// What `shared_config` does is what the page says.
#[test]
fn the_page_has_this_recipe() {
    let recipe: Vec<_> = PAGE.lines().skip_while(|line| !line.starts_with("let config = aws_config::")).collect();
    let recipe = recipe.iter().take_while(|line| !line.starts_with("```"));
    let source: Vec<_> = include_str!("main.rs").lines().map(str::trim).collect();
    let recipe: Vec<_> = recipe.map(|line| line.trim()).collect();
    assert_eq!(recipe.len(), 4, "{recipe:?}");
    assert!(source.windows(4).any(|lines| lines == recipe), "{recipe:?}");
}

#[tokio::test]
async fn credentials_and_region_of_the_environment() {
    let server = Server::start([Answer::ok("{}")]).await;
    let program = std::env::current_exe().expect("the path of this program");
    let mut child = Command::new(program);
    child
        .args(["--exact", "the_program", "--ignored"])
        .env_clear()
        .env("AWS_ACCESS_KEY_ID", "AKIDENVIRONMENT")
        .env("AWS_SECRET_ACCESS_KEY", "secret")
        .env("AWS_REGION", "eu-west-1")
        .env("AWS_ENDPOINT_URL", &server.url);
    let child = tokio::task::spawn_blocking(move || child.output()).await.expect("no panic").expect("it starts");
    assert!(child.status.success(), "{}", String::from_utf8_lossy(&child.stdout));
    let requests = server.requests();
    let signature = requests[0].headers()["authorization"].to_str().expect("text").to_owned();
    assert!(signature.contains("Credential=AKIDENVIRONMENT/"), "{signature}");
    assert!(signature.contains("/eu-west-1/"), "{signature}");
}

#[tokio::test]
#[ignore = "the program of another test, which gives it an environment"]
async fn the_program() {
    let client = Client::new(&shared_config().await);
    invite(&client).send().await.expect("an answer");
}
