//! The constants that hold constraints: which shapes need one, and what it is called.

use crate::names;
use crate::select::{self, Selection};
use smithy_json_ast::traits::{Length, Pattern, Range, UniqueItems};
use smithy_json_ast::{Shape, ShapeId, ShapeKind, Traits};
use std::collections::{BTreeMap, BTreeSet};

/// The constants with the constraints of the shapes that structures and unions are made of.
pub(in crate::lower) fn names(selection: &Selection<'_>) -> BTreeMap<ShapeId, String> {
    // That of the table which they are in.
    let mut taken = names::set(["CONSTRAINTS"]);
    let mut named = |id: ShapeId| {
        let name = names::unique(names::constant(id.name()), &mut taken);
        (id, name)
    };
    constrained(selection).into_iter().map(&mut named).collect()
}

/// The shapes of whose values there is something to check, but for what is checked for itself: the members of
/// structures, and being one of a string enum. Lists and maps are among them if what is inside is, however deep.
fn constrained(selection: &Selection<'_>) -> BTreeSet<ShapeId> {
    let is_enum = |shape: &Shape| matches!(shape.kind, ShapeKind::Enum(_));
    // The lists and maps that hold a shape.
    let mut around: BTreeMap<&ShapeId, Vec<&ShapeId>> = BTreeMap::new();
    let mut todo = Vec::new();
    for shape in selection.usage.keys().map(|id| select::shape(selection.model, id)) {
        let items = match &shape.kind {
            ShapeKind::Structure(_) | ShapeKind::Union(_) => continue,
            ShapeKind::List(element) => vec![element],
            ShapeKind::Map { key, value } => vec![key, value],
            _ => Vec::new(),
        };
        let is_int_enum = matches!(shape.kind, ShapeKind::IntEnum(_));
        if is_enum(shape)
            || is_int_enum
            || is_constrained(&shape.traits)
            || items.iter().any(|item| is_constrained(&item.traits))
        {
            todo.push(shape);
        }
        for item in items {
            around.entry(&item.target).or_default().push(&shape.id);
        }
    }
    let mut seen = BTreeSet::new();
    let mut constrained = BTreeSet::new();
    while let Some(shape) = todo.pop() {
        if seen.insert(&shape.id) {
            todo.extend(around.get(&shape.id).into_iter().flatten().map(|id| select::shape(selection.model, id)));
            constrained.extend((!is_enum(shape)).then(|| shape.id.clone()));
        }
    }
    constrained
}

fn is_constrained(traits: &Traits) -> bool {
    traits.is::<Length>() || traits.is::<Range<'_>>() || traits.is::<Pattern>() || traits.is::<UniqueItems>()
}
