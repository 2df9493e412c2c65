//! Requests that are signed and not sent: clients of services that have such, and a service that looks at signatures.

mod calls;
mod parts;
mod polly;
mod secrets;
mod service;
mod sigv4a;

use chest::Client;
use chest::config::Builder;
use chest::presigning::{PresignedRequest, PresigningConfig};
use farrier_tests::client::UriCapture;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// 2024-08-26T22:00:00Z
const START: Duration = Duration::from_secs(1_724_709_600);

/// Credentials of nobody, in us-east-1, and an HTTP client that sends nothing.
fn settings() -> Builder {
    farrier_tests::client::settings().http_client(UriCapture::default())
}

fn client() -> Client {
    Client::from_conf(settings().build())
}

fn start() -> SystemTime {
    UNIX_EPOCH + START
}

/// Good for ten minutes from [`START`] on.
fn ten_minutes() -> PresigningConfig {
    PresigningConfig::builder().start_time(start()).expires_in(Duration::from_secs(600)).build().expect("short")
}

/// The parameters of the query as they stand there.
fn query(uri: &str) -> Vec<(&str, &str)> {
    let (_, query) = uri.split_once('?').expect("a query");
    query.split('&').map(|param| param.split_once('=').unwrap_or((param, ""))).collect()
}

/// The value of a parameter.
fn param<'a>(request: &'a PresignedRequest, name: &str) -> &'a str {
    query(request.uri()).into_iter().find(|(key, _)| *key == name).unwrap_or_else(|| panic!("no {name}")).1
}

fn headers(request: &PresignedRequest) -> Vec<(&str, &str)> {
    let mut headers: Vec<_> = request.headers().collect();
    headers.sort_unstable();
    headers
}
