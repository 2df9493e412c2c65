//! What members are called in the bodies of HTTP bindings.

use super::bindings;
use crate::lower::context::{Context, Role};
use smithy_json_ast::traits::{Http, JsonName, Trait, XmlAttribute, XmlName};
use smithy_json_ast::{Member, Shape, ShapeKind};
use std::collections::BTreeMap;

/// Notes members of a body that are called the same in it: both would be written, and one read. In forms that may be
/// meant so: Amazon SQS has a new name of a member beside its former one.
pub(in crate::lower) fn check(cx: &Context<'_>, shape: &Shape) {
    if !matches!(shape.kind, ShapeKind::Structure(_) | ShapeKind::Union(_)) {
        return;
    }
    let Some(id) = [JsonName::ID, XmlName::ID].into_iter().find(|id| cx.heeds(id) && cx.heeds(Http::ID)) else {
        return;
    };
    let is_in_body = |member: &&Member| {
        [Role::Input, Role::Other].into_iter().all(|role| bindings::of(cx, shape, role, member).next().is_none())
    };
    let mut taken: BTreeMap<(bool, &str), &str> = BTreeMap::new();
    for member in shape.members().iter().filter(is_in_body) {
        let own = member.traits.get(id).and_then(|name| name.as_str());
        let is_attribute = cx.heeds(XmlAttribute::ID) && member.traits.is::<XmlAttribute>();
        let name = own.unwrap_or(&member.name);
        if let Some(other) = taken.insert((is_attribute, name), &member.name) {
            let message = format!("the member `{other}` is called `{name}` in the body already");
            let help = Some(format!("give one of them another name with `{id}`"));
            cx.problem(member, message, help);
        }
    }
}
