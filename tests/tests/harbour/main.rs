//! restJson1 over a connection, by a client of `models/harbour.json`. What each message looks like is said by the tests in
//! that model.

mod bad_input;
mod calls;
mod events;
mod malformed;
mod secrets;
mod settings;
mod streams;
mod way_back;

use farrier_tests::client::credentials;
use farrier_tests::server::Server;
use harbour::Client;
use harbour::config::retry::RetryConfig;
use harbour::config::{BehaviorVersion, Builder, Config, Region};

/// A client of a server, which tries once.
fn client(server: &Server) -> Client {
    Client::from_conf(config(server).build())
}

fn config(server: &Server) -> Builder {
    Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("us-east-1"))
        .credentials_provider(credentials())
        .retry_config(RetryConfig::disabled())
        .endpoint_url(&server.url)
}
