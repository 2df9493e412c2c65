//! What the table changes about a model, before anything looks at it.

use super::row::{Change, Row, Subject};
use super::rows::ROWS;
use smithy_json_ast::traits::{Documentation, HttpHeader, Trait};
use smithy_json_ast::{Member, Model, Shape, ShapeId, ShapeKind, Span, Traits};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// The model as its services want it.
pub(crate) fn customized(model: &Model) -> Cow<'_, Model> {
    let subjects: Vec<Subject<'_>> = model.shapes.values().flat_map(Subject::all).collect();
    let subjects = || subjects.iter().copied();
    // There may be tens of thousands of subjects, and few rows are about any of them.
    let namespaces: BTreeSet<&str> = model.shapes.keys().map(ShapeId::namespace).collect();
    let edits: Vec<(ShapeId, Span, &Change)> = ROWS
        .iter()
        .filter(|row| row.change.is_edit() && row.of.may_be_in(&namespaces))
        .flat_map(|row| subjects().filter(|subject| applies(model, row, *subject)).map(move |it| (it, &row.change)))
        .map(|(subject, change)| (subject.id.clone(), subject.span, change))
        .collect();
    if edits.is_empty() {
        return Cow::Borrowed(model);
    }
    let mut model = model.clone();
    for (id, span, change) in edits {
        edit(&mut model, &id, span, change);
    }
    Cow::Owned(model)
}

/// Whether a row changes something. A member that is meant because of its target loses only what it repeats of that.
fn applies(model: &Model, row: &Row, subject: Subject<'_>) -> bool {
    let repeats = |id| subject.target.and_then(|target| model.shape(target)).is_some_and(|shape| shape.traits.has(id));
    row.of.includes(subject)
        && match row.change {
            Change::NoTrait(id) => subject.traits.has(id) && (row.of.includes(subject.itself()) || repeats(id)),
            _ => true,
        }
}

fn edit(model: &mut Model, id: &ShapeId, span: Span, change: &Change) {
    let traits = |model| Model::traits_mut(model, id).expect("the id is one of this model");
    match change {
        Change::Trait(id, json) => {
            let value = serde_json::from_str(json).expect("rows have JSON, as a test sees");
            traits(model).insert(trait_id(id), value, span);
        }
        Change::NoTrait(id) => drop(traits(model).remove(id)),
        Change::Timestamp => shape(model, id).kind = ShapeKind::Timestamp,
        Change::Text { name, documentation } => {
            if let ShapeKind::Structure(members) = &mut shape(model, &id.root()).kind {
                members.push(text(id, span, name, documentation));
            }
        }
        _ => {}
    }
}

fn shape<'m>(model: &'m mut Model, id: &ShapeId) -> &'m mut Shape {
    model.shapes.get_mut(id).expect("the id is one of this model")
}

/// A member beside another one, with the text of a header of its name.
fn text(beside: &ShapeId, span: Span, name: &str, documentation: &str) -> Member {
    let mut traits = Traits::default();
    traits.insert(trait_id(HttpHeader::ID), name.into(), span);
    traits.insert(trait_id(Documentation::ID), documentation.into(), span);
    let id = format!("{}${name}", beside.root());
    let id = ShapeId::parse(&id).expect("rows have names of members, as a test sees");
    Member { id, name: name.to_owned(), target: trait_id("smithy.api#String"), traits, span }
}

fn trait_id(id: &str) -> ShapeId {
    ShapeId::parse(id).expect("the id of a trait that is read, or of the prelude")
}
