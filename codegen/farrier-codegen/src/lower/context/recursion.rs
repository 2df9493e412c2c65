//! Which members are boxed: one in every cycle of structures and unions that no list or map breaks.

use crate::graph;
use crate::lower::shape_facts::is_aggregate;
use crate::select::{self, Selection};
use smithy_json_ast::{Shape, ShapeId};
use std::collections::{BTreeMap, BTreeSet};

/// The ids of the members to box: of every remaining cycle the member that sorts first, until there is none.
/// The official crates choose the same way, so that types agree.
pub(crate) fn boxed(selection: &Selection<'_>) -> BTreeSet<ShapeId> {
    let mut edges = Edges::of(selection);
    let mut boxed = BTreeSet::new();
    let mut reached = vec![None; edges.from.len()];
    for shape in 0..edges.from.len() {
        while let Some(cycle) = shortest_cycle(shape, &edges.from, &mut reached) {
            let member = |(from, edge): &(usize, usize)| &edges.from[*from][*edge].member;
            let Some((from, edge)) = cycle.into_iter().min_by_key(member) else { break };
            boxed.insert(edges.remove(from, edge));
        }
        // No cycle goes through it any more: nobody needs to look beyond it.
        edges.clear(shape);
    }
    boxed
}

/// A member that puts one structure or union directly inside another.
struct Edge {
    member: ShapeId,
    /// The index of the other.
    target: usize,
}

/// Those edges that cycles may go through. Others are left out at once, or a search would follow them from every shape.
struct Edges {
    /// From every structure and union, in the order of their ids.
    from: Vec<Vec<Edge>>,
    /// How many there are to each.
    to: Vec<usize>,
}

impl Edges {
    /// Those inside of a strongly connected component.
    fn of(selection: &Selection<'_>) -> Self {
        let mut from = all_edges(selection);
        let targets: Vec<Vec<usize>> =
            from.iter().map(|edges| edges.iter().map(|edge| edge.target).collect()).collect();
        let mut component = vec![0; from.len()];
        for (number, shapes) in graph::components(&targets).into_iter().enumerate() {
            shapes.into_iter().for_each(|shape| component[shape] = number);
        }
        let mut to = vec![0; from.len()];
        for (shape, edges) in from.iter_mut().enumerate() {
            edges.retain(|edge| component[edge.target] == component[shape]);
            edges.iter().for_each(|edge| to[edge.target] += 1);
        }
        Self { from, to }
    }

    fn remove(&mut self, from: usize, edge: usize) -> ShapeId {
        let Edge { member, target } = self.from[from].remove(edge);
        self.leads_no_more_to(target);
        member
    }

    fn clear(&mut self, shape: usize) {
        for edge in std::mem::take(&mut self.from[shape]) {
            self.leads_no_more_to(edge.target);
        }
    }

    /// An edge less. A shape that no edge leads to is in no cycle, nor are its own edges.
    fn leads_no_more_to(&mut self, target: usize) {
        let mut todo = vec![target];
        while let Some(shape) = todo.pop() {
            self.to[shape] -= 1;
            if self.to[shape] == 0 {
                todo.extend(std::mem::take(&mut self.from[shape]).into_iter().map(|edge| edge.target));
            }
        }
    }
}

/// The edges from every structure and union, in the order of their ids.
fn all_edges(selection: &Selection<'_>) -> Vec<Vec<Edge>> {
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
