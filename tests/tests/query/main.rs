//! awsQuery and ec2Query over a connection, by clients of `models/depot.json` and `models/yard.json`. What each message
//! looks like is said by the tests in these models.

mod calls;
mod malformed;
mod secrets;
mod waiters;
mod way_back;

use depot::config::Config;
use farrier_tests::client::once;
use farrier_tests::server::Server;

/// Configures a client of a server, which tries once. All clients have the same configuration.
fn config(server: &Server) -> Config {
    let config = once().endpoint_url(&server.url);
    config.build()
}

/// A client that speaks awsQuery.
fn client(server: &Server) -> depot::Client {
    depot::Client::from_conf(config(server))
}
