//! Rules: conditions in order, then an endpoint, an error or more rules.

use super::super::ir::{AuthScheme, Condition, Endpoint, Expr, Outcome, Property, Rule, Type, VarId};
use super::super::json::At;
use super::context::{MAX_DEPTH, NAMES, RuleContext, Scope, Typed, Unset, is_identifier, read};
use super::narrow;
use super::values::Values;

/// The rules of a rule set, without those that can never match.
pub(super) fn of_rule_set(cx: &mut RuleContext, at: &At<'_>, scope: &Scope) -> Vec<Rule> {
    tree(cx, at, scope, 0)
}

/// The member `rules`.
fn tree(cx: &mut RuleContext, at: &At<'_>, scope: &Scope, depth: usize) -> Vec<Rule> {
    let Some(at) = at.member("rules") else {
        cx.note(at.problem("`rules` is missing", "add a list of rules"));
        return Vec::new();
    };
    if depth > MAX_DEPTH {
        cx.note(at.problem(
            format!("rules are nested more than {MAX_DEPTH} deep"),
            "put conditions of several rules into one",
        ));
        return Vec::new();
    }
    let mut scope = scope.clone();
    let mut rules = Vec::new();
    for at in at.elements() {
        let Some(rule) = rule(cx, &at, &scope, depth) else { continue };
        let decides = rule.is_unconditional();
        scope.facts.exclude(&rule.conditions);
        rules.push(rule);
        if decides {
            break;
        }
    }
    rules
}

/// `None` if it can never match, as far as is known, or has a problem.
fn rule(cx: &mut RuleContext, at: &At<'_>, scope: &Scope, depth: usize) -> Option<Rule> {
    let mut scope = scope.clone();
    let mut conditions = Vec::new();
    for at in at.member("conditions").iter().flat_map(At::elements) {
        for mut condition in condition(cx, &at, &mut scope)? {
            match (scope.facts.holds(&condition), &mut condition) {
                (Some(false), _) => return None,
                (Some(true), Condition::Test(_)) => continue,
                (Some(true), Condition::Bind { certain, .. }) => *certain = true,
                _ => scope.facts.assume(&condition),
            }
            conditions.push(condition);
        }
    }
    let outcome = match at.value["type"].as_str() {
        Some("tree") => Outcome::Tree(tree(cx, at, &scope, depth + 1)),
        _ => outcome(cx, at, &mut scope, &mut conditions)?,
    };
    Some(Rule { conditions, outcome })
}

/// A condition and what must hold for it to make sense: usually one.
pub(super) fn condition(cx: &mut RuleContext, at: &At<'_>, scope: &mut Scope) -> Option<Vec<Condition>> {
    let mut values = Values::of_condition(cx, scope);
    let Typed { expr, ty, optional } = values.condition(at)?;
    let mut conditions = values.first;
    let Some(name) = at.member("assign") else {
        let test = match (ty, optional) {
            (Type::Boolean, false) => expr,
            (Type::Boolean, true) => Expr::Equal(Box::new(expr), Box::new(Expr::Some(Box::new(Expr::Boolean(true))))),
            (_, true) => Expr::IsSet(Box::new(expr)),
            (_, false) => Expr::Boolean(true),
        };
        conditions.push(Condition::Test(test));
        let conditions = narrow::conditions(conditions);
        cx.assigned(at, &conditions)?;
        return Some(conditions);
    };
    let var = assign(cx, &name, scope, ty)?;
    conditions.push(match optional {
        true => Condition::Bind { var, value: expr, certain: false },
        false => Condition::Let { var, value: expr },
    });
    if ty == Type::Boolean {
        conditions.push(Condition::Test(set(cx, var)));
    }
    let conditions = narrow::conditions(conditions);
    cx.assigned(at, &conditions)?;
    Some(conditions)
}

/// A variable that was just assigned.
fn set(cx: &RuleContext, var: VarId) -> Expr {
    let Typed { expr, optional, .. } = read(cx, var);
    if optional { Expr::Try(Box::new(expr)) } else { expr }
}

/// The variable a condition assigns.
fn assign(cx: &mut RuleContext, at: &At<'_>, scope: &mut Scope, ty: Type) -> Option<VarId> {
    let Some(name) = at.value.as_str().filter(|name| is_identifier(name)) else {
        return cx.report(at.problem("`assign` is not a variable name", NAMES));
    };
    // A diagram may assign one variable in several places, of which a way through it meets one.
    let in_diagram = cx.unset == Unset::Try;
    if let Some(&var) = scope.names.get(name) {
        let is_same = in_diagram && cx.variables[var].ty == ty && var >= cx.parameters;
        return match is_same {
            true => Some(var),
            false => cx.report(at.problem(format!("`{name}` already has a value"), "assign to another name")),
        };
    }
    let var = cx.variable(name, ty, in_diagram);
    scope.names.insert(name.to_owned(), var);
    Some(var)
}

/// What an endpoint or error rule gives. Values it needs first become conditions.
pub(super) fn outcome(
    cx: &mut RuleContext,
    at: &At<'_>,
    scope: &mut Scope,
    conditions: &mut Vec<Condition>,
) -> Option<Outcome> {
    let mut values = Values::of_outcome(cx, scope);
    let outcome = match at.value["type"].as_str() {
        Some("endpoint") => endpoint(&mut values, at).map(Outcome::Endpoint),
        Some("error") => values.required_member(at, "error").and_then(|at| values.string(&at)).map(Outcome::Error),
        _ => {
            let help = "the types are `endpoint`, `error` and `tree`";
            values.cx.report(at.problem("the rule has no known type", help))
        }
    };
    let mut first = std::mem::take(&mut values.first);
    cx.assigned(at, &first)?;
    conditions.append(&mut first);
    outcome
}

fn endpoint(values: &mut Values<'_>, at: &At<'_>) -> Option<Endpoint> {
    let at = values.required_member(at, "endpoint")?;
    let url = values.required_member(&at, "url").and_then(|at| values.string(&at));
    let mut headers = Vec::new();
    for (name, at) in at.member("headers").iter().flat_map(At::members) {
        let header = at.elements().iter().filter_map(|at| values.string(at)).collect();
        headers.push((name.to_owned(), header));
    }
    let mut endpoint = Endpoint { url: url?, headers, auth_schemes: Vec::new(), properties: Vec::new() };
    for (name, at) in at.member("properties").iter().flat_map(At::members) {
        let Some(property) = property(values, &at, 0) else { continue };
        match property {
            Property::List(schemes) if name == "authSchemes" && schemes.iter().all(is_auth_scheme) => {
                endpoint.auth_schemes = schemes.into_iter().filter_map(auth_scheme).collect();
            }
            property => endpoint.properties.push((name.to_owned(), property)),
        }
    }
    Some(endpoint)
}

fn property(values: &mut Values<'_>, at: &At<'_>, depth: usize) -> Option<Property> {
    use serde_json::Value;
    if depth > MAX_DEPTH {
        return values
            .cx
            .report(at.problem(format!("properties are nested more than {MAX_DEPTH} deep"), "nest them less deeply"));
    }
    match at.value {
        Value::Null => Some(Property::Null),
        Value::Bool(value) => Some(Property::Boolean(*value)),
        Value::Number(number) => match number.as_i64() {
            Some(number) => Some(Property::Integer(number)),
            None => values.cx.report(
                at.problem("a number in a property is not an integer of 64 bits", "write a whole number, or a string"),
            ),
        },
        Value::String(_) => values.string(at).map(Property::String),
        Value::Array(_) => {
            at.elements().iter().map(|at| property(values, at, depth + 1)).collect::<Option<_>>().map(Property::List)
        }
        Value::Object(_) => {
            let members = at.members().into_iter();
            let members = members.map(|(name, at)| Some((name.to_owned(), property(values, &at, depth + 1)?)));
            members.collect::<Option<_>>().map(Property::Object)
        }
    }
}

fn is_auth_scheme(property: &Property) -> bool {
    matches!(property, Property::Object(members) if members.iter().any(|(name, value)| is_name(name, value)))
}

fn is_name(name: &str, value: &Property) -> bool {
    name == "name" && matches!(value, Property::String(value) if value.as_text().is_some())
}

fn auth_scheme(property: Property) -> Option<AuthScheme> {
    let Property::Object(mut properties) = property else { return None };
    let position = properties.iter().position(|(name, value)| is_name(name, value))?;
    let Property::String(name) = properties.remove(position).1 else { return None };
    Some(AuthScheme { name: name.as_text()?.to_owned(), properties })
}
