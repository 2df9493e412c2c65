//! Values: literals, templates, references and function calls, with their types checked.

use serde_json::Value;

use super::super::ir::{Condition, Expr, Piece, Type, VarId};
use super::super::json::At;
use super::context::{MAX_DEPTH, RuleContext, Scope, Typed, Unset, read};
use super::functions::{self, Argument, Function};
use super::template::{self, Part};

/// What values are, to whoever wrote something else.
const VALUES: &str = r#"write a string, a boolean, a reference `{"ref": ..}` or a function `{"fn": .., "argv": [..]}`"#;

/// Lowers the values of one condition or outcome.
#[derive(Debug)]
pub(super) struct Values<'c> {
    pub(super) cx: &'c mut RuleContext,
    pub(super) scope: &'c mut Scope,
    /// Conditions that must come before the one the values are for.
    pub(super) first: Vec<Condition>,
    /// Whether something that is unset may fail the condition, rather than count as unset, or be an error.
    may_fail: bool,
    depth: usize,
}

impl<'c> Values<'c> {
    /// For the values of a condition, which does not hold if something it needs is unset.
    pub(super) fn of_condition(cx: &'c mut RuleContext, scope: &'c mut Scope) -> Self {
        Self { cx, scope, first: Vec::new(), may_fail: true, depth: 0 }
    }

    /// For the values of an outcome, all of which have to be set.
    pub(super) fn of_outcome(cx: &'c mut RuleContext, scope: &'c mut Scope) -> Self {
        Self { may_fail: false, ..Self::of_condition(cx, scope) }
    }

    /// The function a condition consists of.
    pub(super) fn condition(&mut self, at: &At<'_>) -> Option<Typed> {
        let arguments = at.member("argv").map(|at| at.elements()).unwrap_or_default();
        match (at.value["fn"].as_str(), arguments.as_slice()) {
            (Some("isSet"), [argument]) if self.cx.unset == Unset::Bind => {
                let value = self.lenient(argument)?;
                match value {
                    // What is set here stays set for all that follows.
                    Typed { expr: Expr::Var(_), optional: true, .. } => {
                        self.set(argument, value)?;
                        Some(Typed::new(Expr::Boolean(true), Type::Boolean))
                    }
                    value => Some(is_set(value)),
                }
            }
            (Some("stringEquals"), [a, b]) => self.equality(a, b, Type::String),
            (Some("booleanEquals"), [a, b]) => self.equality(a, b, Type::Boolean),
            _ if at.member("assign").is_some() => self.call(at),
            _ => self.value(at),
        }
    }

    /// An equality on its own: if one side is unset, the two are not equal.
    fn equality(&mut self, a: &At<'_>, b: &At<'_>, ty: Type) -> Option<Typed> {
        let (left, right) = (self.of_type(a, ty), self.of_type(b, ty));
        let (left, right) = (left?, right?);
        let (optional, other) = match (left.optional, right.optional) {
            (true, false) => (left, right),
            (false, true) => (right, left),
            _ => {
                let equal = functions::equal(self.set(a, left)?, self.set(b, right)?);
                return Some(Typed::new(equal, Type::Boolean));
            }
        };
        let other = Expr::Some(Box::new(self.stored(other.expr, ty)));
        let expr = Expr::Equal(Box::new(optional.expr), Box::new(other));
        Some(Typed::new(expr, Type::Boolean))
    }

    /// A string that is set.
    pub(super) fn string(&mut self, at: &At<'_>) -> Option<Expr> {
        self.strict(at, Type::String)
    }

    /// A member that has to be there.
    pub(super) fn required_member<'a>(&mut self, at: &At<'a>, name: &str) -> Option<At<'a>> {
        let member = at.member(name);
        member.or_else(|| self.cx.report(at.problem(format!("`{name}` is missing"), "add it")))
    }

    fn value(&mut self, at: &At<'_>) -> Option<Typed> {
        if self.depth > MAX_DEPTH {
            return self.cx.report(at.problem(
                format!("values are nested more than {MAX_DEPTH} deep"),
                "assign what is in the middle first",
            ));
        }
        self.depth += 1;
        let value = match at.value {
            Value::String(text) => self.text(at, text),
            Value::Bool(value) => Some(Typed::new(Expr::Boolean(*value), Type::Boolean)),
            Value::Object(object) if object.contains_key("ref") => {
                let name = at.value["ref"].as_str().unwrap_or_default();
                self.reference(at, name)
            }
            Value::Object(object) if object.contains_key("fn") => {
                self.call(at).and_then(|value| self.chosen(at, value))
            }
            _ => self.cx.report(at.problem("this is no value", VALUES)),
        };
        self.depth -= 1;
        value
    }

    /// A string that may hold templates. One that is nothing but a template is what that stands for.
    fn text(&mut self, at: &At<'_>, text: &str) -> Option<Typed> {
        let Some(parts) = template::parts(text) else {
            return self.cx.report(at.problem("unbalanced braces in a template", "a brace as such is written twice"));
        };
        if let [Part::Value(reference)] = parts.as_slice() {
            return self.referenced(at, reference);
        }
        let mut pieces = Vec::new();
        for part in parts {
            pieces.push(match part {
                Part::Text(text) => Piece::Text(text),
                Part::Value(reference) => {
                    let value = self.referenced(at, reference)?;
                    if value.ty != Type::String {
                        return self.cx.report(at.problem(
                            format!("`{reference}` is not a string"),
                            "name a string, or a part that is one: `{url#authority}`",
                        ));
                    }
                    Piece::Value(self.set(at, value)?)
                }
            });
        }
        Some(Typed::new(template(pieces), Type::String))
    }

    /// `Region` or `partition#dnsSuffix`.
    fn referenced(&mut self, at: &At<'_>, reference: &str) -> Option<Typed> {
        match reference.split_once('#') {
            None => self.reference(at, reference),
            Some((name, path)) => {
                let target = self.reference(at, name)?;
                self.attribute(at, target, path)
            }
        }
    }

    /// The value of a variable.
    fn reference(&mut self, at: &At<'_>, name: &str) -> Option<Typed> {
        match self.scope.names.get(name) {
            Some(&var) => Some(read(self.cx, var)),
            None => {
                let help = "name a parameter, or what an earlier condition of this rule assigns";
                self.cx.report(at.problem(format!("there is no `{name}` here"), help))
            }
        }
    }

    fn call(&mut self, at: &At<'_>) -> Option<Typed> {
        let name = at.value["fn"].as_str().unwrap_or_default();
        let arguments = at.member("argv").map(|at| at.elements()).unwrap_or_default();
        match (name, arguments.as_slice()) {
            ("isSet", [value]) => self.lenient(value).map(attempted).map(is_set),
            ("not", [value]) => {
                let value = self.strict(value, Type::Boolean)?;
                Some(Typed::new(functions::not(value), Type::Boolean))
            }
            ("stringEquals", [a, b]) => self.strict_equality(a, b, Type::String),
            ("booleanEquals", [a, b]) => self.strict_equality(a, b, Type::Boolean),
            ("getAttr", [value, path]) => {
                let target = self.value(value)?;
                self.attribute(value, target, path.value.as_str().unwrap_or_default())
            }
            ("coalesce", [first, rest @ ..]) => {
                let first = self.branch(first).map(attempted);
                rest.iter().fold(first, |value, at| self.coalesce(value, at))
            }
            ("ite", [condition, a, b]) => self.if_else(condition, a, b),
            _ => self.library_call(at, name, &arguments),
        }
    }

    fn strict_equality(&mut self, a: &At<'_>, b: &At<'_>, ty: Type) -> Option<Typed> {
        let (a, b) = (self.strict(a, ty), self.strict(b, ty));
        Some(Typed::new(functions::equal(a?, b?), Type::Boolean))
    }

    fn library_call(&mut self, at: &At<'_>, name: &str, arguments: &[At<'_>]) -> Option<Typed> {
        let of_so_many = |function: &&Function| function.name == name && function.arguments.len() == arguments.len();
        let Some(function) = functions::LIBRARY.iter().find(of_so_many) else {
            return self.cx.report(functions::no_call(at, name, arguments.len()));
        };
        let arguments = function.arguments.iter().zip(arguments);
        let arguments: Vec<_> = arguments.map(|(kind, at)| self.argument(at, *kind)).collect();
        let expr = Expr::Call(function.rust, arguments.into_iter().collect::<Option<_>>()?);
        Some(Typed { expr, ty: function.returns, optional: function.optional })
    }

    fn argument(&mut self, at: &At<'_>, kind: Argument) -> Option<Expr> {
        match kind {
            Argument::String => {
                let value = self.strict(at, Type::String)?;
                Some(self.stored(value, Type::String))
            }
            Argument::Boolean => self.strict(at, Type::Boolean),
            Argument::Count => {
                let count = at.value.as_u64().and_then(|count| u32::try_from(count).ok());
                count.map(Expr::Integer).or_else(|| {
                    self.cx
                        .report(at.problem("this is no number of characters or parts", "write a whole number from 0"))
                })
            }
        }
    }

    /// A part of a value, by a path such as `name`, `[0]` or `resourceId[2]`.
    fn attribute(&mut self, at: &At<'_>, target: Typed, path: &str) -> Option<Typed> {
        let mut value = target;
        for step in template::path(path) {
            let ty = value.ty;
            let expr = Box::new(self.set(at, value)?);
            let step = step.and_then(|step| functions::step(expr, ty, step));
            value = match step {
                Some(step) => step,
                None => {
                    return self
                        .cx
                        .report(at.problem(format!("this value has no `{path}`"), functions::attributes(ty)));
                }
            };
        }
        Some(value)
    }

    fn coalesce(&mut self, first: Option<Typed>, at: &At<'_>) -> Option<Typed> {
        let (first, second) = (first, attempted(self.branch(at)?));
        let first = first?;
        if first.ty != second.ty {
            return self
                .cx
                .report(at.problem("the arguments are of different types", "make them all strings, or all booleans"));
        }
        let (a, b) = (Box::new(first.expr.clone()), Box::new(second.expr));
        Some(match (first.optional, second.optional) {
            (false, _) => first,
            (true, false) => Typed { expr: Expr::UnwrapOr(a, b), optional: false, ..first },
            (true, true) => Typed { expr: Expr::Or(a, b), ..first },
        })
    }

    fn if_else(&mut self, condition: &At<'_>, a: &At<'_>, b: &At<'_>) -> Option<Typed> {
        let condition = self.strict(condition, Type::Boolean);
        let (left, right) = (self.branch(a), self.branch(b));
        let (left, right) = (left?, right?);
        if left.ty != right.ty {
            return self
                .cx
                .report(b.problem("the branches are of different types", "make both strings, or both booleans"));
        }
        let (ty, optional) = (left.ty, left.optional || right.optional);
        let branch = |value: Typed| match optional && !value.optional {
            true => Expr::Some(Box::new(value.expr)),
            false => value.expr,
        };
        let expr = Expr::IfElse(Box::new([condition?, branch(left), branch(right)]));
        Some(Typed { expr, ty, optional })
    }

    /// Stores what `ite` gives for others to use: an `if` inside an expression cannot be read.
    fn chosen(&mut self, at: &At<'_>, value: Typed) -> Option<Typed> {
        if !matches!(value.expr, Expr::IfElse(_)) {
            return Some(value);
        }
        if value.optional {
            return self.cx.report(at.problem("what `ite` gives may be unset here", "assign it first"));
        }
        let expr = self.stored(value.expr, value.ty);
        Some(Typed { expr, ..value })
    }

    /// A value that may be unset, and that others are chosen from.
    fn branch(&mut self, at: &At<'_>) -> Option<Typed> {
        self.leniently(|values| {
            let value = values.value(at)?;
            let expr = values.stored(value.expr, value.ty);
            Some(Typed { expr, ..value })
        })
    }

    /// A value that may be unset.
    fn lenient(&mut self, at: &At<'_>) -> Option<Typed> {
        self.leniently(|values| values.value(at))
    }

    fn leniently(&mut self, value: impl FnOnce(&mut Self) -> Option<Typed>) -> Option<Typed> {
        let may_fail = std::mem::replace(&mut self.may_fail, false);
        let value = value(self);
        self.may_fail = may_fail;
        value
    }

    fn strict(&mut self, at: &At<'_>, ty: Type) -> Option<Expr> {
        let value = self.of_type(at, ty)?;
        self.set(at, value)
    }

    fn of_type(&mut self, at: &At<'_>, ty: Type) -> Option<Typed> {
        let value = self.value(at)?;
        if value.ty == ty {
            Some(value)
        } else {
            let wanted = format!("name or write a value of type {}", ty.name());
            self.cx.report(at.problem(format!("the type of this value is {}", value.ty.name()), wanted))
        }
    }

    /// The value, having made sure it is set.
    pub(super) fn set(&mut self, at: &At<'_>, value: Typed) -> Option<Expr> {
        if !value.optional {
            return Some(value.expr);
        }
        if self.cx.unset == Unset::Try {
            return Some(Expr::Try(Box::new(value.expr)));
        }
        if !self.may_fail {
            return self.cx.report(at.problem("this value may be unset", "test it with `isSet` first"));
        }
        let var = match value.expr {
            Expr::Var(var) => {
                // The other side of an equality may have made sure.
                if let Some(known) = self.known(var) {
                    return Some(Expr::Var(known));
                }
                let narrowed = self.cx.narrowed(var);
                self.scope.names.values_mut().filter(|known| **known == var).for_each(|known| *known = narrowed);
                narrowed
            }
            _ => self.cx.temporary(value.ty, false),
        };
        self.first.push(Condition::Bind { var, value: value.expr, certain: false });
        Some(Expr::Var(var))
    }

    /// The same variable, if it is known to be set here.
    fn known(&self, var: VarId) -> Option<VarId> {
        let variables = &self.cx.variables;
        let is_known = |known: &VarId| !variables[*known].optional && variables[*known].ident == variables[var].ident;
        self.scope.names.values().copied().find(is_known)
    }

    /// The expression, in a variable of its own if others cannot borrow from it where it stands.
    fn stored(&mut self, expr: Expr, ty: Type) -> Expr {
        if !expr.is_owned() && !matches!(expr, Expr::IfElse(_)) {
            return expr;
        }
        let in_diagram = self.cx.unset == Unset::Try;
        let var = self.cx.temporary(ty, in_diagram);
        // Nobody may ask for it.
        let value = if self.may_fail { expr } else { attempted(Typed::new(expr, ty)).expr };
        self.first.push(Condition::Let { var, value });
        if in_diagram { Expr::Try(Box::new(Expr::Var(var))) } else { Expr::Var(var) }
    }
}

/// A value that is unset where something is that it needs.
fn attempted(value: Typed) -> Typed {
    let expr = match value.expr {
        expr if value.optional => expr,
        expr if expr.tries().is_empty() => return Typed { expr, ..value },
        Expr::Try(expr) => *expr,
        expr => Expr::Some(Box::new(expr)),
    };
    let expr = if expr.tries().is_empty() { expr } else { Expr::Attempt(Box::new(expr)) };
    Typed { expr, optional: true, ..value }
}

fn is_set(value: Typed) -> Typed {
    let expr = if value.optional { Expr::IsSet(Box::new(value.expr)) } else { Expr::Boolean(true) };
    Typed::new(expr, Type::Boolean)
}

/// A template of one piece is that piece.
fn template(mut pieces: Vec<Piece>) -> Expr {
    match (pieces.pop(), pieces.is_empty()) {
        (Some(Piece::Value(value)), true) => value,
        (last, _) => {
            pieces.extend(last);
            Expr::Template(pieces)
        }
    }
}
