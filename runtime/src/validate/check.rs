//! Checks single values.

use super::constraint::{Constraint, Constraints};
use super::decimal::compare;
use super::violation::ViolationKind;
use aws_smithy_types::{Document, Number};
use std::cmp::Ordering;
use std::collections::HashMap;
use std::hash::{BuildHasher, Hash, Hasher, RandomState};

/// Texts that are longer than this and than their `@length` are not matched against their pattern: patterns backtrack,
/// and are meant for texts of that length.
const LONGEST_MATCHED: usize = 1024;

/// The first constraint of a kind; those of a target come after those of the member.
pub(super) fn find<T>(constraints: Constraints, pick: fn(Constraint) -> Option<T>) -> Option<T> {
    constraints.iter().find_map(|constraint| match *constraint {
        Constraint::Inherit(constraints) => find(constraints, pick),
        constraint => pick(constraint),
    })
}

/// What the elements of a list or the values of a map must meet.
pub(crate) fn items(constraints: Constraints) -> Constraints {
    let pick = |constraint| if let Constraint::Items(items) = constraint { Some(items) } else { None };
    find(constraints, pick).unwrap_or_default()
}

/// What the keys of a map must meet.
pub(crate) fn keys(constraints: Constraints) -> Constraints {
    let pick = |constraint| if let Constraint::Keys(keys) = constraint { Some(keys) } else { None };
    find(constraints, pick).unwrap_or_default()
}

/// Whether there has to be a value, though the schema does not say so.
pub(crate) fn is_required(constraints: Constraints) -> bool {
    find(constraints, |constraint| (constraint == Constraint::Required).then_some(())).is_some()
}

/// `@length`
pub(crate) fn bounds(constraints: Constraints) -> Option<(u64, u64)> {
    find(constraints, |constraint| if let Constraint::Length(min, max) = constraint { Some((min, max)) } else { None })
}

/// `@pattern`
pub(crate) fn pattern(constraints: Constraints) -> Option<&'static str> {
    find(constraints, |constraint| if let Constraint::Pattern(pattern) = constraint { Some(pattern) } else { None })
}

/// The values of an enum, those of an intEnum as digits.
pub(crate) fn values(constraints: Constraints) -> Option<&'static [&'static str]> {
    find(constraints, |constraint| if let Constraint::OneOf(values) = constraint { Some(values) } else { None })
}

/// `@range`; without digits there is no such bound.
fn range_of(constraints: Constraints) -> Option<(&'static str, &'static str)> {
    find(constraints, |constraint| if let Constraint::Range(min, max) = constraint { Some((min, max)) } else { None })
}

/// `@range`, which nothing but empty texts is where there is none.
#[cfg(feature = "test-util")]
pub(crate) fn limits(constraints: Constraints) -> (&'static str, &'static str) {
    range_of(constraints).unwrap_or_default()
}

pub(super) fn length(constraints: Constraints, actual: usize) -> Option<ViolationKind> {
    let ((min, max), actual) = (bounds(constraints)?, actual as u64);
    let (least, most) = (Some(min).filter(|min| *min > 0), Some(max).filter(|max| *max < u64::MAX));
    (!(min..=max).contains(&actual)).then_some(ViolationKind::Length { min: least, max: most, actual })
}

fn range(constraints: Constraints, actual: &str, sensitive: bool) -> Option<ViolationKind> {
    let (min, max) = range_of(constraints)?;
    let bound = |bound: &'static str| Some(bound).filter(|bound| !bound.is_empty());
    let is_within = is_within((min, max), actual);
    let (min, max) = (bound(min), bound(max));
    let actual = (!sensitive).then(|| actual.to_owned());
    (!is_within).then_some(ViolationKind::Range { min, max, actual })
}

/// Whether a number is within a range.
pub(crate) fn is_within((min, max): (&str, &str), actual: &str) -> bool {
    // What is no number is in no range.
    let above = min.is_empty() || compare(actual, min).is_some_and(Ordering::is_ge);
    let below = max.is_empty() || compare(actual, max).is_some_and(Ordering::is_le);
    above && below
}

/// Length, pattern, and the values of an enum.
pub(crate) fn text(constraints: Constraints, text: &str, sensitive: bool) -> impl Iterator<Item = ViolationKind> {
    let length = length(constraints, text.chars().count());
    let actual = || (!sensitive).then(|| text.to_owned());
    let skip = length.is_some() && text.len() > LONGEST_MATCHED;
    let pattern = self::pattern(constraints).filter(|pattern| !skip && !super::pattern::matches(pattern, text));
    let pattern = pattern.map(|pattern| ViolationKind::Pattern { pattern, actual: actual() });
    [length, pattern, unknown(constraints, text, sensitive)].into_iter().flatten()
}

/// Range, and the values of an enum.
pub(super) fn number(constraints: Constraints, digits: &str, sensitive: bool) -> impl Iterator<Item = ViolationKind> {
    [range(constraints, digits, sensitive), unknown(constraints, digits, sensitive)].into_iter().flatten()
}

/// A value that is none of its enum.
fn unknown(constraints: Constraints, value: &str, sensitive: bool) -> Option<ViolationKind> {
    let values = values(constraints).filter(|values| !values.contains(&value))?;
    Some(ViolationKind::Enum { values, actual: (!sensitive).then(|| value.to_owned()) })
}

/// Whether the elements of a list are to be unique.
pub(crate) fn is_unique(constraints: Constraints) -> bool {
    find(constraints, |constraint| (constraint == Constraint::UniqueItems).then_some(())).is_some()
}

/// Every element that is equal to one before it.
pub(super) fn duplicates(elements: &[Document]) -> impl Iterator<Item = ViolationKind> {
    let hasher = RandomState::new();
    // The first of each value, by its hash.
    let mut firsts: HashMap<u64, Vec<usize>> = HashMap::new();
    elements.iter().enumerate().filter_map(move |(second, element)| {
        let alike = firsts.entry(hasher.hash_one(Hashed(element))).or_default();
        let first = alike.iter().copied().find(|first| elements[*first] == *element);
        // What holds a NaN is not equal to itself, nor to anything that is still to come.
        if first.is_none() && elements[second] == *element {
            alike.push(second);
        }
        first.map(|first| ViolationKind::UniqueItems { first, second })
    })
}

/// A document with the same hash as those that are equal to it.
struct Hashed<'d>(&'d Document);

impl Hash for Hashed<'_> {
    fn hash<H: Hasher>(&self, to: &mut H) {
        match self.0 {
            Document::Null => {}
            Document::Bool(value) => value.hash(to),
            Document::Number(Number::PosInt(value)) => value.hash(to),
            Document::Number(Number::NegInt(value)) => value.hash(to),
            // Zero has two signs.
            Document::Number(Number::Float(value)) => (value + 0.0).to_bits().hash(to),
            Document::String(text) => text.hash(to),
            Document::Array(values) => values.iter().for_each(|value| Hashed(value).hash(to)),
            Document::Object(members) => {
                let mut members: Vec<_> = members.iter().collect();
                members.sort_unstable_by_key(|(name, _)| *name);
                members.into_iter().for_each(|(name, value)| (name, Hashed(value)).hash(to));
            }
        }
    }
}
