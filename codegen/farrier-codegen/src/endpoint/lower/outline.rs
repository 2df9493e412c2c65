//! Cuts a big tree of rules into functions, so that each can be read, and compiled, on its own.

use std::collections::BTreeSet;

use heck::ToSnakeCase;

use super::super::ir::{Condition, Expr, Outcome, Rule, RuleFn, VarId};
use super::super::walk::{calls, each_rule};
use super::context::RuleContext;

/// How many rules a function holds, at most and at least.
const MAX_RULES: usize = 24;
const MIN_RULES: usize = 3;
/// How deep the rules of a function nest.
const MAX_HEIGHT: usize = 4;
/// How many values a function takes besides the parameters: together as many as clippy lets pass.
const MAX_ARGUMENTS: usize = 6;

/// The functions for a tree of rules. The last is the one to call; the others come before the functions that call them.
pub(super) fn into_functions(mut rules: Vec<Rule>, cx: &mut RuleContext) -> Vec<RuleFn> {
    let mut functions = Vec::new();
    cut(&mut rules, &mut functions, cx);
    functions.push(function("resolve".to_owned(), rules, &functions, cx));
    functions
}

fn cut(rules: &mut [Rule], functions: &mut Vec<RuleFn>, cx: &mut RuleContext) {
    for rule in rules.iter_mut() {
        if let Outcome::Tree(rules) = &mut rule.outcome {
            cut(rules, functions, cx);
        }
        if height(std::slice::from_ref(rule)) > MAX_HEIGHT {
            move_out(rule, functions, cx);
        }
    }
    let mut left = size(rules);
    let mut biggest_first: Vec<_> = rules.iter_mut().collect();
    biggest_first.sort_by_key(|rule| std::cmp::Reverse(size(std::slice::from_ref(rule))));
    for rule in biggest_first {
        if left <= MAX_RULES {
            return;
        }
        left -= move_out(rule, functions, cx);
    }
}

/// Makes the tree of a rule a function, if that pays and does not take too many arguments. Returns how many rules fewer
/// there are.
fn move_out(rule: &mut Rule, functions: &mut Vec<RuleFn>, cx: &mut RuleContext) -> usize {
    let Outcome::Tree(rules) = &mut rule.outcome else { return 0 };
    let (size, (_, arguments)) = (size(rules), free_variables(rules, functions, cx));
    if size < MIN_RULES || arguments.len() > MAX_ARGUMENTS {
        return 0;
    }
    let name = cx.function_name(&name(&rule.conditions, cx));
    functions.push(function(name, std::mem::take(rules), functions, cx));
    rule.outcome = Outcome::Call(functions.len() - 1);
    size
}

fn function(name: String, rules: Vec<Rule>, functions: &[RuleFn], cx: &RuleContext) -> RuleFn {
    let (reads, arguments) = free_variables(&rules, functions, cx);
    let needs_params = !reads.is_empty() || calls(&rules).iter().any(|index| functions[*index].needs_params);
    RuleFn { name, arguments, reads, needs_params, rules }
}

fn size(rules: &[Rule]) -> usize {
    let size = |rule: &Rule| match &rule.outcome {
        Outcome::Tree(rules) => 1 + size(rules),
        _ => 1,
    };
    rules.iter().map(size).sum()
}

/// The number of blocks around the innermost rule.
fn height(rules: &[Rule]) -> usize {
    let height = |rule: &Rule| {
        let inner = match &rule.outcome {
            Outcome::Tree(rules) => height(rules),
            _ => 0,
        };
        inner + usize::from(!rule.is_unconditional())
    };
    rules.iter().map(height).max().unwrap_or(0)
}

/// The parameters that rules read, and the variables they read but do not assign.
fn free_variables(rules: &[Rule], functions: &[RuleFn], cx: &RuleContext) -> (Vec<VarId>, Vec<VarId>) {
    let (mut read, mut assigned) = (BTreeSet::new(), BTreeSet::new());
    each_rule(rules, &mut |rule| {
        let mut visit = |var| {
            read.insert(var);
        };
        let values = rule.conditions.iter().map(Condition::value).chain(rule.outcome.values());
        values.for_each(|value| value.each_var(&mut visit));
        if let Outcome::Call(index) = &rule.outcome {
            functions[*index].arguments.iter().copied().for_each(&mut visit);
        }
        assigned.extend(rule.conditions.iter().filter_map(Condition::assigns));
    });
    read.difference(&assigned).partition(|var| **var < cx.parameters)
}

/// What the rules are about: the last thing that was tested before them.
fn name(conditions: &[Condition], cx: &RuleContext) -> String {
    match conditions.last() {
        None => "otherwise".to_owned(),
        Some(Condition::Bind { var, .. } | Condition::Let { var, .. }) => {
            format!("with_{}", cx.variables[*var].ident)
        }
        Some(Condition::Test(test)) => format!("if_{}", subject(test, cx)),
    }
}

fn subject(value: &Expr, cx: &RuleContext) -> String {
    match value {
        Expr::Var(var) => cx.variables[*var].ident.clone(),
        Expr::Not(value) => format!("not_{}", subject(value, cx)),
        Expr::Call(name, _) | Expr::Attribute(_, name) => name.trim_start_matches("is_").to_owned(),
        Expr::Equal(value, other) => match subject(other, cx).as_str() {
            "" => subject(value, cx),
            other => format!("{}_is_{other}", subject(value, cx)),
        },
        Expr::IsEmpty(value) => format!("{}_is_empty", subject(value, cx)),
        Expr::IsSet(value) | Expr::Some(value) => subject(value, cx),
        Expr::Or(value, _) | Expr::UnwrapOr(value, _) | Expr::Element(value, _) => subject(value, cx),
        _ => value.as_text().map(str::to_snake_case).unwrap_or_default(),
    }
}
