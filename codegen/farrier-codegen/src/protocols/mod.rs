//! The protocols that clients are generated for. Each is a file: its trait, what it needs of the runtime, and the traits
//! that it, and not every protocol, acts on or leaves alone.

mod aws_json;

use crate::trait_support::Ignored;
use smithy_json_ast::Traits;
use smithy_json_ast::traits::Accessor;
use std::fmt;

/// A protocol.
pub(crate) struct Protocol {
    /// The trait by which a service says that it speaks the protocol.
    pub(crate) settings: Accessor,
    /// The Cargo feature of the runtime that has the protocol.
    pub(crate) feature: &'static str,
    /// The protocol in the runtime: the path of a static below `farrier_runtime`.
    pub(crate) runtime: &'static str,
    /// The traits that a client of this protocol acts on, besides those of all protocols.
    pub(crate) implemented: &'static [Accessor],
    /// The traits that change nothing a client of this protocol sends or reads.
    pub(crate) ignored: &'static [Ignored],
}

/// All of them. Of those that a service speaks, a client takes the first: the order of all AWS SDKs, which is rpcv2Cbor,
/// awsJson1_0, awsJson1_1, restJson1, restXml, awsQuery, ec2Query.
pub(crate) const ALL: [&Protocol; 2] = [&aws_json::AWS_JSON_1_0, &aws_json::AWS_JSON_1_1];

impl Protocol {
    /// The shape id of the protocol.
    pub(crate) fn id(&self) -> &'static str {
        self.settings.id
    }
}

impl fmt::Debug for Protocol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

/// The protocol for a service with these traits.
pub(crate) fn choose(service: &Traits) -> Option<&'static Protocol> {
    ALL.into_iter().find(|protocol| service.has(protocol.id()))
}

/// The trait ids of the protocols that clients are generated for, best first.
pub fn supported_protocols() -> impl Iterator<Item = &'static str> {
    ALL.into_iter().map(Protocol::id)
}
