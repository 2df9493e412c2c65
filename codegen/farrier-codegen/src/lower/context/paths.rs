//! Where types are: the path below `crate::types` of each.

use crate::lower::shape_facts::{is_error, is_stream};
use crate::names;
use crate::select::{self, Selection};
use smithy_json_ast::{ShapeId, ShapeKind, UNIT};
use std::collections::{BTreeMap, BTreeSet};

/// What the paths of errors begin with.
pub(in crate::lower) const ERROR: &str = "error::";

/// Gives every aggregate and enum its name. Errors live in a module of their own.
pub(in crate::lower) fn paths(selection: &Selection<'_>) -> BTreeMap<ShapeId, String> {
    let rename = &select::service_bindings(selection.service).rename;
    // `Unhandled` is the variant of the error enums that is always there.
    let (mut types, mut errors) = (names::Taken::default(), names::set(["Unhandled"]));
    let only_io = only_io(selection);
    let mut paths = BTreeMap::new();
    for shape in selection.usage.keys().map(|id| select::shape(selection.model, id)) {
        let name = names::type_name(rename.get(&shape.id).map_or(shape.id.name(), String::as_str));
        match &shape.kind {
            _ if is_error(shape) => {
                paths.insert(shape.id.clone(), format!("{ERROR}{}", names::unique(name, &mut errors)));
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
    let bindings = selection.operations.iter().map(|operation| select::bindings(operation));
    let mut roots: BTreeSet<&ShapeId> =
        bindings.flat_map(|bindings| bindings.input.iter().chain(&bindings.output)).collect();
    for shape in selection.usage.keys().map(|id| select::shape(selection.model, id)) {
        for member in shape.all_members() {
            roots.remove(&member.target);
        }
    }
    roots
}

/// Gives the error enum of every stream its name among those of the errors.
pub(in crate::lower) fn event_errors(
    selection: &Selection<'_>,
    paths: &BTreeMap<ShapeId, String>,
) -> BTreeMap<ShapeId, String> {
    let errors = paths.values().filter_map(|path| path.strip_prefix(ERROR));
    let mut taken = names::set(errors.chain(["Unhandled"]));
    let streams = paths.iter().filter(|(id, _)| is_stream(select::shape(selection.model, id)));
    streams.map(|(id, path)| (id.clone(), names::unique(format!("{path}Error"), &mut taken))).collect()
}
