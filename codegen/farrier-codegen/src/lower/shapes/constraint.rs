//! Constraint traits: what `validate` checks, and fakes do besides.

use super::default::is_required_option;
use crate::ir::{Constraint, ConstraintSet, MemberConstraints};
use crate::lower::context::{Context, Owner};
use crate::lower::shape_facts::is_aggregate;
use serde_json::Value;
use smithy_json_ast::traits::{EnumValue, Length, Pattern, Range, Trait, UniqueItems};
use smithy_json_ast::{Member, Shape, ShapeId, ShapeKind, Traits};

/// The constraints of the members of structures and unions, by shape id.
pub(in crate::lower) fn members(cx: &Context<'_>) -> Vec<MemberConstraints> {
    let aggregates = cx.selection.usage.keys().map(|id| cx.shape(id)).filter(|shape| is_aggregate(shape));
    let of_shape = |shape: &Shape| {
        let is_structure = matches!(shape.kind, ShapeKind::Structure(_));
        let of_member = |member: &Member| {
            let required = (is_structure && is_required_option(cx, member)).then_some(Constraint::Required);
            (member.name.clone(), required.into_iter().chain(own_and_target(cx, member)).collect::<Vec<_>>())
        };
        let members: Vec<_> =
            shape.members().iter().map(of_member).filter(|(_, constraints)| !constraints.is_empty()).collect();
        (!members.is_empty()).then(|| MemberConstraints { shape: shape.id.clone(), members })
    };
    let mut found: Vec<_> = aggregates.filter_map(of_shape).collect();
    found.sort_by(|a, b| a.shape.as_str().cmp(b.shape.as_str()));
    found
}

/// The traits of a member come first: they override those of its target.
fn own_and_target(cx: &Context<'_>, member: &Member) -> Vec<Constraint> {
    let shape = cx.target(member);
    if let (ShapeKind::Enum(_), Some(path)) = (&shape.kind, cx.paths.get(&shape.id)) {
        return vec![Constraint::OneOf(path.clone())];
    }
    of_traits(&member.traits, shape).chain(cx.constraints.get(&shape.id).cloned().map(Constraint::Inherit)).collect()
}

/// The constants, by shape id.
pub(in crate::lower) fn constants(cx: &Context<'_>) -> Vec<ConstraintSet> {
    let constants = cx.constraints.iter();
    let set = |(id, ident): (&ShapeId, &String)| ConstraintSet {
        ident: ident.clone(),
        constraints: of_shape(cx, cx.shape(id)),
    };
    constants.map(set).collect()
}

fn of_shape(cx: &Context<'_>, shape: &Shape) -> Vec<Constraint> {
    let mut constraints: Vec<_> = of_traits(&shape.traits, shape).collect();
    let inside = match &shape.kind {
        ShapeKind::List(element) => vec![Constraint::Items(own_and_target(cx, element))],
        ShapeKind::Map { key, value } => {
            vec![Constraint::Keys(own_and_target(cx, key)), Constraint::Items(own_and_target(cx, value))]
        }
        ShapeKind::IntEnum(members) => vec![Constraint::OneOfNumbers(members.iter().filter_map(number).collect())],
        _ => Vec::new(),
    };
    constraints.extend(inside.into_iter().filter(|constraint| !constraint.is_empty()));
    constraints
}

/// The value of a member of an intEnum.
fn number(member: &Member) -> Option<String> {
    match member.traits.read::<EnumValue<'_>>()? {
        EnumValue::Integer(value) => Some(value.to_string()),
        EnumValue::String(_) => None,
    }
}

/// Notes the constraints of a shape and its members that are none of their values.
pub(in crate::lower) fn check(cx: &Context<'_>, shape: &Shape) {
    check_owner(cx, shape.into(), shape);
    for member in shape.all_members() {
        check_owner(cx, member.into(), cx.target(member));
    }
}

/// `shape` is what has the values.
fn check_owner(cx: &Context<'_>, owner: Owner<'_>, shape: &Shape) {
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
    let misfit = |help: &str| {
        let message = |id: &str| format!("`{id}` says nothing about a value of type {}", shape.type_name());
        (message, Some(help.to_owned()))
    };
    if owner.traits.is::<Length>() && !has_length {
        let (message, help) = misfit("strings, blobs, lists and maps have a length");
        cx.trait_problem::<Length>(owner, message(Length::ID), help);
    }
    if owner.traits.is::<Range<'_>>() && !is_number {
        let (message, help) = misfit("numbers have a range");
        cx.trait_problem::<Range<'_>>(owner, message(Range::ID), help);
    }
    if owner.traits.is::<Pattern>() && !is_text {
        let (message, help) = misfit("strings have a pattern");
        cx.trait_problem::<Pattern>(owner, message(Pattern::ID), help);
    }
    if owner.traits.is::<UniqueItems>() && !is_list {
        let (message, help) = misfit("lists have unique items");
        cx.trait_problem::<UniqueItems>(owner, message(UniqueItems::ID), help);
    }
}

/// The constraint traits of a shape or member, of which `shape` has the values. All digits of big numbers count; a
/// float is the nearest that there is.
fn of_traits(traits: &Traits, shape: &Shape) -> impl Iterator<Item = Constraint> {
    let length = traits.read::<Length>().map(|length| Constraint::Length(length.min, length.max));
    let is_float = matches!(shape.kind, ShapeKind::Float | ShapeKind::Double);
    let range = if is_float { traits.get(Range::ID) } else { traits.digits(Range::ID) };
    let bound = |name| match range.and_then(|range| range.get(name)) {
        Some(Value::String(digits)) => digits.clone(),
        number => number.map(Value::to_string).unwrap_or_default(),
    };
    let range = traits.is::<Range<'_>>().then(|| Constraint::Range(bound("min"), bound("max")));
    let pattern = traits.read::<Pattern>().map(|pattern| Constraint::Pattern(pattern.to_owned()));
    let unique = traits.is::<UniqueItems>().then_some(Constraint::UniqueItems);
    [length, range, pattern, unique].into_iter().flatten()
}
