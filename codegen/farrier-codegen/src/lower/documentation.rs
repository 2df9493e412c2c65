//! Texts of the model, as lines of Markdown.

use super::context::Context;
use crate::docs;
use crate::ir::Docs;
use smithy_json_ast::traits::{Deprecated, Documentation};
use smithy_json_ast::{Member, Traits};

pub(super) fn documentation(traits: &Traits) -> Docs {
    traits.read::<Documentation>().map(docs::lines).unwrap_or_default()
}

/// The message of `@deprecated`.
pub(super) fn deprecated(traits: &Traits) -> Option<String> {
    let message = traits.read::<Deprecated<'_>>()?.message.map(docs::lines).unwrap_or_default();
    Some(if message.is_empty() { "deprecated by the service".to_owned() } else { message.join("\n") })
}

/// The documentation of a member or, where it has none, of its target.
pub(super) fn member_text<'a>(cx: &Context<'a>, member: &'a Member) -> &'a str {
    let target = Some(cx.target(member)).filter(|shape| shape.id.namespace() != "smithy.api");
    let text = |traits: &'a Traits| traits.read::<Documentation>().filter(|text| !text.trim().is_empty());
    text(&member.traits).or_else(|| text(&target?.traits)).unwrap_or_default()
}
