//! What becomes of one shape, stage by stage.

use crate::customizations;
use crate::ir::Crate;
use crate::render::OutputFile;
use crate::select::{self, Selection};
use crate::trait_support::{self, Support};
use smithy_json_ast::Diagnostic;
use std::fmt::Write as _;

/// The shape of the model, what it was resolved to and the file that defines it.
pub(crate) fn explain(
    selection: &Selection<'_>,
    ir: &Crate,
    files: &[OutputFile],
    name: &str,
) -> Result<String, Vec<Diagnostic>> {
    let bound = selection.operations.iter().map(|shape| &shape.id);
    let known: Vec<_> = selection.usage.keys().chain(bound).chain([&selection.service.id]).collect();
    let found = known.iter().find(|id| id.as_str() == name || id.name() == name);
    let Some(shape) = found.and_then(|id| selection.model.shape(id)) else {
        let help = select::nearest(name, known.iter().map(|id| id.name()));
        return Err(vec![selection.problem(None, format!("there is no shape `{name}`"), help)]);
    };
    let mut out = format!("# {} ({} at {})\n\n## Model\n{:#?}\n", shape.id, shape.type_name(), shape.span, shape.kind);
    let support = trait_support::of(selection.protocol, selection.request.protocol_tests);
    for (id, value) in shape.traits.iter() {
        let _ = writeln!(out, "@{id}: {value}");
        if let Some(Support::Ignored(reason)) = support.get(id.as_str()) {
            let _ = writeln!(out, "  ignored: {reason}");
        }
    }
    for source in customizations::sources(shape) {
        let _ = writeln!(out, "\n## Customized\n{source}");
    }
    let _ = writeln!(out, "\n## Resolved\n{}", resolved(ir, shape.id.as_str()));
    let literal = format!("\"{}\"", shape.id);
    for file in files.iter().filter(|file| file.contents.contains(&literal) || defines(file, shape.id.name())) {
        let _ = writeln!(out, "## {}\n{}", file.path, file.contents);
    }
    Ok(out)
}

fn resolved(ir: &Crate, id: &str) -> String {
    if let Some(op) = ir.operations.iter().find(|op| op.shape.as_str() == id) {
        return format!("{op:#?}");
    }
    let structures =
        ir.operations.iter().flat_map(|op| [&op.input, &op.output]).chain(ir.errors.iter().map(|e| &e.structure));
    if let Some(structure) = structures.into_iter().find(|structure| structure.shape.as_str() == id) {
        return format!("{structure:#?}");
    }
    let name = id.rsplit('#').next().unwrap_or(id);
    match ir.types.iter().find(|def| def.ident() == crate::names::type_name(name)) {
        Some(def) => format!("{def:#?}"),
        None => "no type of its own: it is what the members that target it are".to_owned(),
    }
}

fn defines(file: &OutputFile, name: &str) -> bool {
    let name = crate::names::type_name(name);
    ["pub struct ", "pub enum "].iter().any(|item| {
        file.contents.lines().any(|line| {
            line.strip_prefix(item).is_some_and(|rest| {
                rest.strip_prefix(name.as_str()).is_some_and(|rest| rest.starts_with([' ', ';', '{', '<']))
            })
        })
    })
}
