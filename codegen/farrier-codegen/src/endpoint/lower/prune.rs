//! Takes out what nothing reads: variables, conditions that always hold, rules behind one that always decides.

use std::collections::{BTreeMap, BTreeSet};

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
        let is_read = condition.assigns().is_some_and(|var| used.contains(&var));
        for condition in needed(condition, is_read) {
            add(condition.value(), used);
            conditions.push(condition);
        }
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

/// What is left of a condition if nobody reads what it assigns: whether that can be done.
fn needed(condition: Condition, is_read: bool) -> Vec<Condition> {
    let is_unused = condition.assigns().is_some() && !is_read;
    let is_set = |value: Expr| Condition::Test(Expr::IsSet(Box::new(value)));
    match condition {
        Condition::Bind { certain: true, .. } if is_unused => Vec::new(),
        Condition::Let { value: Expr::IfElse(parts), .. } if is_unused => {
            chosen(*parts).map(Condition::Test).into_iter().collect()
        }
        Condition::Let { value, .. } if is_unused => value.tries().into_iter().cloned().map(is_set).collect(),
        Condition::Bind { value, .. } if is_unused => vec![is_set(value)],
        condition => vec![condition],
    }
}

/// Whether a value can be chosen, of which the branch that is not taken needs nothing; `None` if that is certain.
fn chosen([condition, a, b]: [Expr; 3]) -> Option<Expr> {
    let (a, b) = (all_set(&a), all_set(&b));
    if (&a, &b) != (&Expr::Boolean(true), &Expr::Boolean(true)) {
        return Some(Expr::IfElse(Box::new([condition, a, b])));
    }
    Some(all_set(&condition)).filter(|set| *set != Expr::Boolean(true))
}

/// Whether everything is set that a value needs.
fn all_set(value: &Expr) -> Expr {
    let sets = value.tries().into_iter().rev().map(|value| Expr::IsSet(Box::new(value.clone())));
    let all = sets.reduce(|others, set| Expr::IfElse(Box::new([set, others, Expr::Boolean(false)])));
    all.unwrap_or(Expr::Boolean(true))
}

/// Prunes the conditions of a diagram: a variable may be read wherever another condition or a result stands, until that
/// is taken out itself.
pub(super) fn bdd(mut bdd: Bdd) -> Bdd {
    let mut reads: BTreeMap<VarId, usize> = BTreeMap::new();
    let of_conditions = bdd.conditions.iter().flatten().map(Condition::value);
    for value in bdd.results.iter().flat_map(Outcome::values).chain(of_conditions) {
        value.each_var(&mut |var| *reads.entry(var).or_default() += 1);
    }
    let mut assigned: BTreeMap<VarId, Vec<usize>> = BTreeMap::new();
    for (index, parts) in bdd.conditions.iter().enumerate() {
        parts.iter().filter_map(Condition::assigns).for_each(|var| assigned.entry(var).or_default().push(index));
    }
    let mut left: Vec<usize> = (0..bdd.conditions.len()).collect();
    while let Some(index) = left.pop() {
        let mut kept = Vec::new();
        while let Some(part) = bdd.conditions[index].pop() {
            let is_read = part.assigns().is_some_and(|var| reads.get(&var).is_some_and(|reads| *reads > 0));
            let mut read = Vec::new();
            part.value().each_var(&mut |var| read.push(var));
            let parts = needed(part, is_read);
            for part in &parts {
                part.value().each_var(&mut |var| *reads.entry(var).or_default() += 1);
            }
            left.extend(read.into_iter().flat_map(|var| no_longer(var, &mut reads, &assigned)));
            kept.extend(parts.into_iter().rev());
        }
        kept.reverse();
        bdd.conditions[index] = kept;
    }
    bdd
}

/// Where a variable is assigned, if this was the last that read it.
fn no_longer(var: VarId, reads: &mut BTreeMap<VarId, usize>, assigned: &BTreeMap<VarId, Vec<usize>>) -> Vec<usize> {
    let last = reads.get_mut(&var).is_some_and(|reads| {
        *reads -= 1;
        *reads == 0
    });
    if last { assigned.get(&var).cloned().unwrap_or_default() } else { Vec::new() }
}
