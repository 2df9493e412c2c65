//! The protocols that clients are generated for. Each is a file: its trait, what it needs of the runtime, and the traits
//! that it, and not every protocol, acts on or leaves alone.

mod aws_json;
mod http_bindings;
mod protocol;
mod query;
mod rest_json;
mod rest_xml;

use smithy_json_ast::Traits;

pub(crate) use protocol::{Listed, Protocol};

/// All of them. Of those that a service speaks, a client takes the first: the order of all AWS SDKs, which is rpcv2Cbor,
/// awsJson1_0, awsJson1_1, restJson1, restXml, awsQuery, ec2Query.
pub(crate) const ALL: [&Protocol; 6] = [
    &aws_json::AWS_JSON_1_0,
    &aws_json::AWS_JSON_1_1,
    &rest_json::REST_JSON_1,
    &rest_xml::REST_XML,
    &query::AWS_QUERY,
    &query::EC2_QUERY,
];

/// The protocol for a service with these traits.
pub(crate) fn choose(service: &Traits) -> Option<&'static Protocol> {
    ALL.into_iter().find(|protocol| service.has(protocol.id()))
}

/// The trait ids of the protocols that clients are generated for, best first.
pub fn supported_protocols() -> impl Iterator<Item = &'static str> {
    ALL.into_iter().map(Protocol::id)
}
