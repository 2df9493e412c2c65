//! What is known to be set once a condition has bound it: the values after that read it as such. They were lowered
//! operand by operand, some before a later one needed the value, and where they stand the binding hides the variable
//! that may be unset.

use super::super::ir::{Condition, Expr, Piece, VarId};
use super::functions::{equal, not};

/// Rewrites the conditions that one of the rule set became.
pub(super) fn conditions(conditions: Vec<Condition>) -> Vec<Condition> {
    let mut bound = Vec::new();
    let mut narrowed = Vec::new();
    for condition in conditions {
        let condition = self::condition(condition, &bound);
        if let Condition::Bind { var, value: Expr::Var(optional), .. } = &condition {
            bound.push((*optional, *var));
        }
        narrowed.push(condition);
    }
    narrowed
}

/// Variables that may be unset, each with the one that is known to be set.
type Bound = [(VarId, VarId)];

fn condition(condition: Condition, bound: &Bound) -> Condition {
    if bound.is_empty() {
        return condition;
    }
    match condition {
        Condition::Test(test) => Condition::Test(value(test, bound)),
        Condition::Let { var, value: assigned } => Condition::Let { var, value: value(assigned, bound) },
        Condition::Bind { var, value: assigned, certain } => match value(assigned, bound) {
            Expr::Some(value) => Condition::Let { var, value: *value },
            value => Condition::Bind { var, value, certain },
        },
    }
}

/// The value, and what it comes to with parts that are set.
fn value(expr: Expr, bound: &Bound) -> Expr {
    let of = |part: Box<Expr>| Box::new(value(*part, bound));
    match expr {
        Expr::Var(var) => match bound.iter().find(|(optional, _)| *optional == var) {
            Some((_, set)) => Expr::Some(Box::new(Expr::Var(*set))),
            None => Expr::Var(var),
        },
        Expr::Boolean(_) | Expr::Integer(_) => expr,
        Expr::Template(pieces) => {
            let piece = |piece| match piece {
                Piece::Text(text) => Piece::Text(text),
                Piece::Value(part) => Piece::Value(value(part, bound)),
            };
            Expr::Template(pieces.into_iter().map(piece).collect())
        }
        Expr::Call(function, arguments) => {
            Expr::Call(function, arguments.into_iter().map(|argument| value(argument, bound)).collect())
        }
        Expr::Attribute(part, attribute) => Expr::Attribute(of(part), attribute),
        Expr::Element(part, index) => Expr::Element(of(part), index),
        Expr::IsEmpty(part) => Expr::IsEmpty(of(part)),
        Expr::Some(part) => Expr::Some(of(part)),
        Expr::Try(part) => Expr::Try(of(part)),
        Expr::Attempt(part) => Expr::Attempt(of(part)),
        Expr::Not(part) => not(value(*part, bound)),
        Expr::IsSet(part) => match value(*part, bound) {
            Expr::Some(_) => Expr::Boolean(true),
            part => Expr::IsSet(Box::new(part)),
        },
        Expr::Equal(a, b) => match (value(*a, bound), value(*b, bound)) {
            (Expr::Some(a), Expr::Some(b)) => equal(*a, *b),
            (a, b) => equal(a, b),
        },
        Expr::Or(a, b) => match value(*a, bound) {
            set @ Expr::Some(_) => set,
            a => Expr::Or(Box::new(a), of(b)),
        },
        Expr::UnwrapOr(a, b) => match value(*a, bound) {
            Expr::Some(a) => *a,
            a => Expr::UnwrapOr(Box::new(a), of(b)),
        },
        Expr::IfElse(parts) => chosen(parts.map(|part| value(part, bound))),
    }
}

/// An `if` of which the condition may be certain, and both branches set.
fn chosen(parts: [Expr; 3]) -> Expr {
    match parts {
        [Expr::Boolean(true), chosen, _] | [Expr::Boolean(false), _, chosen] => chosen,
        [condition, Expr::Some(a), Expr::Some(b)] => Expr::Some(Box::new(Expr::IfElse(Box::new([condition, *a, *b])))),
        parts => Expr::IfElse(Box::new(parts)),
    }
}
