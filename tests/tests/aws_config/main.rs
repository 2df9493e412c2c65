//! The lean `aws-config` of `docs/features.md`, in a process that has an environment of its own.

mod endpoints;

use aws_sdk_partnercentralaccount::Client;
use farrier_tests::client::invite;
use farrier_tests::server::{Answer, Server};
use std::process::Command;

const PAGE: &str = include_str!("../../../docs/features.md");

async fn load() -> aws_config::SdkConfig {
    aws_config::defaults(aws_config::BehaviorVersion::latest())
        .http_client(farrier_runtime::client::http::default_client())
        .load()
        .await
}

/// What `load` does is what the page says.
#[test]
fn the_page_has_this_recipe() {
    let recipe = PAGE.lines().skip_while(|line| !line.starts_with("async fn load()"));
    let recipe: Vec<_> = recipe.take_while(|line| !line.starts_with("```")).collect();
    let source: Vec<_> = include_str!("main.rs").lines().collect();
    assert_eq!(recipe.len(), 6, "{recipe:?}");
    assert!(source.windows(6).any(|lines| lines == recipe), "{recipe:?}");
}

#[tokio::test]
async fn credentials_and_region_of_the_environment() {
    let server = run(&[]).await;
    let requests = server.requests();
    let signature = requests[0].headers()["authorization"].to_str().expect("text").to_owned();
    assert!(signature.contains("Credential=AKIDENVIRONMENT/"), "{signature}");
    assert!(signature.contains("/eu-west-1/"), "{signature}");
}

/// So that a function which calls itself by way of a service is found out.
#[tokio::test]
async fn a_trace_id_in_lambda_alone() {
    let trace = ("_X_AMZN_TRACE_ID", "Root=1-5759e988;Parent=53995c3f;Sampled=1");
    let lambda = ("AWS_LAMBDA_FUNCTION_NAME", "f");
    for (environment, sent) in [(&[trace][..], None), (&[lambda], None), (&[trace, lambda], Some(trace.1))] {
        let server = run(environment).await;
        let headers = server.requests()[0].headers().clone();
        let header = headers.get("x-amzn-trace-id").map(|value| value.to_str().expect("text"));
        assert_eq!(header, sent, "{environment:?}");
    }
}

#[tokio::test]
async fn settings_of_compression() {
    let size = ("AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES", "1");
    let off = ("AWS_DISABLE_REQUEST_COMPRESSION", "true");
    for (environment, is_compressed) in [(&[][..], false), (&[size], true), (&[size, off], false)] {
        let server = run_program("a_program_that_compresses", environment).await;
        assert_eq!(server.request().headers().contains_key("content-encoding"), is_compressed, "{environment:?}");
    }
}

/// The server that the program below has called in this environment.
async fn run(environment: &[(&str, &str)]) -> Server {
    run_program("the_program", environment).await
}

async fn run_program(name: &str, environment: &[(&str, &str)]) -> Server {
    let server = Server::start([Answer::ok("{}")]).await;
    let program = std::env::current_exe().expect("the path of this program");
    let mut child = Command::new(program);
    child
        .args(["--exact", name, "--ignored"])
        .env_clear()
        .env("AWS_ACCESS_KEY_ID", "AKIDENVIRONMENT")
        .env("AWS_SECRET_ACCESS_KEY", "secret")
        .env("AWS_REGION", "eu-west-1")
        .env("AWS_ENDPOINT_URL", &server.url)
        .envs(environment.iter().copied());
    let child = tokio::task::spawn_blocking(move || child.output()).await.expect("no panic").expect("it starts");
    assert!(child.status.success(), "{}", String::from_utf8_lossy(&child.stdout));
    server
}

#[tokio::test]
#[ignore = "the program of another test, which gives it an environment"]
async fn the_program() {
    let client = Client::new(&load().await);
    invite(&client).send().await.expect("an answer");
}

#[tokio::test]
#[ignore = "another program of a test, whose body may be compressed"]
async fn a_program_that_compresses() {
    harbour::Client::new(&load().await).log().text("hello").send().await.expect("logged");
}
