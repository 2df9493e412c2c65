//! Texts of the model, as lines of Markdown.

use crate::docs;
use crate::ir::Docs;
use smithy_json_ast::Traits;
use smithy_json_ast::traits::{Deprecated, Documentation};

pub(super) fn documentation(traits: &Traits) -> Docs {
    traits.read::<Documentation>().map(docs::lines).unwrap_or_default()
}

/// The message of `@deprecated`.
pub(super) fn deprecated(traits: &Traits) -> Option<String> {
    let message = traits.read::<Deprecated<'_>>()?.message.map(docs::lines).unwrap_or_default();
    Some(if message.is_empty() { "deprecated by the service".to_owned() } else { message.join("\n") })
}
