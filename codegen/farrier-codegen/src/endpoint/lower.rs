//! From the JSON of the traits to the IR: parameters, names and what all of lowering shares.

use std::collections::{BTreeMap, BTreeSet};

use heck::ToSnakeCase;
use serde_json::{Value, json};

use super::facts::Facts;
use super::ir::{Body, Default, EndpointRules, Parameter, Type, VarId, Variable};
use super::json::{At, Problem};
use super::{bdd, outline, prune, rules};

const RULE_SET: &str = "smithy.rules#endpointRuleSet";
const BDD: &str = "smithy.rules#endpointBdd";

/// How deep rules, expressions and properties may nest: far more than any published model needs, and little enough for
/// every recursion over them.
pub(super) const MAX_DEPTH: usize = 48;

/// What the JSON has told so far.
#[derive(Debug)]
pub(super) struct Context {
    pub(super) problems: Vec<Problem>,
    pub(super) variables: Vec<Variable>,
    /// How many of the variables are parameters; these come first.
    pub(super) parameters: usize,
    pub(super) unset: Unset,
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
#[derive(Debug, Clone, std::default::Default)]
pub(super) struct Scope {
    pub(super) names: BTreeMap<String, VarId>,
    pub(super) facts: Facts,
}

/// Resolves the endpoint rules of a service, `smithy.rules#endpointRuleSet` or else `smithy.rules#endpointBdd`; without
/// either, a client must be given its endpoint.
pub(crate) fn lower(rule_set: Option<&Value>, bdd: Option<&Value>) -> Result<EndpointRules, Vec<Problem>> {
    let endpoint_required = endpoint_required();
    let (at, unset) = match (rule_set, bdd) {
        (Some(rule_set), _) => (At::of_trait(RULE_SET, rule_set), Unset::Bind),
        (None, Some(bdd)) => (At::of_trait(BDD, bdd), Unset::Try),
        (None, None) => (At::of_trait(RULE_SET, &endpoint_required), Unset::Bind),
    };
    let mut cx = Context::new(unset);
    let mut scope = Scope::default();
    let parameters = parameters(&mut cx, &at, &mut scope);
    cx.parameters = cx.variables.len();
    let body = match unset {
        Unset::Bind => {
            let rules = rules::of_rule_set(&mut cx, &at, &scope);
            Body::Tree(outline::into_functions(prune::rules(rules), &mut cx))
        }
        Unset::Try => Body::Bdd(prune::bdd(bdd::lower(&mut cx, &at, scope))),
    };
    if cx.problems.is_empty() {
        Ok(EndpointRules { parameters, variables: cx.variables, body })
    } else {
        Err(cx.problems)
    }
}

/// The rules of a service that publishes none.
fn endpoint_required() -> Value {
    let endpoint = json!({ "ref": "Endpoint" });
    json!({
        "version": "1.0",
        "parameters": { "Endpoint": { "type": "string", "builtIn": "SDK::Endpoint" } },
        "rules": [
            {
                "type": "endpoint",
                "conditions": [{ "fn": "isSet", "argv": [endpoint] }],
                "endpoint": { "url": endpoint },
            },
            {
                "type": "error",
                "conditions": [],
                "error": "this service has no endpoint rules: set an endpoint URL",
            },
        ],
    })
}

fn parameters(cx: &mut Context, at: &At<'_>, scope: &mut Scope) -> Vec<Parameter> {
    let Some(at) = at.member("parameters") else {
        cx.note(at.problem("`parameters` is missing"));
        return Vec::new();
    };
    let mut parameters = Vec::new();
    for (name, at) in at.members() {
        if !is_identifier(name) {
            cx.note(at.problem(format!("`{name}` is not a parameter name")));
            continue;
        }
        let Some(ty) = parameter_type(cx, &at) else { continue };
        let default = at.member("default").and_then(|at| default(cx, &at, ty));
        let required = at.value["required"].as_bool().unwrap_or(false);
        let optional = !required && default.is_none();
        let var = cx.variable(name, ty, optional);
        scope.names.insert(name.to_owned(), var);
        let built_in = at.value["builtIn"].as_str().map(str::to_owned);
        parameters.push(Parameter { name: name.to_owned(), built_in, required, default });
    }
    parameters
}

fn parameter_type(cx: &mut Context, at: &At<'_>) -> Option<Type> {
    // Early rule sets spell the types in upper case.
    match at.value["type"].as_str().map(str::to_ascii_lowercase).as_deref() {
        Some("string") => Some(Type::String),
        Some("boolean") => Some(Type::Boolean),
        Some("stringarray") => Some(Type::StringArray),
        _ => {
            let problem = at.problem("the parameter has no known type");
            cx.report(problem.with_help("the types are `string`, `boolean` and `stringArray`"))
        }
    }
}

fn default(cx: &mut Context, at: &At<'_>, ty: Type) -> Option<Default> {
    let string = |value: &Value| value.as_str().map(str::to_owned);
    let default = match (ty, at.value) {
        (Type::String, Value::String(value)) => Some(Default::String(value.clone())),
        (Type::Boolean, Value::Bool(value)) => Some(Default::Boolean(*value)),
        (Type::StringArray, Value::Array(values)) => {
            values.iter().map(string).collect::<Option<_>>().map(Default::StringArray)
        }
        _ => None,
    };
    default.or_else(|| cx.report(at.problem("the default does not have the parameter's type")))
}

/// Whether a name follows the rules language: a letter or underscore, then those and digits.
pub(super) fn is_identifier(name: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    name.bytes().all(is_part) && name.bytes().next().is_some_and(|first| !first.is_ascii_digit())
}

impl Context {
    fn new(unset: Unset) -> Self {
        Self { problems: Vec::new(), variables: Vec::new(), parameters: 0, unset, names: Names::default() }
    }

    pub(super) fn note(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    /// Notes a problem with nothing to go on with: the result is `None`, of whatever type was wanted.
    pub(super) fn report<T>(&mut self, problem: Problem) -> Option<T> {
        self.note(problem);
        None
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
#[derive(Debug, std::default::Default)]
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
