//! How deep the types of a client nest. The compiler goes down there to see whether a value may be sent to another thread, and
//! gives up at the recursion limit of a crate.

use crate::select::{self, Selection};
use smithy_json_ast::{Diagnostic, Shape, ShapeId, ShapeKind};
use std::collections::BTreeMap;

/// How deep the compiler goes in a crate that says nothing else.
const USUAL: usize = 128;

/// How deep it goes before it meets a type of the model, in futures that hold a value, and below the last.
const AROUND: usize = 30;

/// The highest that was compiled, of 2,000 structures in each other.
const MOST: usize = 4096;

/// The recursion limit that the crate of a client needs, and every crate that sends its values to another thread; `None` if that
/// is the usual one.
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
    Err(vec![Diagnostic {
        file: selection.file(selection.service.span),
        ..select::problem(selection.request, Some(selection.service), message, Some(help))
    }])
}

/// The steps of the compiler along the longest way into a shape. A type that holds itself is not entered again.
fn deepest(selection: &Selection<'_>) -> usize {
    let shape = |id: &ShapeId| select::shape(selection.model, id);
    // The steps down from a shape; none while it is on the way that is gone at present.
    let mut known: BTreeMap<&ShapeId, Option<usize>> = BTreeMap::new();
    for start in selection.usage.keys() {
        // The way from `start`: each shape, what it holds that was not looked at, and the steps of the deepest that was.
        let mut way = Vec::new();
        if !known.contains_key(start) {
            known.insert(start, None);
            way.push((start, select::targets(shape(start)), 0));
        }
        while let Some((id, rest, below)) = way.last_mut() {
            match rest.next() {
                Some(next) => match known.get(next) {
                    Some(steps) => *below = (*below).max(steps.unwrap_or(0)),
                    None => {
                        known.insert(next, None);
                        way.push((next, select::targets(shape(next)), 0));
                    }
                },
                None => {
                    let steps = *below + steps(shape(id));
                    known.insert(id, Some(steps));
                    way.pop();
                    if let Some((_, _, below)) = way.last_mut() {
                        *below = (*below).max(steps);
                    }
                }
            }
        }
    }
    known.into_values().flatten().max().unwrap_or(0)
}

/// From what holds a value to what the value holds.
fn steps(shape: &Shape) -> usize {
    match &shape.kind {
        // `Option`, and the type itself, maybe in a `Box`.
        ShapeKind::Structure(_) | ShapeKind::Union(_) => 2,
        // `Vec`, and what it is made of.
        ShapeKind::List { .. } => 3,
        // `HashMap`, and what it is made of.
        ShapeKind::Map { .. } => 5,
        _ => 0,
    }
}
