//! Customizations: what services need of their clients and their models do not say. All of it is one table.

mod row;
mod rows;
#[cfg(test)]
mod tests;

use crate::ir::{BodyHeaders, Customizations, Presigned};
use row::{Change, HeaderValue, Row, Subject};
use rows::ROWS;
use smithy_json_ast::traits::HttpBearerAuth;
use smithy_json_ast::{Member, Model, Shape, ShapeId, Span};
use std::borrow::Cow;

/// The model with the traits that its services want.
pub(crate) fn customized(model: &Model) -> Cow<'_, Model> {
    let subjects = || model.shapes.values().flat_map(Subject::all);
    let edits: Vec<(ShapeId, Span, &Change)> = ROWS
        .iter()
        .filter(|row| matches!(row.change, Change::Trait(..) | Change::NoTrait(_)))
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

/// Whether a row changes the traits of something. A member that is meant because of its target loses only what it repeats
/// of that.
fn applies(model: &Model, row: &Row, subject: Subject<'_>) -> bool {
    let repeats = |id| subject.target.and_then(|target| model.shape(target)).is_some_and(|shape| shape.traits.has(id));
    row.of.includes(subject)
        && match row.change {
            Change::NoTrait(id) => subject.traits.has(id) && (row.of.includes(subject.itself()) || repeats(id)),
            _ => true,
        }
}

fn edit(model: &mut Model, id: &ShapeId, span: Span, change: &Change) {
    let traits = model.traits_mut(id).expect("the id is one of this model");
    match change {
        Change::Trait(id, json) => {
            let id = ShapeId::parse(id).expect("the id of a trait that is read");
            let value = serde_json::from_str(json).expect("rows have JSON, as a test sees");
            traits.insert(id, value, span);
        }
        Change::NoTrait(id) => drop(traits.remove(id)),
        _ => {}
    }
}

/// What is said of a service as a whole.
pub(crate) fn of_service(service: &Shape, version: &str) -> Customizations {
    let mut all = Customizations::default();
    for change in changes(service.into()) {
        match change {
            Change::Header(name, HeaderValue::Text(text)) => all.headers.push((name, (*text).to_owned())),
            Change::Header(name, HeaderValue::ServiceVersion) => all.headers.push((name, version.to_owned())),
            Change::TokenOfEnvironment(name) if service.traits.is::<HttpBearerAuth>() => {
                all.token_of_environment = Some(name);
            }
            Change::AuthToken(module) => all.auth_token = Some(module),
            Change::TransientError(code) => all.transient_errors.push(code),
            _ => {}
        }
    }
    all
}

/// The pattern of a path without what the URL of the endpoint has. An empty path adds nothing to that URL.
pub(crate) fn pattern(service: &Shape, pattern: &str) -> String {
    changes(service.into()).fold(pattern.to_owned(), |pattern, change| match change {
        Change::NoSegment(segment) => pattern.replacen(segment, "", 1),
        _ => pattern,
    })
}

/// The function of the runtime that has a member of an input before it is sent.
pub(crate) fn preparation(member: &Member) -> Option<&'static str> {
    changes(member.into()).find_map(|change| match change {
        Change::Prepare(function) => Some(*function),
        _ => None,
    })
}

/// Whether an operation may take its time without a byte.
pub(crate) fn may_stall(operation: &Shape) -> bool {
    changes(operation.into()).any(|change| matches!(change, Change::MayStall))
}

/// The form in which requests of an operation are signed now and sent later, if they can be.
pub(crate) fn presigned(operation: &Shape) -> Option<Presigned> {
    changes(operation.into()).find_map(|change| match change {
        Change::Presign(form) => Some(*form),
        _ => None,
    })
}

/// The function of the runtime that makes headers of the whole body, and the feature that has it.
pub(crate) fn body_headers(operation: &Shape) -> Option<BodyHeaders> {
    changes(operation.into()).find_map(|change| match *change {
        Change::BodyHeaders { function, feature } => Some(BodyHeaders { function, feature }),
        _ => None,
    })
}

fn changes(subject: Subject<'_>) -> impl Iterator<Item = &'static Change> {
    ROWS.iter().filter(move |row| row.of.includes(subject)).map(|row| &row.change)
}

/// Where the differences of a shape and its members are known from.
pub(crate) fn sources(shape: &Shape) -> Vec<String> {
    let of_row = |row: &Row| {
        let ids = Subject::all(shape).filter(|subject| row.of.includes(*subject)).map(|subject| subject.id.as_str());
        ids.map(|id| format!("{id}: {}", row.source)).collect::<Vec<_>>()
    };
    ROWS.iter().flat_map(of_row).collect()
}
