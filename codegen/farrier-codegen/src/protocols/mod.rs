//! The protocols that clients are generated for. Each is a file: its trait, what it needs of the runtime, and the
//! traits that it, and not every protocol, acts on or leaves alone.

mod aws_json;
mod formats;
mod http_bindings;
mod protocol;
mod query;
mod rest_json;
mod rest_xml;
mod rpc_v2;
mod unbound;

use smithy_json_ast::Traits;

pub(crate) use protocol::{Listed, Protocol};

/// All of them. Of those that a service speaks, a client takes the first, unless it was asked for another. The order is
/// that of all AWS SDKs, which do not speak rpcv2Json: it is the last, so that a service with another one is spoken to
/// as the official crates do.
pub(crate) const ALL: [&Protocol; 8] = [
    &rpc_v2::RPC_V2_CBOR,
    &aws_json::AWS_JSON_1_0,
    &aws_json::AWS_JSON_1_1,
    &rest_json::REST_JSON_1,
    &rest_xml::REST_XML,
    &query::AWS_QUERY,
    &query::EC2_QUERY,
    &rpc_v2::RPC_V2_JSON,
];

/// Those that a service with these traits speaks, best first.
pub(crate) fn of(service: &Traits) -> impl Iterator<Item = &'static Protocol> {
    ALL.into_iter().filter(|protocol| service.has(protocol.id()))
}

/// The trait ids of the protocols that clients are generated for, best first.
pub fn supported_protocols() -> impl Iterator<Item = &'static str> {
    ALL.into_iter().map(Protocol::id)
}
