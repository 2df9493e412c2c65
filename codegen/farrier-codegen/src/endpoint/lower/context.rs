//! What all of lowering shares: the variables in sight, the names given out, the problems found.

use super::super::facts::Facts;
use super::super::ir::{Condition, Expr, Type, VarId, Variable};
use super::super::json::{At, Problem};
use super::growth::{Growth, MAX_PIECES};
use heck::ToSnakeCase;
use smithy_json_ast::MAX_NAME;
use std::collections::{BTreeMap, BTreeSet};

/// How deep rules, expressions and properties may nest: far more than any published model needs, and little enough for
/// every recursion over them.
pub(super) const MAX_DEPTH: usize = 48;

/// What the JSON has told so far.
#[derive(Debug)]
pub(super) struct RuleContext {
    pub(super) problems: Vec<Problem>,
    pub(super) variables: Vec<Variable>,
    /// How many of the variables are parameters; these come first.
    pub(super) parameters: usize,
    pub(super) unset: Unset,
    growth: Growth,
    names: Names,
}

/// What to do about a value that must be set but may not be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unset {
    /// Bind it by a condition of its own: rules nest, and what is bound stays bound inside.
    Bind,
    /// Give up on the whole condition: a diagram has no scopes.
    Try,
}

/// The variables in sight, by the names of the rule set, and what is known about them.
#[derive(Debug, Clone, Default)]
pub(super) struct Scope {
    pub(super) names: BTreeMap<String, VarId>,
    pub(super) facts: Facts,
}

/// An expression and what it evaluates to.
#[derive(Debug, Clone)]
pub(super) struct Typed {
    pub(super) expr: Expr,
    pub(super) ty: Type,
    pub(super) optional: bool,
}

impl Typed {
    pub(super) fn new(expr: Expr, ty: Type) -> Self {
        Self { expr, ty, optional: false }
    }
}

/// The value of a variable, as it is known there.
pub(super) fn read(cx: &RuleContext, var: VarId) -> Typed {
    let variable = &cx.variables[var];
    Typed { expr: Expr::Var(var), ty: variable.ty, optional: variable.optional }
}

/// What names are, to whoever wrote what is none.
pub(super) const NAMES: &str =
    "names are letters, digits and underscores, start with no digit, and have at most 1,024 bytes";

/// Whether a name follows the rules language: a letter or underscore, then those and digits, and no more bytes
/// than those of a model have.
pub(super) fn is_identifier(name: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    name.len() <= MAX_NAME
        && name.bytes().all(is_part)
        && name.bytes().next().is_some_and(|first| !first.is_ascii_digit())
}

impl RuleContext {
    pub(super) fn new(unset: Unset) -> Self {
        let (growth, names) = (Growth::default(), Names::default());
        Self { problems: Vec::new(), variables: Vec::new(), parameters: 0, unset, growth, names }
    }

    pub(super) fn note(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    /// Notes a problem with nothing to go on with: the result is `None`, of whatever type was wanted.
    pub(super) fn report<T>(&mut self, problem: Problem) -> Option<T> {
        self.note(problem);
        None
    }

    /// Looks at what conditions assign, in the order they are evaluated in. `None` if a text becomes too long.
    pub(super) fn assigned(&mut self, at: &At<'_>, conditions: &[Condition]) -> Option<()> {
        if conditions.iter().all(|condition| self.growth.assign(condition)) {
            return Some(());
        }
        let message = format!("a text here is put together of more than {MAX_PIECES} others");
        self.report(at.problem(message, "assign what is shorter"))
    }

    /// A new variable for a name of the rule set. Variables of one name share their identifier.
    pub(super) fn variable(&mut self, name: &str, ty: Type, optional: bool) -> VarId {
        let ident = self.names.ident(name);
        self.push(Variable { ident, ty, optional })
    }

    /// A variable the rule set does not name.
    pub(super) fn temporary(&mut self, ty: Type, optional: bool) -> VarId {
        let ident = self.names.unused("value");
        self.push(Variable { ident, ty, optional })
    }

    /// A name for a function, like `wish`.
    pub(super) fn function_name(&mut self, wish: &str) -> String {
        self.names.unused(wish)
    }

    /// The same variable, known to be set.
    pub(super) fn narrowed(&mut self, var: VarId) -> VarId {
        self.push(Variable { optional: false, ..self.variables[var].clone() })
    }

    fn push(&mut self, variable: Variable) -> VarId {
        self.variables.push(variable);
        self.variables.len() - 1
    }
}

/// The identifiers taken: each name of the rule set has its own.
#[derive(Debug, Default)]
struct Names {
    idents: BTreeMap<String, String>,
    taken: BTreeSet<String>,
    /// How often a name was wished for that was taken.
    numbers: BTreeMap<String, usize>,
}

impl Names {
    fn ident(&mut self, name: &str) -> String {
        if let Some(ident) = self.idents.get(name) {
            return ident.clone();
        }
        let ident = self.unused(&name.to_snake_case());
        self.idents.insert(name.to_owned(), ident.clone());
        ident
    }

    fn unused(&mut self, wish: &str) -> String {
        /// What emitted code uses besides variables, and names clippy takes for placeholders.
        const RESERVED: [&str; 14] = [
            "at",
            "baz",
            "cells",
            "condition",
            "fail",
            "foo",
            "index",
            "object",
            "owned",
            "params",
            "quux",
            "resolve",
            "result",
            "values",
        ];
        let is_ident = syn::parse_str::<syn::Ident>(wish).is_ok();
        let base = match wish {
            _ if is_ident && !RESERVED.contains(&wish) => wish.to_owned(),
            _ => format!("{wish}_value").trim_start_matches('_').to_owned(),
        };
        let base = if base.starts_with(|first: char| first.is_ascii_digit()) { format!("_{base}") } else { base };
        let number = self.numbers.entry(base.clone()).or_insert(0);
        let mut ident = base.clone();
        while !self.taken.insert(ident.clone()) {
            *number += 1;
            ident = format!("{base}_{}", *number + 1);
        }
        ident
    }
}
