//! What differs between two models.

mod ignored;
mod value;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

pub use ignored::ignorable;

use ignored::short;
use value::union;

use crate::diagnostic::visible;
use crate::{Member, Model, Resource, Service, Shape, ShapeId, ShapeKind, Traits};

/// What [`diff`] leaves out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DiffOptions {
    /// Names of traits to ignore. A full name (`aws.api#arn`) ignores that trait. A short one
    /// (`documentation`) ignores the trait `smithy.api#documentation`, and keys `documentation` of objects
    /// anywhere in the values of other traits.
    pub ignore: Vec<String>,
}

/// One difference. Displays as one line, long values cut:
///
/// ```text
/// ~ example#Thing$name  trait smithy.api#length /min: 1 -> 2
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The shape, or the member where one of its members differs.
    pub shape: ShapeId,
    /// Whether something came, went, or changed.
    pub kind: ChangeKind,
    /// What differs: `shape`, `member`, `type`, `target`, `member order`, `input`, `operations`, `version`,
    /// `trait smithy.api#length`, or `trait smithy.api#length /min` with a JSON pointer into the trait's value.
    pub path: String,
    /// What was there before, unless it was added. Values of traits are JSON, as [`Traits::digits`] has them.
    pub before: Option<String>,
    /// What is there now, unless it was removed. As `before`.
    pub after: Option<String>,
}

/// The kind of a [`Change`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeKind {
    /// It is in the second model only.
    Added,
    /// It is in the first model only.
    Removed,
    /// It is in both, and differs.
    Changed,
}

/// Compares the shapes of two models: `a` is before, `b` after. The changes are in the order of the shapes' ids.
///
/// The order of members matters and is a change of its own; the order of operations, resources, errors and
/// object keys does not. Of a trait whose value differs in many places the first ten are given. Metadata, the
/// Smithy version and positions in files are not compared.
pub fn diff(a: &Model, b: &Model, options: &DiffOptions) -> Vec<Change> {
    let mut changes = Changes { options, list: Vec::new() };
    for id in union(a.shapes.keys().chain(b.shapes.keys()).map(ShapeId::as_str)) {
        match (a.shapes.get(id), b.shapes.get(id)) {
            (Some(a), Some(b)) => diff_shape(&mut changes, a, b),
            (a, b) => {
                let Some(shape) = a.or(b) else { continue };
                changes.text(&shape.id, "shape", a.map(Shape::type_name), b.map(Shape::type_name));
            }
        }
    }
    changes.list
}

struct Changes<'o> {
    options: &'o DiffOptions,
    list: Vec<Change>,
}

impl Changes<'_> {
    fn push(&mut self, shape: &ShapeId, path: &str, before: Option<String>, after: Option<String>) {
        let kind = match (&before, &after) {
            (None, None) => return,
            (None, Some(_)) => ChangeKind::Added,
            (Some(_), None) => ChangeKind::Removed,
            (Some(_), Some(_)) => ChangeKind::Changed,
        };
        self.list.push(Change { shape: shape.clone(), kind, path: path.to_owned(), before, after });
    }

    fn text(&mut self, shape: &ShapeId, path: &str, before: Option<&str>, after: Option<&str>) {
        if before != after {
            self.push(shape, path, before.map(str::to_owned), after.map(str::to_owned));
        }
    }

    /// Ids of which only the set matters.
    fn ids(&mut self, shape: &ShapeId, path: &str, before: &[ShapeId], after: &[ShapeId]) {
        let [before, after] = [before, after].map(|ids| union(ids.iter().map(ShapeId::as_str)));
        for id in union(before.iter().chain(&after).copied()) {
            let on = |side: &BTreeSet<&str>| side.contains(id).then_some(id);
            self.text(shape, path, on(&before), on(&after));
        }
    }

    /// Entries of maps.
    fn map<'a>(&mut self, shape: &ShapeId, path: &str, before: &[(&'a str, &'a str)], after: &[(&'a str, &'a str)]) {
        for key in union(before.iter().chain(after).map(|(key, _)| *key)) {
            let [before, after] = [before, after].map(|map| map.iter().find(|(of, _)| *of == key));
            self.text(shape, &format!("{path} {key}"), before.map(|(_, to)| *to), after.map(|(_, to)| *to));
        }
    }
}

fn diff_shape(changes: &mut Changes<'_>, a: &Shape, b: &Shape) {
    let id = &a.id;
    changes.text(id, "type", Some(a.type_name()), Some(b.type_name()));
    diff_traits(changes, id, &a.traits, &b.traits);
    diff_members(changes, a, b);
    match (&a.kind, &b.kind) {
        (ShapeKind::Operation(a), ShapeKind::Operation(b)) => {
            changes.text(id, "input", as_text(&a.input), as_text(&b.input));
            changes.text(id, "output", as_text(&a.output), as_text(&b.output));
            changes.ids(id, "errors", &a.errors, &b.errors);
        }
        (ShapeKind::Service(a), ShapeKind::Service(b)) => diff_service(changes, id, a, b),
        (ShapeKind::Resource(a), ShapeKind::Resource(b)) => diff_resource(changes, id, a, b),
        _ => {}
    }
}

fn as_text(id: &Option<ShapeId>) -> Option<&str> {
    id.as_ref().map(ShapeId::as_str)
}

fn diff_service(changes: &mut Changes<'_>, id: &ShapeId, a: &Service, b: &Service) {
    changes.text(id, "version", Some(&a.version), Some(&b.version));
    changes.ids(id, "operations", &a.operations, &b.operations);
    changes.ids(id, "resources", &a.resources, &b.resources);
    changes.ids(id, "errors", &a.errors, &b.errors);
    let [before, after] =
        [a, b].map(|service| service.rename.iter().map(|(id, to)| (id.as_str(), to.as_str())).collect::<Vec<_>>());
    changes.map(id, "rename", &before, &after);
}

fn diff_resource(changes: &mut Changes<'_>, id: &ShapeId, a: &Resource, b: &Resource) {
    changes.map(id, "identifier", &targets(&a.identifiers), &targets(&b.identifiers));
    changes.map(id, "property", &targets(&a.properties), &targets(&b.properties));
    let [before, after] =
        [a, b].map(|resource| resource.lifecycle().map(|(name, id)| (name, id.as_str())).collect::<Vec<_>>());
    changes.map(id, "lifecycle", &before, &after);
    changes.ids(id, "operations", &a.operations, &b.operations);
    changes.ids(id, "collectionOperations", &a.collection_operations, &b.collection_operations);
    changes.ids(id, "resources", &a.resources, &b.resources);
}

fn targets(map: &BTreeMap<String, ShapeId>) -> Vec<(&str, &str)> {
    map.iter().map(|(name, id)| (name.as_str(), id.as_str())).collect()
}

fn diff_members(changes: &mut Changes<'_>, a: &Shape, b: &Shape) {
    let [before, after] = [a, b].map(|shape| {
        let mut members = BTreeMap::new();
        members.extend(shape.all_members().map(|member| (member.name.as_str(), member)));
        members
    });
    for name in union(before.keys().chain(after.keys()).copied()) {
        match (before.get(name), after.get(name)) {
            (Some(a), Some(b)) => {
                changes.text(&a.id, "target", Some(a.target.as_str()), Some(b.target.as_str()));
                diff_traits(changes, &a.id, &a.traits, &b.traits);
            }
            (a, b) => {
                let Some(member) = a.or(b) else { continue };
                let target = |side: Option<&&Member>| side.map(|member| member.target.to_string());
                changes.push(&member.id, "member", target(a), target(b));
            }
        }
    }
    let common = |shape: &Shape, other: &BTreeMap<&str, &Member>| -> String {
        let names = shape.all_members().map(|member| member.name.as_str());
        names.filter(|name| other.contains_key(name)).collect::<Vec<_>>().join(", ")
    };
    changes.text(&a.id, "member order", Some(&common(a, &after)), Some(&common(b, &before)));
}

fn diff_traits(changes: &mut Changes<'_>, id: &ShapeId, a: &Traits, b: &Traits) {
    for name in union(a.iter().chain(b.iter()).map(|(name, _)| name.as_str())) {
        if changes.options.ignores_trait(name) {
            continue;
        }
        let differences = |a, b| value::differences(a, b, &changes.options.ignore);
        let digits = differences(a.digits(name), b.digits(name));
        // A text with the digits of a number is another value.
        let differences = if digits.is_empty() { differences(a.get(name), b.get(name)) } else { digits };
        for value::Difference { pointer, before, after } in differences {
            let space = if pointer.is_empty() { "" } else { " " };
            changes.push(id, &format!("trait {name}{space}{pointer}"), before, after);
        }
    }
}

impl DiffOptions {
    fn ignores_trait(&self, id: &str) -> bool {
        self.ignore.iter().any(|ignored| ignored == id || short(id) == Some(ignored))
    }
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = match self.kind {
            ChangeKind::Added => '+',
            ChangeKind::Removed => '-',
            ChangeKind::Changed => '~',
        };
        write!(f, "{sign} {}  {}", self.shape, visible(&self.path))?;
        let values: Vec<String> = [&self.before, &self.after].into_iter().flatten().map(|text| shorten(text)).collect();
        write!(f, ": {}", values.join(" -> "))
    }
}

/// Cuts a text that is too long for a line, and keeps it on one.
fn shorten(text: &str) -> String {
    const LONGEST: usize = 100;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}...", visible(&text[..end])),
        None => visible(text).into_owned(),
    }
}
