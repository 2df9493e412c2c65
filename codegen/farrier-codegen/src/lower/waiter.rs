//! `smithy.waiters#waitable`: acceptors with their expressions parsed and their errors resolved to codes.

use super::Context;
use crate::ir::{Acceptor, ErrorRef, Expected, Matcher, Operation, State, Waiter};
use crate::{docs, jmespath, names};
use serde_json::Value;
use smithy_json_ast::Shape;
use std::collections::BTreeMap;

/// The delays of the specification, in seconds.
const MIN_DELAY: u64 = 2;
const MAX_DELAY: u64 = 120;

/// Resolves the waiters of an operation that returns these errors.
pub(crate) fn lower(cx: &Context<'_>, shape: &Shape, errors: &[ErrorRef]) -> Vec<Waiter> {
    let waiters = shape.traits.get("smithy.waiters#waitable").and_then(Value::as_object).into_iter().flatten();
    waiters
        .filter_map(|(name, definition)| {
            let mut problems = Vec::new();
            let waiter = waiter(name, definition, errors, &mut problems);
            let valid = problems.is_empty();
            for (message, help) in problems {
                cx.problem(shape, format!("the waiter `{name}` {message}"), help);
            }
            valid.then_some(waiter)
        })
        .collect()
}

/// Waiters are methods of the client: every name is there once.
pub(crate) fn check_names(cx: &Context<'_>, operations: &[Operation]) {
    let mut seen = BTreeMap::new();
    for operation in operations {
        for waiter in &operation.waiters {
            if let Some(other) = seen.insert(&waiter.module, &operation.shape)
                && let Some(shape) = cx.shape(&operation.shape)
            {
                let message = format!("the waiter `{}` is also one of `{other}`", waiter.ident);
                cx.problem(shape, message, Some("names of waiters are unique in a service".to_owned()));
            }
        }
    }
}

/// Messages that follow the name of the waiter, with help.
type Problems = Vec<(String, Option<String>)>;

fn waiter(name: &str, definition: &Value, errors: &[ErrorRef], problems: &mut Problems) -> Waiter {
    if !name.starts_with(|first: char| first.is_ascii_uppercase()) || !name.chars().all(|c| c.is_ascii_alphanumeric()) {
        problems
            .push(("has no usable name".to_owned(), Some("letters and digits, the first in upper case".to_owned())));
    }
    let min_delay = delay(definition, "minDelay", MIN_DELAY, problems);
    let max_delay = delay(definition, "maxDelay", MAX_DELAY, problems);
    if min_delay > max_delay {
        problems.push((format!("has a `minDelay` of {min_delay} and a `maxDelay` of only {max_delay}"), None));
    }
    let listed = definition.get("acceptors").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let acceptors: Vec<_> = listed.iter().filter_map(|value| acceptor(value, errors, problems)).collect();
    if problems.is_empty() && !acceptors.iter().any(|acceptor| acceptor.state == State::Success) {
        let help = "one of its `acceptors` needs the state `success`".to_owned();
        problems.push(("would never succeed".to_owned(), Some(help)));
    }
    let text = |member: &str| definition.get(member).and_then(Value::as_str);
    let deprecated = definition.get("deprecated").and_then(Value::as_bool).unwrap_or_default();
    Waiter {
        ident: names::type_name(name),
        module: names::module(name),
        docs: text("documentation").map(docs::lines).unwrap_or_default(),
        deprecated: deprecated.then(|| "deprecated by the service".to_owned()),
        min_delay: Some(min_delay).filter(|delay| *delay != MIN_DELAY),
        max_delay: Some(max_delay).filter(|delay| *delay != MAX_DELAY),
        acceptors,
    }
}

fn delay(definition: &Value, member: &str, default: u64, problems: &mut Problems) -> u64 {
    let Some(value) = definition.get(member) else { return default };
    value.as_u64().filter(|delay| *delay > 0).unwrap_or_else(|| {
        let help = Some("whole seconds, at least 1".to_owned());
        problems.push((format!("has the `{member}` {value}"), help));
        default
    })
}

fn acceptor(value: &Value, errors: &[ErrorRef], problems: &mut Problems) -> Option<Acceptor> {
    let state = match value.get("state").and_then(Value::as_str) {
        Some("success") => Some(State::Success),
        Some("failure") => Some(State::Failure),
        Some("retry") => Some(State::Retry),
        _ => None,
    };
    if state.is_none() {
        let help = Some("`success`, `failure` or `retry`".to_owned());
        problems.push(("has an acceptor without a state".to_owned(), help));
    }
    match matcher(value.get("matcher").unwrap_or(&Value::Null), errors) {
        Ok(matcher) => Some(Acceptor { state: state?, matcher }),
        Err(problem) => {
            problems.push(problem);
            None
        }
    }
}

fn matcher(value: &Value, errors: &[ErrorRef]) -> Result<Matcher, (String, Option<String>)> {
    let mut members = value.as_object().into_iter().flatten();
    let (Some((kind, value)), None) = (members.next(), members.next()) else {
        return Err(("has a matcher without exactly one member".to_owned(), None));
    };
    match (kind.as_str(), value) {
        ("success", Value::Bool(success)) => Ok(Matcher::Success(*success)),
        ("errorType", Value::String(name)) => Ok(Matcher::ErrorType(codes(name, errors))),
        ("output", path) => matched(path).map(|(path, expected)| Matcher::Output(path, expected)),
        ("inputOutput", path) => matched(path).map(|(path, expected)| Matcher::InputOutput(path, expected)),
        _ => {
            let help =
                "`success` is a boolean, `errorType` a string, `output` and `inputOutput` have a path".to_owned();
            Err((format!("has the matcher `{kind}` with the value {value}"), Some(help)))
        }
    }
}

/// The codes of an error, named by its shape or by its code; an error the model does not know is its own code.
fn codes(name: &str, errors: &[ErrorRef]) -> Vec<String> {
    let name = name.rsplit('#').next().unwrap_or(name).to_owned();
    errors
        .iter()
        .find(|error| error.codes.contains(&name))
        .map_or_else(|| vec![name.clone()], |error| error.codes.clone())
}

fn matched(value: &Value) -> Result<(jmespath::Expr, Expected), (String, Option<String>)> {
    let text = |member: &str| value.get(member).and_then(Value::as_str).unwrap_or_default();
    let (path, expected) = (text("path"), text("expected").to_owned());
    let expr = jmespath::parse(path).map_err(|problem| (format!("has the path `{path}`: {problem}"), None))?;
    let expected = match (text("comparator"), expected.as_str()) {
        ("stringEquals", _) => Expected::String(expected),
        ("booleanEquals", "true") => Expected::Boolean(true),
        ("booleanEquals", "false") => Expected::Boolean(false),
        ("allStringEquals", _) => Expected::AllString(expected),
        ("anyStringEquals", _) => Expected::AnyString(expected),
        (comparator, _) => {
            let help =
                "`stringEquals`, `allStringEquals`, `anyStringEquals`, or `booleanEquals` with `true` or `false`";
            return Err((format!("compares by `{comparator}` with `{expected}`"), Some(help.to_owned())));
        }
    };
    Ok((expr, expected))
}
