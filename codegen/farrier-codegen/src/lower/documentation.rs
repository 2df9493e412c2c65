//! Texts of the model, as lines of Markdown.

use crate::docs;
use crate::ir::Docs;
use crate::select;
use smithy_json_ast::traits::{Deprecated, Documentation};
use smithy_json_ast::{Member, Model, Traits};

pub(super) fn documentation(traits: &Traits) -> Docs {
    traits.read::<Documentation>().map(docs::lines).unwrap_or_default()
}

/// The message of `@deprecated`.
pub(super) fn deprecated(traits: &Traits) -> Option<String> {
    let message = traits.read::<Deprecated<'_>>()?.message.map(docs::lines).unwrap_or_default();
    Some(if message.is_empty() { "deprecated by the service".to_owned() } else { message.join("\n") })
}

/// The documentation of a member or, where it has none, of its target.
pub(crate) fn member_text<'a>(model: &'a Model, member: &'a Member) -> &'a str {
    let target = Some(select::shape(model, &member.target)).filter(|shape| shape.id.namespace() != "smithy.api");
    let text = |traits: &'a Traits| traits.read::<Documentation>().filter(|text| !text.trim().is_empty());
    text(&member.traits).or_else(|| text(&target?.traits)).unwrap_or_default()
}
