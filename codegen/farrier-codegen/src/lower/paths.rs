//! Where types are: the path below `crate::types` of each.

use super::context::UNIT;
use crate::names;
use crate::select::Selection;
use smithy_json_ast::traits::Error;
use smithy_json_ast::{ShapeId, ShapeKind};
use std::collections::{BTreeMap, BTreeSet};

/// Gives every aggregate and enum its name. Errors live in a module of their own.
pub(super) fn paths(selection: &Selection<'_>) -> BTreeMap<ShapeId, String> {
    let rename = match &selection.service.kind {
        ShapeKind::Service(service) => &service.rename,
        _ => return BTreeMap::new(),
    };
    // `Unhandled` is the variant of the error enums that is always there.
    let (mut types, mut errors) = (BTreeSet::new(), names::set(["Unhandled"]));
    let only_io = only_io(selection);
    let mut paths = BTreeMap::new();
    for shape in selection.usage.keys().filter_map(|id| selection.model.shape(id)) {
        let name = names::type_name(rename.get(&shape.id).map_or(shape.id.name(), String::as_str));
        match &shape.kind {
            ShapeKind::Structure(_) if shape.traits.is::<Error>() => {
                paths.insert(shape.id.clone(), format!("error::{}", names::unique(name, &mut errors)));
            }
            _ if shape.id.as_str() == UNIT => {}
            ShapeKind::Structure(_) | ShapeKind::Union(_) | ShapeKind::Enum(_) if !only_io.contains(&shape.id) => {
                paths.insert(shape.id.clone(), names::unique(name, &mut types));
            }
            _ => {}
        }
    }
    paths
}

/// The structures that are only ever the input or output of operations, which name them themselves.
fn only_io<'a>(selection: &Selection<'a>) -> BTreeSet<&'a ShapeId> {
    let bindings = selection.operations.iter().filter_map(|operation| match &operation.kind {
        ShapeKind::Operation(bindings) => Some(bindings),
        _ => None,
    });
    let mut roots: BTreeSet<&ShapeId> =
        bindings.flat_map(|bindings| bindings.input.iter().chain(&bindings.output)).collect();
    for shape in selection.usage.keys().filter_map(|id| selection.model.shape(id)) {
        for member in shape.all_members() {
            roots.remove(&member.target);
        }
    }
    roots
}
