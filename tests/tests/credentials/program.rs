//! What a program sees: credentials and settings, or why there are none, and all that is logged meanwhile.

use aws_credential_types::provider::ProvideCredentials;
use aws_types::sdk_config::{RequestChecksumCalculation, ResponseChecksumValidation};
use aws_types::service_config::ServiceConfigKey;
use farrier_credentials::{BehaviorVersion, SdkConfig};
use farrier_tests::log::Log;
use serde_json::{Value, json};
use std::error::Error;
use std::time::SystemTime;

/// Where the program writes what it found, secrets and all.
pub(crate) const FOUND: &str = "SCENARIO_FOUND";
/// Where the program writes what may be seen.
pub(crate) const SEEN: &str = "SCENARIO_SEEN";
/// What the program finds its configuration with.
pub(crate) const WAY: &str = "SCENARIO_WAY";
/// The profile that the program names itself.
pub(crate) const PROFILE: &str = "SCENARIO_PROFILE";
/// Where the program sends requests of its clients.
pub(crate) const ENDPOINT: &str = "SCENARIO_ENDPOINT";

pub(crate) async fn run() {
    let log = Log::start();
    let [profile, endpoint] = [PROFILE, ENDPOINT].map(|name| std::env::var(name).ok());
    let config = if std::env::var(WAY).is_ok_and(|way| way == "aws-config") {
        let loader = aws_config::defaults(BehaviorVersion::latest());
        let loader = loader.http_client(farrier_runtime::client::http::default_client());
        let loader = profile.into_iter().fold(loader, aws_config::ConfigLoader::profile_name);
        endpoint.into_iter().fold(loader, aws_config::ConfigLoader::endpoint_url).load().await
    } else {
        let loader = farrier_credentials::defaults(BehaviorVersion::latest());
        let loader = profile.into_iter().fold(loader, farrier_credentials::ConfigLoader::profile_name);
        endpoint.into_iter().fold(loader, farrier_credentials::ConfigLoader::endpoint_url).load().await
    };
    let provider = config.credentials_provider().expect("there is a chain");
    let result = provider.provide_credentials().await;
    let (found, error) = match &result {
        Ok(credentials) => (
            json!({
                "id": credentials.access_key_id(),
                "key": credentials.secret_access_key(),
                "token": credentials.session_token(),
                "account": credentials.account_id().map(|id| id.as_str()),
                "seconds": credentials.expiry().map(seconds_left),
            }),
            Value::Null,
        ),
        Err(error) => (Value::Null, text(error).into()),
    };
    let (calculation, validation) = (config.request_checksum_calculation(), config.response_checksum_validation());
    let settings = json!({
        "region": config.region().map(ToString::to_string),
        "fips": config.use_fips(),
        "dual_stack": config.use_dual_stack(),
        "endpoint_url": config.endpoint_url(),
        "attempts": config.retry_config().map(|retries| retries.max_attempts()),
        "new_retries": config.retry_config().is_some_and(|retries| retries.retry_spec().is_some()),
        "own_endpoint_url": of_service(&config, "AWS_ENDPOINT_URL", "endpoint_url"),
        "own_bearer_token": of_service(&config, "AWS_BEARER_TOKEN", ""),
        "calculates_what_is_required": calculation == Some(RequestChecksumCalculation::WhenRequired),
        "compares_what_is_required": validation == Some(ResponseChecksumValidation::WhenRequired),
        "app_name": config.app_name().map(ToString::to_string),
    });
    let found = json!({ "credentials": found, "error": error, "settings": settings });
    let seen = format!("{result:?}\n{config:?}\n{provider:?}\n{error}\n{}", log.text());
    for (variable, text) in [(FOUND, found.to_string()), (SEEN, seen)] {
        let path = std::env::var(variable).expect("the scenario sets it");
        std::fs::write(path, text).expect("a file that can be written");
    }
}

/// What a client of `My Service` finds.
fn of_service(config: &SdkConfig, variable: &str, key: &str) -> Option<String> {
    let key = ServiceConfigKey::builder().service_id("My Service").env(variable).profile(key).build();
    config.service_config()?.load_config(key.expect("all of a key"))
}

/// How long credentials are valid; whole minutes, since the clock goes on.
fn seconds_left(end: SystemTime) -> u64 {
    let left = end.duration_since(SystemTime::now()).unwrap_or_default().as_secs();
    left.next_multiple_of(60)
}

/// An error and all its causes, each said once.
fn text(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let more = error.to_string();
        if !text.contains(&more) {
            text = format!("{text}: {more}");
        }
        cause = error.source();
    }
    text
}
