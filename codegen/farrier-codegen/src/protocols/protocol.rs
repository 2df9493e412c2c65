//! What there is to say of a protocol.

use smithy_json_ast::Traits;
use smithy_json_ast::traits::Accessor;
use std::fmt;

/// A protocol.
pub(crate) struct Protocol {
    /// The trait by which a service says that it speaks the protocol.
    pub(crate) settings: Accessor,
    /// The Cargo feature of the runtime that has the protocol.
    pub(crate) feature: &'static str,
    /// The protocol in the runtime, for a service with these traits: the path of a static below `farrier_runtime`.
    pub(crate) runtime: fn(&Traits) -> &'static str,
    /// Whether its bodies are JSON, which alone can hold documents.
    pub(crate) is_json: bool,
    /// Whether a blob with `@streaming` is one as any other. Its specification says so; elsewhere such a blob is all of
    /// a body, or nothing that a client could send.
    pub(crate) ignores_byte_streams: bool,
    /// Whether its requests can hold maps.
    pub(crate) sends_maps: bool,
    /// Whether its requests hold numbers and booleans of structures that are the default. The specification wants it,
    /// and the protocol tests of JSON and CBOR ask for it. Services of XML and forms were built without: some refuse
    /// what is not of the variant at hand, so their requests are those of the official crates (`SerializerUtil` of
    /// smithy-rs).
    pub(crate) sends_defaults: bool,
    /// The traits that a client of this protocol acts on, besides those of all protocols, in lists that protocols
    /// share.
    pub(crate) implemented: &'static [&'static [Accessor]],
    /// The traits that change nothing a client of this protocol sends or reads.
    pub(crate) ignored: &'static [Listed],
}

/// Traits by their ids, with the reason why they are listed.
pub(crate) type Listed = (&'static str, &'static [&'static str]);

impl Protocol {
    /// The shape id of the protocol.
    pub(crate) fn id(&self) -> &'static str {
        self.settings.id
    }

    /// The id without its namespace.
    pub(crate) fn name(&self) -> &'static str {
        self.id().rsplit('#').next().unwrap_or_default()
    }

    /// The traits that a client of this protocol acts on, besides those of all protocols.
    pub(crate) fn implemented(&self) -> impl Iterator<Item = &Accessor> {
        self.implemented.iter().copied().flatten()
    }

    /// Whether a trait changes what a client of this protocol, and not of every one, sends or reads.
    pub(crate) fn heeds(&self, id: &str) -> bool {
        self.implemented().any(|accessor| accessor.id == id)
    }
}

impl fmt::Debug for Protocol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}
