//! From the JSON of the traits to the IR: parameters here, rules and values in the files beside.

mod bdd;
mod context;
mod functions;
mod growth;
mod narrow;
mod outline;
mod prune;
mod rules;
mod template;
mod test_case;
mod values;

use super::ir::{Body, EndpointRules, Parameter, ParameterValue, Type};
use super::json::{At, Problem};
use super::published::PublishedRules;
use context::{NAMES, RuleContext, Scope, Unset, is_identifier};
use serde_json::{Value, json};
pub(crate) use test_case::test_cases;

/// Resolves the endpoint rules of a service; without any, a client must be given its endpoint.
pub(crate) fn lower(rules: Option<PublishedRules<'_>>) -> Result<EndpointRules, Vec<Problem>> {
    let endpoint_required = endpoint_required();
    let (at, unset) = match rules.unwrap_or(PublishedRules::Tree(&endpoint_required)) {
        PublishedRules::Tree(rule_set) => (At::root(rule_set), Unset::Bind),
        PublishedRules::Diagram(bdd) => (At::root(bdd), Unset::Try),
    };
    let mut cx = RuleContext::new(unset);
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

fn parameters(cx: &mut RuleContext, at: &At<'_>, scope: &mut Scope) -> Vec<Parameter> {
    let Some(at) = at.member("parameters") else {
        cx.note(at.problem("`parameters` is missing", "add it: `\"parameters\": {}` if there are none"));
        return Vec::new();
    };
    let mut parameters = Vec::new();
    for (name, at) in at.members() {
        if !is_identifier(name) {
            cx.note(at.problem(format!("`{name}` is not a parameter name"), NAMES));
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

fn parameter_type(cx: &mut RuleContext, at: &At<'_>) -> Option<Type> {
    // Early rule sets spell the types in upper case.
    match at.value["type"].as_str().map(str::to_ascii_lowercase).as_deref() {
        Some("string") => Some(Type::String),
        Some("boolean") => Some(Type::Boolean),
        Some("stringarray") => Some(Type::StringArray),
        _ => {
            let help = "the types are `string`, `boolean` and `stringArray`";
            cx.report(at.problem("the parameter has no known type", help))
        }
    }
}

fn default(cx: &mut RuleContext, at: &At<'_>, ty: Type) -> Option<ParameterValue> {
    let string = |value: &Value| value.as_str().map(str::to_owned);
    let default = match (ty, at.value) {
        (Type::String, Value::String(value)) => Some(ParameterValue::String(value.clone())),
        (Type::Boolean, Value::Bool(value)) => Some(ParameterValue::Boolean(*value)),
        (Type::StringArray, Value::Array(values)) => {
            values.iter().map(string).collect::<Option<_>>().map(ParameterValue::StringArray)
        }
        _ => None,
    };
    default.or_else(|| {
        cx.report(at.problem("the default does not have the parameter's type", format!("write a {}", ty.name())))
    })
}
