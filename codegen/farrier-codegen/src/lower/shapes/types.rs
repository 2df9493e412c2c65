//! The types of a crate that are neither input, output nor error.

use super::string_enum::string_enum;
use super::structure::structure;
use super::union::union;
use crate::ir::{Error, TypeDef, TypeKind};
use crate::lower::context::paths::ERROR;
use crate::lower::context::{Context, Role};
use crate::names;
use smithy_json_ast::ShapeKind;

/// The types of the crate, by name.
pub(crate) fn types(cx: &Context<'_>, errors: &[Error]) -> Vec<TypeDef> {
    let mut modules = names::type_modules();
    // Features are named after modules, and those of errors begin with `error`.
    modules.extend(errors.iter().map(|error| format!("error_{}", names::stem(&error.module))));
    let mut types: Vec<TypeDef> = cx
        .paths
        .iter()
        .filter(|(_, path)| !path.starts_with(ERROR))
        .map(|(id, ident)| {
            let shape = cx.shape(id);
            let kind = match &shape.kind {
                ShapeKind::Structure(_) => TypeKind::Structure(structure(cx, shape, ident, Role::Other)),
                ShapeKind::Union(members) => TypeKind::Union(union(cx, shape, members, ident)),
                ShapeKind::Enum(members) => TypeKind::Enum(string_enum(cx, shape, members, ident)),
                _ => unreachable!("nothing else is given a path"),
            };
            let module = names::unique(names::module(ident), &mut modules);
            TypeDef { usage: cx.usage(id, &module), module, kind }
        })
        .collect();
    types.sort_by(|a, b| a.ident().cmp(b.ident()));
    types
}
