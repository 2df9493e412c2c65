//! restJson1 over a connection, by a client of `models/harbour.json`. What each message looks like is said by the tests
//! in that model.

mod bad_input;
mod calls;
mod events;
mod malformed;
mod secrets;
mod settings;
mod streams;
mod way_back;

use farrier_tests::client::once;
use farrier_tests::server::Server;
use harbour::Client;
use harbour::config::Builder;

/// A client of a server, which tries once.
fn client(server: &Server) -> Client {
    Client::from_conf(config(server).build())
}

fn config(server: &Server) -> Builder {
    once().endpoint_url(&server.url)
}
