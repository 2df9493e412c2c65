//! What the official crate has of a model younger than ours, and what was left out: no generator could have it.

use smithy_json_ast::{Model, Shape, ShapeId, ShapeKind};
use std::collections::BTreeSet;

use super::surface::Surface;

/// Names without case and punctuation: those of the operations wanted and all they reach in the model, and those that
/// generated crates use besides.
#[derive(Debug)]
pub(super) struct Words(BTreeSet<String>);

/// What names of shapes and members are put between.
const PREFIXES: [&str; 4] = ["get_", "set_", "is_", "wait_until_"];
const SUFFIXES: [&str; 8] =
    ["FluentBuilder", "InputBuilder", "OutputBuilder", "Builder", "Input", "Output", "Error", "_value"];

pub(super) fn words(model: &Model, without: &[String], ours: &Surface<'_>) -> Words {
    let mut words = BTreeSet::new();
    for shape in reached(model, without) {
        words.insert(plain(shape.id.name()));
        words.extend(shape.all_members().map(|member| plain(&member.name)));
        let values = shape.all_members().filter_map(|member| member.traits.get("smithy.api#enumValue"));
        words.extend(values.filter_map(|value| value.as_str()).map(plain));
    }
    let ours = ours.all();
    words.extend(ours.iter().flat_map(|path| names(path)).map(plain));
    Words(words)
}

/// The operations of the model but for those in `without`, and the shapes they reach.
fn reached<'m>(model: &'m Model, without: &[String]) -> Vec<&'m Shape> {
    let is_wanted = |shape: &&Shape| !without.iter().any(|name| name == shape.id.name());
    let is_root = |shape: &&Shape| matches!(shape.kind, ShapeKind::Operation(_) | ShapeKind::Service(_));
    let mut found: Vec<&Shape> = model.shapes.values().filter(is_root).filter(is_wanted).collect();
    let mut seen: BTreeSet<&ShapeId> = found.iter().map(|shape| &shape.id).collect();
    let mut next = 0;
    while let Some(shape) = found.get(next).copied() {
        next += 1;
        let new = targets(shape).into_iter().filter(|id| seen.insert(id)).filter_map(|id| model.shape(id));
        found.extend(new);
    }
    found
}

fn targets(shape: &Shape) -> Vec<&ShapeId> {
    match &shape.kind {
        ShapeKind::Operation(op) => op.input.iter().chain(&op.output).chain(&op.errors).collect(),
        ShapeKind::Service(service) => service.errors.iter().collect(),
        _ => shape.all_members().map(|member| &member.target).collect(),
    }
}

impl Words {
    /// The first name in the path that neither the model nor any of our paths has, without what it is put between.
    pub(super) fn unknown<'p>(&self, path: &'p str) -> Option<&'p str> {
        let name = names(path).find(|name| !self.knows(name))?;
        let name = PREFIXES.iter().find_map(|prefix| name.strip_prefix(prefix)).unwrap_or(name);
        Some(SUFFIXES.iter().find_map(|suffix| name.strip_suffix(suffix)).unwrap_or(name))
    }

    fn knows(&self, name: &str) -> bool {
        let prefixes = PREFIXES.iter().filter_map(|prefix| name.strip_prefix(prefix));
        let suffixes = SUFFIXES.iter().filter_map(|suffix| name.strip_suffix(suffix));
        [name].into_iter().chain(prefixes).chain(suffixes).any(|name| self.0.contains(&plain(name)))
    }
}

fn names(path: &str) -> impl Iterator<Item = &str> {
    path.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|name| !name.is_empty())
}

fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
