//! Which rules of a service count.

use serde_json::Value;
use smithy_json_ast::traits::{EndpointBdd, EndpointRuleSet, Trait};

/// The endpoint rules that a service publishes.
#[derive(Clone, Copy, Debug)]
pub(crate) enum PublishedRules<'a> {
    /// `smithy.rules#endpointRuleSet`.
    Tree(&'a Value),
    /// `smithy.rules#endpointBdd`.
    Diagram(&'a Value),
}

impl<'a> PublishedRules<'a> {
    /// A tree counts before a diagram.
    pub(crate) fn of(tree: Option<&'a Value>, diagram: Option<&'a Value>) -> Option<Self> {
        tree.map(Self::Tree).or(diagram.map(Self::Diagram))
    }

    /// The trait that they are the value of.
    pub(crate) fn trait_id(self) -> &'static str {
        match self {
            Self::Tree(_) => EndpointRuleSet::ID,
            Self::Diagram(_) => EndpointBdd::ID,
        }
    }
}
