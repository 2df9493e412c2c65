//! Where requests go.

use aws_sdk_partnercentralaccount::Client;
use aws_sdk_partnercentralaccount::config::{BehaviorVersion, Builder, Config, Region};
use farrier_tests::client::{UriCapture, config, credentials, invite};
use serde_json::Value;

const MODEL: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../models/partnercentral-account.json");

fn endpoint_tests() -> Vec<Value> {
    let model = std::fs::read(MODEL).expect("the model");
    let model: Value = serde_json::from_slice(&model).expect("JSON");
    let shapes = model["shapes"].as_object().expect("shapes");
    let tests = shapes.values().map(|shape| &shape["traits"]["smithy.rules#endpointTests"]["testCases"]);
    tests.filter_map(Value::as_array).flatten().cloned().collect()
}

/// Where a call goes, or why it goes nowhere.
async fn destination(config: Builder) -> Result<String, String> {
    let capture = UriCapture::default();
    let client = Client::from_conf(config.http_client(capture.clone()).build());
    let sent = invite(&client).send().await;
    match (sent, capture.uris().as_slice()) {
        (Ok(_), [uri]) => Ok(uri.clone()),
        (Err(error), []) => Err(error.to_string()),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn the_endpoint_tests_of_the_model_pass() {
    let tests = endpoint_tests();
    assert_eq!(tests.len(), 9);
    for test in tests {
        let mut config =
            Config::builder().behavior_version(BehaviorVersion::latest()).credentials_provider(credentials());
        for (name, value) in test["params"].as_object().into_iter().flatten() {
            match (name.as_str(), value) {
                ("Region", Value::String(region)) => _ = config.set_region(Some(Region::new(region.clone()))),
                ("Endpoint", Value::String(url)) => _ = config.set_endpoint_url(Some(url.clone())),
                ("UseFIPS", Value::Bool(fips)) => _ = config.set_use_fips(Some(*fips)),
                other => panic!("{other:?}"),
            }
        }
        // A custom endpoint needs no region by the rules, but a signature does.
        if test["params"]["Region"].is_null() && test["params"]["Endpoint"].is_string() {
            config.set_region(Some(Region::new("us-east-1")));
        }
        match (destination(config).await, &test["expect"]) {
            (Ok(uri), expect) => {
                let url = expect["endpoint"]["url"].as_str().expect("a URL");
                assert_eq!(uri, format!("{url}/"), "{}", test["documentation"]);
            }
            (Err(error), expect) => {
                let expected = expect["error"].as_str().expect("an error");
                assert!(error.contains(expected), "{}: {error}", test["documentation"]);
            }
        }
    }
}

#[tokio::test]
async fn a_custom_endpoint_keeps_its_base_path() {
    for (url, uri) in [
        ("https://proxy.example/base", "https://proxy.example/base/"),
        ("https://proxy.example/base/", "https://proxy.example/base/"),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080/"),
    ] {
        assert_eq!(destination(config().endpoint_url(url)).await.as_deref(), Ok(uri));
    }
}

#[tokio::test]
async fn an_impossible_endpoint_is_said_before_anything_is_sent() {
    let region = config().region(Region::new("evil.example/"));
    let error = destination(region).await.expect_err("no host name");
    assert!(error.contains("invalid endpoint parameter `region`: must be a valid host label"), "{error}");
    let fips = config().endpoint_url("https://example.com").use_fips(true);
    let error = destination(fips).await.expect_err("ruled out");
    assert!(error.contains("Invalid Configuration: FIPS and custom endpoint are not supported"), "{error}");
    assert!(error.starts_with("CreateConnectionInvitation: ") && !error.contains('\n'), "{error}");
}

#[tokio::test]
async fn a_region_that_is_not_set_is_said_with_what_to_do() {
    let config = || Config::builder().behavior_version(BehaviorVersion::latest()).credentials_provider(credentials());
    for (config, why) in [
        (config(), "Invalid Configuration: Missing Region"),
        (config().endpoint_url("http://127.0.0.1:1"), "the request cannot be signed"),
    ] {
        let error = destination(config).await.expect_err("there is no region");
        assert!(error.contains(why), "{error}");
        let help = "no region is set: set `region(..)` of the configuration, or the environment variable AWS_REGION";
        assert!(error.contains(help) && !error.contains('\n'), "{error}");
    }
}
