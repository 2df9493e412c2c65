//! Which members are boxed: one in every cycle of structures and unions that no list or map breaks.

use crate::select::Selection;
use smithy_json_ast::{Member, Shape, ShapeId, ShapeKind};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// The ids of the members to box: of every remaining cycle the member that sorts first, until there is none.
/// The official crates choose the same way, so that types agree.
pub(crate) fn boxed(selection: &Selection<'_>) -> BTreeSet<ShapeId> {
    let edges = edges(selection);
    let mut boxed = BTreeSet::new();
    for shape in edges.keys() {
        while let Some(cycle) = shortest_cycle(shape, &edges, &boxed) {
            boxed.extend(cycle.into_iter().min());
        }
    }
    boxed
}

/// Members that put one structure or union directly inside another: (member id, target).
type Edges = BTreeMap<ShapeId, Vec<(ShapeId, ShapeId)>>;

fn edges(selection: &Selection<'_>) -> Edges {
    let aggregate = |id: &ShapeId| selection.model.shape(id).filter(|shape| is_aggregate(shape));
    let direct = |member: &Member| {
        aggregate(&member.target)
            .filter(|target| selection.usage.contains_key(&target.id))
            .map(|target| (member.id.clone(), target.id.clone()))
    };
    let all = selection.usage.keys().filter_map(aggregate);
    let edges: Edges =
        all.map(|shape| (shape.id.clone(), shape.members().iter().filter_map(direct).collect())).collect();
    edges
}

fn is_aggregate(shape: &Shape) -> bool {
    matches!(shape.kind, ShapeKind::Structure(_) | ShapeKind::Union(_))
}

/// The members of the shortest cycle through a shape that has no boxed member.
fn shortest_cycle(start: &ShapeId, edges: &Edges, boxed: &BTreeSet<ShapeId>) -> Option<Vec<ShapeId>> {
    let mut reached: BTreeMap<&ShapeId, (&ShapeId, &ShapeId)> = BTreeMap::new();
    let mut queue = VecDeque::from([start]);
    while let Some(shape) = queue.pop_front() {
        for (member, target) in edges.get(shape).into_iter().flatten().filter(|(member, _)| !boxed.contains(member)) {
            if !reached.contains_key(target) {
                reached.insert(target, (shape, member));
                queue.push_back(target);
            }
            if target == start {
                return Some(unwind(start, &reached));
            }
        }
    }
    None
}

fn unwind(start: &ShapeId, reached: &BTreeMap<&ShapeId, (&ShapeId, &ShapeId)>) -> Vec<ShapeId> {
    let mut cycle = Vec::new();
    let mut at = start;
    while let Some((from, member)) = reached.get(at) {
        cycle.push((*member).clone());
        at = from;
        if at == start {
            break;
        }
    }
    cycle
}
