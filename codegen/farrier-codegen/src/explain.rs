//! What becomes of one shape, stage by stage.

use crate::customizations;
use crate::ir::Crate;
use crate::render::OutputFile;
use crate::select::Selection;
use crate::trait_support::{self, Support};
use smithy_json_ast::{Diagnostic, ShapeId, suggestion};
use std::fmt::{Debug, Write as _};

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
        let help = suggestion(name, known.iter().map(|id| id.name()));
        return Err(vec![selection.problem(None, format!("there is no shape `{name}`"), Some(help))]);
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
    let resolved: Vec<_> = resolved(ir, &shape.id).collect();
    let texts: Vec<_> = resolved.iter().map(|(_, resolved)| format!("{resolved:#?}")).collect();
    let text = match texts.as_slice() {
        [] => "no type of its own: it is what the members that target it are".to_owned(),
        texts => texts.join("\n"),
    };
    let _ = writeln!(out, "\n## Resolved\n{text}");
    let literal = format!("\"{}\"", shape.id);
    let is_about =
        |file: &&OutputFile| file.contents.contains(&literal) || resolved.iter().any(|(ident, _)| defines(file, ident));
    for file in files.iter().filter(is_about) {
        let _ = writeln!(out, "## {}\n{}", file.path, file.contents);
    }
    Ok(out)
}

/// What a shape was resolved to, with its Rust name: an operation, or the types of a shape, of which each operation
/// that takes or gives it has its own.
fn resolved<'a>(ir: &'a Crate, id: &ShapeId) -> impl Iterator<Item = (&'a str, &'a dyn Debug)> {
    let operations = ir.operations.iter().map(|op| (&op.shape, op.ident.as_str(), op as &dyn Debug));
    let structures =
        ir.operations.iter().flat_map(|op| [&op.input, &op.output]).chain(ir.errors.iter().map(|e| &e.structure));
    let structures = structures.map(|it| (&it.shape, it.ident.as_str(), it as &dyn Debug));
    let types = ir.types.iter().map(|def| (def.shape(), def.ident(), def as &dyn Debug));
    let all = operations.chain(structures).chain(types);
    all.filter(move |(shape, ..)| *shape == id).map(|(_, ident, resolved)| (ident, resolved))
}

fn defines(file: &OutputFile, ident: &str) -> bool {
    ["pub struct ", "pub enum "].iter().any(|item| {
        file.contents.lines().any(|line| {
            let rest = line.strip_prefix(item).and_then(|rest| rest.strip_prefix(ident));
            rest.is_some_and(|rest| rest.starts_with([' ', ';', '{', '<']))
        })
    })
}
