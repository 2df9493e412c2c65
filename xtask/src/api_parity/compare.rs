//! One surface against the other.

use std::collections::{BTreeMap, BTreeSet};

use super::differences::{self, DIFFERENCES};
use super::newer::Newer;
use super::surface::Surface;

/// How much of the official surface is here.
#[derive(Debug, Default)]
pub(super) struct Parity {
    /// Totals by category.
    pub(super) categories: BTreeMap<&'static str, Count>,
    /// What is missing, by category.
    pub(super) missing: BTreeMap<&'static str, Vec<String>>,
    /// How many of the missing paths are so on purpose, by the pattern of [`DIFFERENCES`]; `missing` does not list
    /// them.
    pub(super) deliberate: BTreeMap<&'static str, usize>,
    /// How many paths are ours alone.
    pub(super) extra: usize,
}

#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Count {
    pub(super) present: usize,
    pub(super) total: usize,
}

impl Parity {
    /// Everything together.
    pub(super) fn sum(&self) -> Count {
        self.categories.values().fold(Count::default(), |sum, count| Count {
            present: sum.present + count.present,
            total: sum.total + count.total,
        })
    }
}

impl Count {
    pub(super) fn percent(self) -> f64 {
        // No crate has so many paths that a float could not count them.
        if self.total == 0 { 100.0 } else { 100.0 * self.present as f64 / self.total as f64 }
    }
}

/// Compares by path. Everything counts, also what is missing on purpose, but for what the model is too old for.
pub(super) fn compare(official: &Surface<'_>, ours: &Surface<'_>, newer: &mut Newer) -> Parity {
    let (wanted, present) = (official.once(ours), ours.all());
    let mut parity = Parity { extra: extra(official, ours), ..Parity::default() };
    for path in wanted {
        let is_present = present.contains(&path);
        if !is_present && newer.explains(&path) {
            continue;
        }
        let category = category(&path);
        let count = parity.categories.entry(category).or_default();
        count.total += 1;
        if is_present {
            count.present += 1;
        } else if let Some(difference) = differences::of(&path) {
            *parity.deliberate.entry(difference.pattern).or_default() += 1;
        } else {
            parity.missing.entry(category).or_default().push(path);
        }
    }
    parity
}

fn extra(official: &Surface<'_>, ours: &Surface<'_>) -> usize {
    let theirs: BTreeSet<String> = official.all();
    ours.once(official).difference(&theirs).count()
}

/// The reason for a pattern.
pub(super) fn reason(pattern: &str) -> &'static str {
    DIFFERENCES.iter().find(|difference| difference.pattern == pattern).map_or("", |difference| difference.reason)
}

/// What kind of thing a path names.
fn category(path: &str) -> &'static str {
    let first = path.split("::").next().unwrap_or_default();
    let first = first.split([':', '.']).next().unwrap_or_default();
    match first {
        "types" | "operation" if path.contains("::builders::") => "builders",
        "types" if path.starts_with("types::error::") => "errors",
        "operation" if path.contains("::paginator::") => "paginators",
        "operation" if is_error(path) => "errors",
        "types" => "types",
        "operation" => "operations",
        "waiters" => "waiters",
        "error" | "Error" => "errors",
        "client" | "Client" => "client",
        "config" | "Config" => "config",
        "primitives" => "primitives",
        _ => "other",
    }
}

/// `operation::get_item::GetItemError::...`
fn is_error(path: &str) -> bool {
    path.split("::").nth(2).and_then(|name| name.split([':', '.']).next()).is_some_and(|name| name.ends_with("Error"))
}
