//! How deep the types of a client nest. The compiler goes down there to see whether a value may be sent to another
//! thread, and gives up at the recursion limit of a crate.

use crate::graph;
use crate::select::{self, Selection};
use smithy_json_ast::traits::Sparse;
use smithy_json_ast::{Diagnostic, Shape, ShapeId, ShapeKind};
use std::collections::BTreeMap;

/// How deep the compiler goes in a crate that says nothing else.
const USUAL: usize = 128;

/// How deep it goes before it meets a type of the model, in futures that hold a value, and below the last.
const AROUND: usize = 30;

/// The highest that was compiled, of 2,000 structures in each other.
const MOST: usize = 4096;

/// The recursion limit that the crate of a client needs, and every crate that sends its values to another thread;
/// `None` if that is the usual one.
pub(crate) fn recursion_limit(selection: &Selection<'_>) -> Option<usize> {
    let needed = deepest(selection) + AROUND;
    (needed > USUAL).then(|| needed.next_power_of_two())
}

/// Refuses what no compiler would compile.
pub(crate) fn check(selection: &Selection<'_>) -> Result<(), Vec<Diagnostic>> {
    let Some(limit) = recursion_limit(selection).filter(|limit| *limit > MOST) else { return Ok(()) };
    let message =
        format!("types of the client would nest so deep that it needs a recursion limit of {limit}, more than {MOST}");
    let help = "generate fewer operations, or let structures hold each other less deep".to_owned();
    Err(vec![selection.problem(Some(selection.service), message, Some(help))])
}

/// The steps of the compiler along the longest way into a shape, or more: where shapes hold each other, no way is taken
/// to be longer than through all of them, since a type that holds itself is not entered again.
fn deepest(selection: &Selection<'_>) -> usize {
    let shapes: Vec<&Shape> = selection.usage.keys().map(|id| select::shape(selection.model, id)).collect();
    let numbers: BTreeMap<&ShapeId, usize> = selection.usage.keys().zip(0..).collect();
    let targets = shapes.iter().map(|shape| select::targets(shape).map(|id| numbers[id]).collect());
    let targets: Vec<Vec<usize>> = targets.collect();
    // The steps down from each shape. Those of its own component count for nothing until all of them are known.
    let mut depths = vec![0; shapes.len()];
    for component in graph::components(&targets) {
        let below = component.iter().flat_map(|shape| &targets[*shape]).map(|target| depths[*target]).max();
        let in_cycle = component.len() > 1;
        let own: usize = component.iter().map(|shape| steps(shapes[*shape], in_cycle)).sum();
        component.into_iter().for_each(|shape| depths[shape] = below.unwrap_or(0) + own);
    }
    depths.into_iter().max().unwrap_or(0)
}

/// From what holds a value to what the value holds.
fn steps(shape: &Shape, in_cycle: bool) -> usize {
    let items = usize::from(shape.traits.is::<Sparse>());
    match &shape.kind {
        // `Option`, and the type itself; two for a `Box`.
        ShapeKind::Structure(_) | ShapeKind::Union(_) => 2 + 2 * usize::from(in_cycle),
        // `Vec`, and what it is made of; `Option` for items that may be null.
        ShapeKind::List { .. } => 3 + items,
        // `HashMap`, and what it is made of.
        ShapeKind::Map { .. } => 5 + items,
        _ => 0,
    }
}
