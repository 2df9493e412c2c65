//! Checks single values.

use super::constraint::{Constraint, Constraints};
use super::decimal::compare;
use super::pattern;
use super::violation::ViolationKind;
use aws_smithy_types::Document;
use std::cmp::Ordering;

/// Texts that are longer than this and than their `@length` are not matched against their pattern: patterns backtrack, and
/// are meant for texts of that length.
const LONGEST_MATCHED: usize = 1024;

/// The first constraint of a kind; those of a target come after those of the member.
pub(super) fn find<T>(constraints: Constraints, pick: fn(Constraint) -> Option<T>) -> Option<T> {
    constraints.iter().find_map(|constraint| match *constraint {
        Constraint::Inherit(constraints) => find(constraints, pick),
        constraint => pick(constraint),
    })
}

/// What the elements of a list or the values of a map must meet.
pub(super) fn items(constraints: Constraints) -> Constraints {
    let pick = |constraint| if let Constraint::Items(items) = constraint { Some(items) } else { None };
    find(constraints, pick).unwrap_or_default()
}

/// What the keys of a map must meet.
pub(super) fn keys(constraints: Constraints) -> Constraints {
    let pick = |constraint| if let Constraint::Keys(keys) = constraint { Some(keys) } else { None };
    find(constraints, pick).unwrap_or_default()
}

pub(super) fn length(constraints: Constraints, actual: usize) -> Option<ViolationKind> {
    let pick = |constraint| if let Constraint::Length(min, max) = constraint { Some((min, max)) } else { None };
    let ((min, max), actual) = (find(constraints, pick)?, actual as u64);
    let (least, most) = (Some(min).filter(|min| *min > 0), Some(max).filter(|max| *max < u64::MAX));
    (!(min..=max).contains(&actual)).then_some(ViolationKind::Length { min: least, max: most, actual })
}

pub(super) fn range(constraints: Constraints, actual: &str, sensitive: bool) -> Option<ViolationKind> {
    let pick = |constraint| if let Constraint::Range(min, max) = constraint { Some((min, max)) } else { None };
    let (min, max) = find(constraints, pick)?;
    let bound = |bound: &'static str| Some(bound).filter(|bound| !bound.is_empty());
    let (min, max) = (bound(min), bound(max));
    // What is no number is in no range.
    let above = min.is_none_or(|min| compare(actual, min).is_some_and(Ordering::is_ge));
    let below = max.is_none_or(|max| compare(actual, max).is_some_and(Ordering::is_le));
    let actual = (!sensitive).then(|| actual.to_owned());
    (!above || !below).then_some(ViolationKind::Range { min, max, actual })
}

/// Length, pattern, and the values of an enum.
pub(super) fn text(constraints: Constraints, text: &str, sensitive: bool) -> impl Iterator<Item = ViolationKind> {
    let length = length(constraints, text.chars().count());
    let actual = || (!sensitive).then(|| text.to_owned());
    let pick = |constraint| if let Constraint::Pattern(pattern) = constraint { Some(pattern) } else { None };
    let skip = length.is_some() && text.len() > LONGEST_MATCHED;
    let pattern = find(constraints, pick).filter(|pattern| !skip && !pattern::matches(pattern, text));
    let pattern = pattern.map(|pattern| ViolationKind::Pattern { pattern, actual: actual() });
    let pick = |constraint| if let Constraint::OneOf(values) = constraint { Some(values) } else { None };
    let values = find(constraints, pick).filter(|values| !values.contains(&text));
    let unknown = values.map(|values| ViolationKind::Enum { values, actual: actual() });
    [length, pattern, unknown].into_iter().flatten()
}

/// Whether the elements of a list are to be unique.
pub(super) fn is_unique(constraints: Constraints) -> bool {
    find(constraints, |constraint| (constraint == Constraint::UniqueItems).then_some(())).is_some()
}

/// Every element that is equal to one before it.
pub(super) fn duplicates(elements: &[Document]) -> impl Iterator<Item = ViolationKind> {
    elements.iter().enumerate().filter_map(|(second, element)| {
        let first = elements[..second].iter().position(|before| before == element)?;
        Some(ViolationKind::UniqueItems { first, second })
    })
}
