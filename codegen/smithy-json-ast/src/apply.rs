//! `apply`: traits for shapes and members that are defined elsewhere.

use std::collections::BTreeMap;

use crate::draft::{Apply, Assembly, Draft};
use crate::suggest::did_you_mean;
use crate::{ShapeId, Traits, prelude};

/// Gives every applied trait to its shape or member. Traits for a member that a mixin will bring wait in
/// [`Draft::applied`], as they are stronger than the mixin's own.
pub(crate) fn apply_all(assembly: &mut Assembly<'_>) {
    let mut by_shape: BTreeMap<ShapeId, Vec<Apply>> = BTreeMap::new();
    for apply in std::mem::take(&mut assembly.applies) {
        by_shape.entry(apply.target.root()).or_default().push(apply);
    }
    for (id, applies) in by_shape {
        if assembly.unreadable.contains(&id) {
            continue;
        }
        match assembly.drafts.remove(&id) {
            Some(mut draft) => {
                apply_to(assembly, &mut draft, applies);
                assembly.drafts.insert(id, draft);
            }
            None => {
                for Apply { target, place, .. } in applies {
                    let (message, help) = if prelude::shapes().contains_key(&id) {
                        let message = format!("`{id}` is of the prelude, whose shapes take no traits");
                        (message, "define a shape of your own with these traits".to_owned())
                    } else {
                        let message = format!("there is no shape `{id}` to apply traits to");
                        (message, assembly.suggester.help(&id, assembly.drafts.keys()))
                    };
                    assembly.errors.report(&place, &target, message, help);
                }
            }
        }
    }
}

fn apply_to(assembly: &mut Assembly<'_>, draft: &mut Draft, applies: Vec<Apply>) {
    let mut positions = BTreeMap::new();
    for (index, member) in draft.members.iter().enumerate() {
        positions.insert(member.name.clone(), index);
    }
    for Apply { target, traits, place } in applies {
        match traits_of(draft, &positions, target.member()) {
            Some(into) => {
                if let [conflict, ..] = &into.merge(traits)[..] {
                    let message = format!("the trait `{conflict}` is applied again, with another value");
                    assembly.errors.report(&place, &target, message, "remove one of the two");
                }
            }
            None => {
                let name = target.member().unwrap_or_default();
                let message = format!("`{}` has no member `{name}` to apply traits to", draft.id);
                let names = positions.keys().map(String::as_str);
                let help = match assembly.suggester.closest(name, names) {
                    Some(close) => did_you_mean(draft.id.with_member(close)),
                    None => "add the member, or remove the `apply`".to_owned(),
                };
                assembly.errors.report(&place, &target, message, help);
            }
        }
    }
}

/// The traits of the shape itself, or of one of its members.
fn traits_of<'d>(
    draft: &'d mut Draft,
    positions: &BTreeMap<String, usize>,
    member: Option<&str>,
) -> Option<&'d mut Traits> {
    let Some(name) = member else { return Some(&mut draft.traits) };
    match positions.get(name) {
        Some(&index) => Some(&mut draft.members[index].traits),
        None if draft.mixins.is_empty() => None,
        None => Some(draft.applied.entry(name.to_owned()).or_default()),
    }
}
