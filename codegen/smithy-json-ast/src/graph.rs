//! Walks along references of shapes, without recursion: models may nest as deep as they like.

use std::collections::BTreeMap;
use std::slice;

use crate::ShapeId;
use crate::draft::{Assembly, Draft};

/// Shapes that lead to each other in a circle: the first of them, and how many there are.
pub(crate) struct Cycle {
    shapes: Vec<ShapeId>,
    length: usize,
}

/// How many shapes of a cycle an error names.
const NAMED: usize = 8;

/// A shape and those it leads to.
pub(crate) type Edges<'a> = (&'a ShapeId, &'a [ShapeId]);

/// Visits all shapes that `edges` knows. Gives them in an order where each follows those it leads to, and
/// the cycles there are.
pub(crate) fn depth_first<'a>(
    starts: impl Iterator<Item = &'a ShapeId>,
    edges: &dyn Fn(&ShapeId) -> Option<Edges<'a>>,
) -> (Vec<ShapeId>, Vec<Cycle>) {
    let mut order = Vec::new();
    let mut cycles = Vec::new();
    // Where a shape is on the way; nowhere any more, if it is done.
    let mut depth_of: BTreeMap<&ShapeId, Option<usize>> = BTreeMap::new();
    for start in starts {
        // The way from `start`: each shape with those it leads to that are still to be visited.
        let mut way: Vec<(&ShapeId, slice::Iter<'_, ShapeId>)> = Vec::new();
        let mut next = edges(start);
        loop {
            if let Some((id, leads_to)) = next.take() {
                match depth_of.get(id) {
                    None => {
                        depth_of.insert(id, Some(way.len()));
                        way.push((id, leads_to.iter()));
                    }
                    Some(None) => {}
                    Some(&Some(depth)) => {
                        let shapes = way[depth..].iter().take(NAMED).map(|(id, _)| (*id).clone()).collect();
                        cycles.push(Cycle { shapes, length: way.len() - depth });
                    }
                }
            }
            let Some((id, leads_to)) = way.last_mut() else {
                break;
            };
            match leads_to.next() {
                Some(id) => next = edges(id),
                None => {
                    depth_of.insert(id, None);
                    order.push((*id).clone());
                    way.pop();
                }
            }
        }
    }
    (order, cycles)
}

/// Reports cycles; `relation` is what the shapes are to each other, `help` what to do about it.
pub(crate) fn report_cycles(assembly: &mut Assembly<'_>, cycles: Vec<Cycle>, relation: &str, help: &str) {
    for Cycle { shapes, length } in cycles {
        let Some(first) = shapes.first() else {
            continue;
        };
        let Some(place) = assembly.drafts.get(first).map(Draft::place) else {
            continue;
        };
        let mut names: Vec<&str> = shapes.iter().map(ShapeId::as_str).collect();
        if names.len() < length {
            names.push("...");
        }
        let message = format!("`{first}` is a {relation} of itself: {} -> {first}", names.join(" -> "));
        assembly.errors.report(&place, first, message, help);
    }
}
