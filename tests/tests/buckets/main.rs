//! What Amazon S3 needs of a client beyond its model, by a client of `customized_s3.json`. What requests look like is
//! said by the tests in that model.

mod answers;
mod bodies;
mod control;
mod events;
mod express;
mod paths;
mod rules;
mod secrets;
mod settings;
mod signing;
mod vendors;
mod waiters;

use buckets::Client;
use buckets::config::retry::{RetryConfig, RetryPartition};
use buckets::config::{BehaviorVersion, Builder, Config, Region};
use farrier_tests::client::credentials;
use farrier_tests::server::Server;
use std::time::Duration;

/// A client of a server, which tries twice.
fn client(server: &Server) -> Client {
    Client::from_conf(config(server).build())
}

fn config(server: &Server) -> Builder {
    anonymous(server).credentials_provider(credentials())
}

/// A configuration without credentials.
fn anonymous(server: &Server) -> Builder {
    let retries = RetryConfig::standard().with_max_attempts(2).with_initial_backoff(Duration::from_millis(1));
    Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("us-east-1"))
        .retry_config(retries)
        .retry_partition(RetryPartition::custom("one test").build())
        .endpoint_url(&server.url)
}
