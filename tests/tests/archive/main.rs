//! restXml over a connection, by a client of `models/archive.json`. What each message looks like is said by the tests in that
//! model.

mod events;
mod malformed;
mod secrets;
mod way_back;

use archive::Client;
use archive::config::retry::RetryConfig;
use archive::config::{BehaviorVersion, Config, Region};
use farrier_tests::client::credentials;
use farrier_tests::server::Server;

/// A client of a server, which tries once.
fn client(server: &Server) -> Client {
    let config = Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("us-east-1"))
        .credentials_provider(credentials())
        .retry_config(RetryConfig::disabled())
        .endpoint_url(&server.url);
    Client::from_conf(config.build())
}
