//! Which members are boxed: one in every cycle of structures and unions that no list or map breaks.

use crate::lower::shape_facts::is_aggregate;
use crate::select::{self, Selection};
use smithy_json_ast::{Shape, ShapeId};
use std::collections::{BTreeMap, BTreeSet};

/// The ids of the members to box: of every remaining cycle the member that sorts first, until there is none.
/// The official crates choose the same way, so that types agree.
pub(crate) fn boxed(selection: &Selection<'_>) -> BTreeSet<ShapeId> {
    let mut edges = edges(selection);
    let mut boxed = BTreeSet::new();
    let mut reached = vec![None; edges.len()];
    for shape in 0..edges.len() {
        while let Some(cycle) = shortest_cycle(shape, &edges, &mut reached) {
            let Some((from, edge)) = cycle.into_iter().min_by_key(|(from, edge)| &edges[*from][*edge].member) else {
                break;
            };
            boxed.insert(edges[from].remove(edge).member);
        }
        // No cycle goes through it any more: nobody needs to look beyond it.
        edges[shape].clear();
    }
    boxed
}

/// A member that puts one structure or union directly inside another.
struct Edge {
    member: ShapeId,
    /// The index of the other.
    target: usize,
}

/// The edges from every structure and union, in the order of their ids.
fn edges(selection: &Selection<'_>) -> Vec<Vec<Edge>> {
    let used = selection.usage.keys().map(|id| select::shape(selection.model, id));
    let shapes: Vec<&Shape> = used.filter(|shape| is_aggregate(shape)).collect();
    let indices: BTreeMap<&ShapeId, usize> =
        shapes.iter().enumerate().map(|(index, shape)| (&shape.id, index)).collect();
    let direct = |shape: &&Shape| {
        let members = shape.members().iter();
        members
            .filter_map(|member| Some(Edge { member: member.id.clone(), target: *indices.get(&member.target)? }))
            .collect()
    };
    shapes.iter().map(direct).collect()
}

/// Where the search for a cycle came from: a shape and one of its edges. `None` for shapes that were not reached.
type Reached = [Option<(usize, usize)>];

/// The edges of the shortest cycle through a shape, each with the shape it is of. `reached` is empty before and after.
fn shortest_cycle(start: usize, edges: &[Vec<Edge>], reached: &mut Reached) -> Option<Vec<(usize, usize)>> {
    let mut queue = vec![start];
    let mut next = 0;
    while reached[start].is_none() && next < queue.len() {
        let shape = queue[next];
        next += 1;
        for (index, edge) in edges[shape].iter().enumerate() {
            if reached[edge.target].is_none() {
                reached[edge.target] = Some((shape, index));
                queue.push(edge.target);
            }
        }
    }
    let cycle = reached[start].map(|_| unwind(start, reached));
    queue.into_iter().for_each(|shape| reached[shape] = None);
    cycle
}

fn unwind(start: usize, reached: &Reached) -> Vec<(usize, usize)> {
    let mut cycle = Vec::new();
    let mut at = start;
    while let Some((from, edge)) = reached[at] {
        cycle.push((from, edge));
        at = from;
        if at == start {
            break;
        }
    }
    cycle
}
