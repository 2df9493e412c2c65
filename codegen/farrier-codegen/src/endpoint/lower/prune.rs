//! Takes out what nothing reads: variables, conditions that always hold, rules behind one that always decides.

use std::collections::BTreeSet;

use super::super::ir::{Bdd, Condition, Expr, Outcome, Rule, VarId};

/// The variables read further on.
type Used = BTreeSet<VarId>;

/// Prunes the rules of a tree.
pub(super) fn rules(mut rules: Vec<Rule>) -> Vec<Rule> {
    tree(&mut rules);
    rules
}

fn tree(rules: &mut Vec<Rule>) -> Used {
    let mut used = Used::new();
    let mut kept = 0;
    for rule in rules.iter_mut() {
        let mut of_rule = outcome(&mut rule.outcome);
        conditions(&mut rule.conditions, &mut of_rule);
        used.append(&mut of_rule);
        kept += 1;
        if rule.is_unconditional() {
            break;
        }
    }
    rules.truncate(kept);
    used
}

fn outcome(outcome: &mut Outcome) -> Used {
    let mut used = Used::new();
    if let Outcome::Tree(rules) = outcome {
        used = tree(rules);
    }
    outcome.values().into_iter().for_each(|value| add(value, &mut used));
    used
}

fn add(value: &Expr, used: &mut Used) {
    value.each_var(&mut |var| {
        used.insert(var);
    });
}

/// Prunes conditions that come before what uses `used`, and adds what they use themselves.
fn conditions(conditions: &mut Vec<Condition>, used: &mut Used) {
    let mut left = std::mem::take(conditions);
    while let Some(condition) = left.pop() {
        let condition = match joined(&condition, left.last(), used) {
            Some(joined) => {
                left.pop();
                joined
            }
            None => condition,
        };
        let Some(condition) = needed(condition, used) else { continue };
        add(condition.value(), used);
        conditions.push(condition);
    }
    conditions.reverse();
}

/// One condition for an optional parameter that is bound only to be compared.
fn joined(condition: &Condition, before: Option<&Condition>, used: &Used) -> Option<Condition> {
    let (Condition::Test(test), Some(Condition::Bind { var, value, .. })) = (condition, before) else {
        return None;
    };
    // Any other value has a name because the rule set gave it one, which says what it is.
    value.as_var()?;
    let is_bound = |expr: &Expr| expr.as_var() == Some(*var) && !used.contains(var);
    let wanted = match test {
        test if is_bound(test) => Expr::Boolean(true),
        Expr::Not(test) if is_bound(test) => Expr::Boolean(false),
        Expr::Equal(test, wanted) if is_bound(test) && wanted.as_text().is_some() => (**wanted).clone(),
        _ => return None,
    };
    Some(Condition::Test(Expr::Equal(Box::new(value.clone()), Box::new(Expr::Some(Box::new(wanted))))))
}

fn needed(condition: Condition, used: &Used) -> Option<Condition> {
    let is_unused = condition.assigns().is_some_and(|var| !used.contains(&var));
    match condition {
        Condition::Bind { certain: true, .. } | Condition::Let { .. } if is_unused => None,
        Condition::Bind { value, .. } if is_unused => Some(Condition::Test(Expr::IsSet(Box::new(value)))),
        condition => Some(condition),
    }
}

/// Prunes the conditions of a diagram: a variable may be read wherever another condition or a result stands.
pub(super) fn bdd(mut bdd: Bdd) -> Bdd {
    let mut used = Used::new();
    for result in &mut bdd.results {
        used.append(&mut outcome(result));
    }
    for condition in bdd.conditions.iter().flatten() {
        add(condition.value(), &mut used);
    }
    for condition in &mut bdd.conditions {
        conditions(condition, &mut used);
    }
    bdd
}
