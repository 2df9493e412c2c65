//! Where a call goes by the endpoint URLs of environment and profile, each in a process of its own.

use aws_config::BehaviorVersion;
use aws_sdk_partnercentralaccount::Client;
use farrier_tests::client::{UriCapture, invite};
use std::process::Command;

/// A variable for all services and one for this one, a profile for all and its section for this one.
const ALL: (&str, &str) = ("AWS_ENDPOINT_URL", "http://all.test");
const OWN: (&str, &str) = ("AWS_ENDPOINT_URL_PARTNERCENTRAL_ACCOUNT", "https://own.test:8443/base");
const PROFILE: &str = "[default]\nendpoint_url = http://profile.test\n";
const SECTION: &str = "[default]\nservices = mine\nendpoint_url = http://profile.test\n[services mine]\n\
                       partnercentral-account =\n  endpoint_url = http://section.test\n";
const IGNORE: (&str, &str) = ("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true");

#[test]
fn endpoint_urls_of_environment_and_profile() {
    let usual = "https://partnercentral-account.us-east-1.api.aws/";
    let ignoring = [PROFILE, "ignore_configured_endpoint_urls = true\n"].concat();
    for (environment, profile, expected) in [
        (&[][..], "", usual),
        (&[ALL], "", "http://all.test/"),
        (&[ALL, OWN], "", "https://own.test:8443/base/"),
        (&[], PROFILE, "http://profile.test/"),
        (&[ALL], PROFILE, "http://all.test/"),
        (&[], SECTION, "http://section.test/"),
        (&[ALL], SECTION, "http://all.test/"),
        (&[OWN], SECTION, "https://own.test:8443/base/"),
        (&[ALL, OWN, IGNORE], SECTION, usual),
        (&[ALL, OWN], &ignoring, usual),
        (&[("AWS_ENDPOINT_URL", "http://me:secret@all.test")], "", "http://all.test/"),
        (&[("AWS_ENDPOINT_URL", "localhost:4566")], "", "the endpoint URL `localhost:4566` has no scheme"),
        (&[("AWS_ENDPOINT_URL", "http://host?a=b")], "", "the endpoint URL `http://host?a=b` has a query"),
    ] {
        let said = destination(environment, profile);
        assert!(said.contains(&format!("-> {expected}")), "{environment:?} {profile}: {said}");
    }
}

/// What the program below says.
fn destination(environment: &[(&str, &str)], profile: &str) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("config");
    std::fs::write(&file, profile).expect("a file");
    let mut program = Command::new(std::env::current_exe().expect("the path of this program"));
    program
        .args(["--exact", "endpoints::the_program", "--ignored", "--nocapture"])
        .env_clear()
        .env("AWS_ACCESS_KEY_ID", "AKIDENVIRONMENT")
        .env("AWS_SECRET_ACCESS_KEY", "secret")
        .env("AWS_REGION", "us-east-1")
        .env("AWS_CONFIG_FILE", &file)
        .envs(environment.iter().copied());
    String::from_utf8_lossy(&program.output().expect("it starts").stdout).into_owned()
}

#[tokio::test]
#[ignore = "the program of another test, which gives it an environment"]
async fn the_program() {
    let capture = UriCapture::default();
    let config = aws_config::defaults(BehaviorVersion::latest()).http_client(capture.clone()).load().await;
    match invite(&Client::new(&config)).send().await {
        Ok(_) => println!("-> {}", capture.uris().join(", ")),
        Err(error) => println!("{}", error.to_string().replace("the endpoint URL", "-> the endpoint URL")),
    }
}
