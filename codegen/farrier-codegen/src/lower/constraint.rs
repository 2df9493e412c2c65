//! Constraint traits: what `validate` checks of values that are written. Shapes that are only read have none.

use super::Context;
use crate::ir::{Constraint, ConstraintSet};
use crate::names;
use crate::select::Selection;
use serde_json::{Map, Value};
use smithy_json_ast::{Member, Shape, ShapeId, ShapeKind, Traits};
use std::collections::{BTreeMap, BTreeSet};

const TRAITS: [&str; 4] = ["smithy.api#length", "smithy.api#range", "smithy.api#pattern", "smithy.api#uniqueItems"];

/// The constants with the constraints of the shapes that structures and unions are made of.
pub(super) fn constant_names(selection: &Selection<'_>) -> BTreeMap<ShapeId, String> {
    let mut taken = BTreeSet::new();
    let mut named = |id: ShapeId| {
        let name = names::unique(names::constant(id.name()), &mut taken);
        (id, name)
    };
    constrained(selection).into_iter().map(&mut named).collect()
}

/// The shapes of whose values there is something to check, but for what is checked for itself: the members of structures,
/// and being one of an enum. Lists and maps are among them if what is inside is, however deep.
fn constrained(selection: &Selection<'_>) -> BTreeSet<ShapeId> {
    let has_traits = |traits: &Traits| TRAITS.iter().any(|id| traits.has(id));
    let is_enum = |shape: &Shape| matches!(shape.kind, ShapeKind::Enum(_));
    // The lists and maps that hold a shape.
    let mut around: BTreeMap<&ShapeId, Vec<&ShapeId>> = BTreeMap::new();
    let mut todo = Vec::new();
    for shape in selection.written.iter().filter_map(|id| selection.model.shape(id)) {
        let items = match &shape.kind {
            ShapeKind::Structure(_) | ShapeKind::Union(_) => continue,
            ShapeKind::List(element) => vec![element],
            ShapeKind::Map { key, value } => vec![key, value],
            _ => Vec::new(),
        };
        if is_enum(shape) || has_traits(&shape.traits) || items.iter().any(|item| has_traits(&item.traits)) {
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
            todo.extend(around.get(&shape.id).into_iter().flatten().filter_map(|id| selection.model.shape(id)));
            constrained.extend((!is_enum(shape)).then(|| shape.id.clone()));
        }
    }
    constrained
}

/// The constraints of a member of a structure or union that is written.
pub(super) fn of_member(cx: &Context<'_>, member: &Member) -> Vec<Constraint> {
    if cx.selection.written.contains(&member.id.root()) { own_and_target(cx, member) } else { Vec::new() }
}

/// The traits of a member come first: they override those of its target.
fn own_and_target(cx: &Context<'_>, member: &Member) -> Vec<Constraint> {
    let Some(shape) = cx.shape(&member.target) else { return Vec::new() };
    if let (ShapeKind::Enum(_), Some(path)) = (&shape.kind, cx.paths.get(&shape.id)) {
        return vec![Constraint::OneOf(path.clone())];
    }
    let own = parse(&member.traits, shape).into_iter().filter_map(Result::ok);
    own.chain(cx.constraints.get(&shape.id).cloned().map(Constraint::Inherit)).collect()
}

/// The constants, by shape id.
pub(super) fn constants(cx: &Context<'_>) -> Vec<ConstraintSet> {
    let constants = cx.constraints.iter();
    let set = |(id, ident): (&ShapeId, &String)| {
        let constraints = of_shape(cx, cx.shape(id)?);
        Some(ConstraintSet { ident: ident.clone(), constraints })
    };
    constants.filter_map(set).collect()
}

fn of_shape(cx: &Context<'_>, shape: &Shape) -> Vec<Constraint> {
    let mut constraints: Vec<_> = parse(&shape.traits, shape).into_iter().filter_map(Result::ok).collect();
    let inside = match &shape.kind {
        ShapeKind::List(element) => vec![Constraint::Items(own_and_target(cx, element))],
        ShapeKind::Map { key, value } => {
            vec![Constraint::Keys(own_and_target(cx, key)), Constraint::Items(own_and_target(cx, value))]
        }
        _ => Vec::new(),
    };
    constraints.extend(inside.into_iter().filter(|constraint| !constraint.is_empty()));
    constraints
}

/// Notes the traits of a shape and its members that make no sense.
pub(super) fn check(cx: &Context<'_>, shape: &Shape) {
    for (message, help) in parse(&shape.traits, shape).into_iter().filter_map(Result::err) {
        cx.problem(shape, message, Some(help.to_owned()));
    }
    for member in shape.all_members() {
        let parsed = cx.shape(&member.target).map(|target| parse(&member.traits, target)).unwrap_or_default();
        for (message, help) in parsed.into_iter().filter_map(Result::err) {
            cx.member_problem(member, message, Some(help.to_owned()));
        }
    }
}

/// What is wrong, and what to do about it.
type Problem = (String, &'static str);

/// The constraint traits on a shape, or on a member that targets it.
fn parse(traits: &Traits, shape: &Shape) -> Vec<Result<Constraint, Problem>> {
    let is_number = matches!(
        shape.kind,
        ShapeKind::Byte
            | ShapeKind::Short
            | ShapeKind::Integer
            | ShapeKind::Long
            | ShapeKind::Float
            | ShapeKind::Double
            | ShapeKind::BigInteger
            | ShapeKind::BigDecimal
            | ShapeKind::IntEnum(_)
    );
    let is_text = matches!(shape.kind, ShapeKind::String | ShapeKind::Enum(_));
    let is_list = matches!(shape.kind, ShapeKind::List(_));
    let has_length = is_text || is_list || matches!(shape.kind, ShapeKind::Blob | ShapeKind::Map { .. });
    let one = |id: &str, fits: bool, help: &'static str, parse: fn(&Value) -> Option<Constraint>| {
        let value = traits.get(id)?;
        let message = || match fits {
            true => format!("`{value}` makes no sense as `{id}`"),
            false => format!("`{id}` says nothing about a value of type {}", shape.type_name()),
        };
        Some(Some(value).filter(|_| fits).and_then(parse).ok_or_else(|| (message(), help)))
    };
    [
        one(
            TRAITS[0],
            has_length,
            "strings, blobs, lists and maps have a length: `min`, `max` or both, from 0",
            length,
        ),
        one(TRAITS[1], is_number, "numbers have a range: `min`, `max` or both, as numbers", range),
        one(TRAITS[2], is_text, "strings have a pattern: a regular expression, as a string", |value| {
            value.as_str().map(|pattern| Constraint::Pattern(pattern.to_owned()))
        }),
        one(TRAITS[3], is_list, "lists have unique items: `{}`", |value| {
            value.as_object().map(|_| Constraint::UniqueItems)
        }),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn length(value: &Value) -> Option<Constraint> {
    let (min, max) = bounds(value)?;
    let whole = |bound: Option<&Value>| bound.map_or(Some(None), |bound| bound.as_u64().map(Some));
    let (min, max) = (whole(min)?.unwrap_or(0), whole(max)?);
    max.is_none_or(|max| min <= max).then_some(Constraint::Length(min, max))
}

fn range(value: &Value) -> Option<Constraint> {
    let (min, max) = bounds(value)?;
    let number = |bound: Option<&Value>| bound.map_or(Some(None), |bound| bound.as_f64().map(Some));
    let text = |bound: Option<&Value>| bound.map(Value::to_string).unwrap_or_default();
    let is_empty = matches!((number(min)?, number(max)?), (Some(min), Some(max)) if min > max);
    (!is_empty).then(|| Constraint::Range(text(min), text(max)))
}

/// `min` and `max`, at least one of them and nothing else.
fn bounds(value: &Value) -> Option<(Option<&Value>, Option<&Value>)> {
    let bounds: &Map<String, Value> = value.as_object()?;
    let (min, max) = (bounds.get("min"), bounds.get("max"));
    let known = usize::from(min.is_some()) + usize::from(max.is_some());
    (known > 0 && known == bounds.len()).then_some((min, max))
}
