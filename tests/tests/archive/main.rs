//! restXml over a connection, by a client of `models/archive.json`. What each message looks like is said by the tests
//! in that model.

mod calls;
mod events;
mod malformed;
mod secrets;
mod way_back;

use archive::Client;
use farrier_tests::client::once;
use farrier_tests::server::Server;

/// A client of a server, which tries once.
fn client(server: &Server) -> Client {
    let config = once().endpoint_url(&server.url);
    Client::from_conf(config.build())
}
