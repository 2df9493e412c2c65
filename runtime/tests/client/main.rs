//! Calls of a small hand-written service against a server on this machine.
#![cfg(feature = "client")]

mod account;
mod adapter;
mod auth_token;
mod calls;
mod customizations;
mod extremes;
mod left_out;
mod server;
mod service;
mod traits;

use aws_types::{SdkConfig, sdk_config};
use farrier_runtime::client::Handle;
use farrier_runtime::config::retry::RetryConfig;
use farrier_runtime::config::{BehaviorVersion, Builder, Config, Credentials, Region, SharedCredentialsProvider};
use service::{InviteInput, SERVICE};
use std::time::Duration;

const OK: &str = "HTTP/1.1 200 OK\r\nx-amzn-requestid: r-1\r\n\r\n{\"Id\":\"i-1\"}";

fn config(url: &str) -> Builder {
    anonymous(url).credentials_provider(credentials())
}

/// A configuration without credentials.
fn anonymous(url: &str) -> Builder {
    let fast = RetryConfig::standard().with_initial_backoff(Duration::from_millis(1));
    Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("us-east-1"))
        .endpoint_url(url)
        .retry_config(fast)
}

/// What clients of several services share.
fn shared() -> sdk_config::Builder {
    SdkConfig::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("us-east-1"))
        .credentials_provider(SharedCredentialsProvider::new(credentials()))
}

fn credentials() -> Credentials {
    Credentials::new("AKID", "secret", None, None, "test")
}

fn client(url: &str) -> Handle {
    Handle::new(&SERVICE, config(url).build())
}

fn input() -> InviteInput {
    InviteInput { catalog: Some("AWS".to_owned()), ..InviteInput::default() }
}
