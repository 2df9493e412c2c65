//! `smithy.waiters#waitable`: acceptors with their expressions parsed and their errors resolved to codes.

use super::expression::{self, Found};
use crate::docs;
use crate::ir::{Acceptor, ErrorRef, Expected, Matcher, State, Waiter};
use crate::jmespath::{self, Expr};
use crate::lower::context::Context;
use crate::names::WaiterName;
use smithy_json_ast::Shape;
use smithy_json_ast::traits::{self, AcceptorState, Comparator, PathMatcher, Waitable};
use std::collections::BTreeMap;
use std::rc::Rc;

/// The delays of the specification, in seconds.
const MIN_DELAY: u64 = 2;
const MAX_DELAY: u64 = 120;

/// Resolves the waiters of an operation that has this input and output, and returns these errors.
pub(crate) fn lower(
    cx: &Context<'_>,
    shape: &Shape,
    [input, output]: [Option<&Shape>; 2],
    errors: &[ErrorRef],
) -> Vec<Waiter> {
    let output = Found::whole(output);
    let both = [("input", Found::whole(input)), ("output", output.clone())];
    let both = Found::Object(Rc::new(both.map(|(name, found)| (name.to_owned(), found)).into()));
    let known = Known { cx, errors, output, both };
    let waiters = shape.traits.read::<Waitable>().unwrap_or_default();
    waiters
        .into_iter()
        .filter_map(|(name, definition)| {
            let mut problems = Vec::new();
            let waiter = waiter(name, definition, &known, &mut problems);
            let valid = problems.is_empty();
            for (part, message, help) in problems {
                let (part, message) = (format!("/{name}{part}"), format!("the waiter `{name}` {message}"));
                cx.part_problem::<Waitable>(shape, &part, message, Some(help));
            }
            valid.then_some(waiter)
        })
        .collect()
}

/// Waiters are methods of the client: every name is there once.
pub(crate) fn check_names(cx: &Context<'_>) {
    let mut seen = BTreeMap::new();
    for shape in &cx.selection.operations {
        for (name, _) in shape.traits.read::<Waitable>().unwrap_or_default() {
            let method = WaiterName::of(name).method;
            let message = format!("the waiter `{name}` has the method `{method}`");
            if let Some((other, operation)) = seen.insert(method, (name, &shape.id)) {
                let message = format!("{message}, as `{other}` of `{operation}` has");
                let help = "names of waiters are unique in a service, whatever their case".to_owned();
                cx.part_problem::<Waitable>(*shape, &format!("/{name}"), message, Some(help));
            }
        }
    }
}

/// Parts of the waiter, messages that follow its name, and help.
type Problems = Vec<(String, String, String)>;

/// What is known of an operation.
struct Known<'k, 'a> {
    cx: &'k Context<'a>,
    errors: &'k [ErrorRef],
    /// What expressions are evaluated on: the output, or input and output.
    output: Found<'k>,
    both: Found<'k>,
}

fn waiter(name: &str, definition: traits::Waiter<'_>, known: &Known<'_, '_>, problems: &mut Problems) -> Waiter {
    if !name.starts_with(|first: char| first.is_ascii_uppercase()) || !name.chars().all(|c| c.is_ascii_alphanumeric()) {
        let help = "letters and digits, the first in upper case".to_owned();
        problems.push((String::new(), "has no usable name".to_owned(), help));
    }
    let (min_delay, max_delay) = (definition.min_delay.unwrap_or(MIN_DELAY), definition.max_delay.unwrap_or(MAX_DELAY));
    if min_delay > max_delay {
        let message = format!("has a `minDelay` of {min_delay} and a `maxDelay` of only {max_delay}");
        problems.push(("/minDelay".to_owned(), message, "make it at most that".to_owned()));
    }
    let listed = definition.acceptors.into_iter().enumerate();
    let acceptors: Vec<_> = listed
        .filter_map(|(index, value)| acceptor(value, known, &format!("/acceptors/{index}/matcher"), problems))
        .collect();
    if problems.is_empty() && !acceptors.iter().any(|acceptor| acceptor.state == State::Success) {
        let help = "one of its `acceptors` needs the state `success`".to_owned();
        problems.push(("/acceptors".to_owned(), "would never succeed".to_owned(), help));
    }
    Waiter {
        name: WaiterName::of(name),
        docs: definition.documentation.map(docs::lines).unwrap_or_default(),
        deprecated: definition.deprecated.then(|| "deprecated by the service".to_owned()),
        min_delay: Some(min_delay).filter(|delay| *delay != MIN_DELAY),
        max_delay: Some(max_delay).filter(|delay| *delay != MAX_DELAY),
        acceptors,
    }
}

/// `place` is where its matcher is in the waiter.
fn acceptor(
    value: traits::Acceptor<'_>,
    known: &Known<'_, '_>,
    place: &str,
    problems: &mut Problems,
) -> Option<Acceptor> {
    let mut expression = |kind: &str, matcher: &PathMatcher<'_>, at: &Found<'_>| {
        let path = matcher.path;
        let checked = jmespath::parse(path).and_then(|expr| check(known.cx, matcher, &expr, at).map(|()| expr));
        let noted = |(problem, help)| {
            problems.push((format!("{place}/{kind}/path"), format!("has the path `{path}`: {problem}"), help))
        };
        checked.map_err(noted).ok()
    };
    let state = match value.state {
        AcceptorState::Success => State::Success,
        AcceptorState::Failure => State::Failure,
        AcceptorState::Retry => State::Retry,
    };
    let matcher = match value.matcher {
        traits::Matcher::Success(success) => Matcher::Success(success),
        traits::Matcher::ErrorType(name) => Matcher::ErrorType(codes(name, known.errors)),
        traits::Matcher::Output(path) => Matcher::Output(expression("output", &path, &known.output)?, expected(&path)),
        traits::Matcher::InputOutput(path) => {
            Matcher::InputOutput(expression("inputOutput", &path, &known.both)?, expected(&path))
        }
    };
    Some(Acceptor { state, matcher })
}

/// Whether an expression finds something that can be what is expected.
fn check<'a>(
    cx: &Context<'a>,
    matcher: &PathMatcher<'_>,
    expr: &Expr,
    at: &Found<'a>,
) -> Result<(), jmespath::Problem> {
    let found = expression::find(cx, expr, at)?;
    let (is_fit, wanted) = match matcher.comparator {
        Comparator::StringEquals => (matches!(found, Found::Text | Found::Any), "a string"),
        Comparator::BooleanEquals => (matches!(found, Found::Boolean | Found::Any), "a boolean"),
        Comparator::AllStringEquals | Comparator::AnyStringEquals => {
            let item = found.items(cx);
            (matches!(item, Some(Found::Text | Found::Any)), "a list of strings")
        }
    };
    if is_fit {
        return Ok(());
    }
    let help = "name another part, or another comparator".to_owned();
    Err((format!("it finds {}, which is compared with {wanted}", found.describe(cx)), help))
}

/// The codes of an error, named by its shape or by its code; an error the model does not know is its own code.
fn codes(name: &str, errors: &[ErrorRef]) -> Vec<String> {
    let name = name.rsplit('#').next().unwrap_or(name).to_owned();
    errors
        .iter()
        .find(|error| error.codes.contains(&name))
        .map_or_else(|| vec![name.clone()], |error| error.codes.clone())
}

fn expected(matcher: &PathMatcher<'_>) -> Expected {
    let text = matcher.expected.to_owned();
    match matcher.comparator {
        Comparator::StringEquals => Expected::String(text),
        Comparator::BooleanEquals => Expected::Boolean(text == "true"),
        Comparator::AllStringEquals => Expected::AllString(text),
        Comparator::AnyStringEquals => Expected::AnyString(text),
    }
}
