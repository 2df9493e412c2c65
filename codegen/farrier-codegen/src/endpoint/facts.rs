//! What is known to hold where a rule stands, so that the code does not test it again.
//!
//! Inside a tree its conditions hold. Behind a rule not all of its conditions hold: had they held, the rule would have
//! decided. Of two rules `fips && dual_stack` and `fips && !dual_stack`, the second need only test `fips`.

use std::collections::VecDeque;

use super::ir::{Condition, Expr};

/// A condition that does not assign, and whether it holds.
type Literal = (Expr, bool);

#[derive(Debug, Clone, Default)]
pub(super) struct Facts {
    known: Vec<Literal>,
    /// Of each list, at least one holds. The latest first.
    alternatives: VecDeque<Vec<Literal>>,
}

/// How much to keep in mind of either kind: what is forgotten is tested again, and no rule set takes long.
const MAX_FACTS: usize = 32;

impl Facts {
    /// Whether a condition holds, if that is known.
    pub(super) fn holds(&self, condition: &Condition) -> Option<bool> {
        self.is(&literal(condition)?)
    }

    /// From here on, the condition holds.
    pub(super) fn assume(&mut self, condition: &Condition) {
        if let Some(literal) = literal(condition) {
            self.known.push(literal);
            self.conclude();
        }
    }

    /// From here on, not all of the conditions hold.
    pub(super) fn exclude(&mut self, conditions: &[Condition]) {
        let literals = conditions.iter().filter_map(literal);
        self.alternatives.push_front(literals.map(|(condition, holds)| (condition, !holds)).collect());
        self.alternatives.truncate(MAX_FACTS);
        self.conclude();
    }

    fn is(&self, (condition, holds): &Literal) -> Option<bool> {
        if let Expr::Boolean(value) = condition {
            return Some(value == holds);
        }
        let (_, known) = self.known.iter().find(|(known, _)| known == condition)?;
        Some(known == holds)
    }

    /// Learns the one literal that is left of a list whose others do not hold, until there are no such lists.
    fn conclude(&mut self) {
        let undecided = |facts: &Self, list: &[Literal]| {
            let mut left = list.iter().filter(|literal| facts.is(literal) != Some(false));
            left.next().filter(|literal| left.next().is_none() && facts.is(literal).is_none()).cloned()
        };
        while self.known.len() < MAX_FACTS {
            let Some(literal) = self.alternatives.iter().find_map(|list| undecided(self, list)) else { return };
            self.known.push(literal);
        }
    }
}

fn literal(condition: &Condition) -> Option<Literal> {
    match condition {
        Condition::Let { .. } => None,
        Condition::Bind { value, .. } => Some((Expr::IsSet(Box::new(value.clone())), true)),
        Condition::Test(Expr::Not(inner)) => Some(((**inner).clone(), false)),
        Condition::Test(test) => Some((test.clone(), true)),
    }
}
