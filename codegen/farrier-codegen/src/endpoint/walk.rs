//! Walks over rules.

use super::ir::{Outcome, Rule};

/// The functions that rules call, in their order.
pub(super) fn calls(rules: &[Rule]) -> Vec<usize> {
    let mut calls = Vec::new();
    each_rule(rules, &mut |rule| {
        if let Outcome::Call(index) = &rule.outcome {
            calls.push(*index);
        }
    });
    calls
}

/// Calls `visit` with each rule, in order.
pub(super) fn each_rule<'a>(rules: &'a [Rule], visit: &mut impl FnMut(&'a Rule)) {
    for rule in rules {
        visit(rule);
        if let Outcome::Tree(rules) = &rule.outcome {
            each_rule(rules, visit);
        }
    }
}
