//! Shapes that no value has, because it would have no end.

use std::collections::BTreeMap;

use crate::ShapeId;
use crate::draft::{Assembly, Draft};
use crate::graph::{depth_first, report_cycles};
use crate::shape::Member;
use crate::traits::Required;

/// Reports structures and unions that are [required of
/// themselves](https://smithy.io/2.0/spec/aggregate-types.html#recursive-shape-definitions).
pub(crate) fn check_recursion(assembly: &mut Assembly<'_>) {
    let endless = endless(&assembly.drafts);
    let edges = |id: &ShapeId| endless.get_key_value(id).map(|(id, next)| (*id, &next[..]));
    let (_, cycles) = depth_first(endless.keys().copied(), &edges);
    drop(endless);
    let help = "let a member of the cycle be optional, or hold a list or map";
    report_cycles(assembly, cycles, "required part", help);
}

/// The shapes whose values have no end, each with one that it needs and that has none either.
fn endless(drafts: &BTreeMap<ShapeId, Draft>) -> BTreeMap<&ShapeId, [ShapeId; 1]> {
    // Of how many members a shape needs values first, and the shapes that need values of one.
    let mut lacks: BTreeMap<&ShapeId, usize> = BTreeMap::new();
    let mut users: BTreeMap<&ShapeId, Vec<&ShapeId>> = BTreeMap::new();
    for draft in drafts.values() {
        let needed = needed(draft, drafts);
        if let Some(most) = needed.len().checked_sub(1) {
            lacks.insert(&draft.id, if draft.type_name == "union" { 1 } else { most + 1 });
        }
        needed.iter().for_each(|member| users.entry(&member.target).or_default().push(&draft.id));
    }
    let mut ended: Vec<&ShapeId> = users.keys().copied().filter(|id| !lacks.contains_key(id)).collect();
    while let Some(id) = ended.pop() {
        for user in users.get(id).into_iter().flatten() {
            if let Some(count) = lacks.get_mut(user).filter(|count| **count > 0) {
                *count -= 1;
                ended.extend((*count == 0).then_some(*user));
            }
        }
    }
    let is_endless = |id: &ShapeId| lacks.get(id).is_some_and(|count| *count > 0);
    let with_next = |draft| {
        let next = needed(draft, drafts).into_iter().map(|member| &member.target).find(|id| is_endless(id));
        next.map(|next| (&draft.id, [next.clone()]))
    };
    drafts.values().filter(|draft| is_endless(&draft.id)).filter_map(with_next).collect()
}

/// The members of a structure that have to have values, or those of a union of which one has to; without those that can
/// have one whatever is the matter with others.
fn needed<'d>(draft: &'d Draft, drafts: &BTreeMap<ShapeId, Draft>) -> Vec<&'d Member> {
    let is_part = |member: &&Member| {
        drafts.get(&member.target).is_some_and(|target| matches!(target.type_name, "structure" | "union"))
    };
    match draft.type_name {
        "structure" => draft.members.iter().filter(|it| it.traits.is::<Required>()).filter(is_part).collect(),
        "union" if draft.members.iter().all(|member| is_part(&member)) => draft.members.iter().collect(),
        _ => Vec::new(),
    }
}
