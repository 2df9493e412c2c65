//! `smithy.waiters#waitable`: acceptors with their expressions parsed and their errors resolved to codes.

use crate::ir::{Acceptor, ErrorRef, Expected, Matcher, Operation, State, Waiter};
use crate::lower::context::Context;
use crate::{docs, jmespath, names};
use smithy_json_ast::Shape;
use smithy_json_ast::traits::{self, AcceptorState, Comparator, PathMatcher, Waitable};
use std::collections::BTreeMap;

/// The delays of the specification, in seconds.
const MIN_DELAY: u64 = 2;
const MAX_DELAY: u64 = 120;

/// Resolves the waiters of an operation that returns these errors.
pub(crate) fn lower(cx: &Context<'_>, shape: &Shape, errors: &[ErrorRef]) -> Vec<Waiter> {
    let waiters = shape.traits.read::<Waitable>().unwrap_or_default();
    waiters
        .into_iter()
        .filter_map(|(name, definition)| {
            let mut problems = Vec::new();
            let waiter = waiter(name, definition, errors, &mut problems);
            let valid = problems.is_empty();
            for (part, message, help) in problems {
                let (part, message) = (format!("/{name}{part}"), format!("the waiter `{name}` {message}"));
                cx.part_problem::<Waitable>(shape, &part, message, help);
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
            if let Some(other) = seen.insert(&waiter.module, &operation.shape) {
                let shape = cx.shape(&operation.shape);
                let message = format!("the waiter `{}` is also one of `{other}`", waiter.ident);
                cx.problem(shape, message, Some("names of waiters are unique in a service".to_owned()));
            }
        }
    }
}

/// Parts of the waiter, messages that follow its name, and help.
type Problems = Vec<(String, String, Option<String>)>;

fn waiter(name: &str, definition: traits::Waiter<'_>, errors: &[ErrorRef], problems: &mut Problems) -> Waiter {
    if !name.starts_with(|first: char| first.is_ascii_uppercase()) || !name.chars().all(|c| c.is_ascii_alphanumeric()) {
        let help = "letters and digits, the first in upper case".to_owned();
        problems.push((String::new(), "has no usable name".to_owned(), Some(help)));
    }
    let (min_delay, max_delay) = (definition.min_delay.unwrap_or(MIN_DELAY), definition.max_delay.unwrap_or(MAX_DELAY));
    if min_delay > max_delay {
        let message = format!("has a `minDelay` of {min_delay} and a `maxDelay` of only {max_delay}");
        problems.push(("/minDelay".to_owned(), message, None));
    }
    let listed = definition.acceptors.into_iter().enumerate();
    let acceptors: Vec<_> = listed
        .filter_map(|(index, value)| acceptor(value, errors, &format!("/acceptors/{index}/matcher"), problems))
        .collect();
    if problems.is_empty() && !acceptors.iter().any(|acceptor| acceptor.state == State::Success) {
        let help = "one of its `acceptors` needs the state `success`".to_owned();
        problems.push(("/acceptors".to_owned(), "would never succeed".to_owned(), Some(help)));
    }
    Waiter {
        ident: names::type_name(name),
        module: names::module(name),
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
    errors: &[ErrorRef],
    place: &str,
    problems: &mut Problems,
) -> Option<Acceptor> {
    let mut expression = |kind: &str, matcher: &PathMatcher<'_>| {
        let path = matcher.path;
        let noted = |problem| {
            problems.push((format!("{place}/{kind}/path"), format!("has the path `{path}`: {problem}"), None))
        };
        jmespath::parse(path).map_err(noted).ok()
    };
    let state = match value.state {
        AcceptorState::Success => State::Success,
        AcceptorState::Failure => State::Failure,
        AcceptorState::Retry => State::Retry,
    };
    let matcher = match value.matcher {
        traits::Matcher::Success(success) => Matcher::Success(success),
        traits::Matcher::ErrorType(name) => Matcher::ErrorType(codes(name, errors)),
        traits::Matcher::Output(path) => Matcher::Output(expression("output", &path)?, expected(&path)),
        traits::Matcher::InputOutput(path) => Matcher::InputOutput(expression("inputOutput", &path)?, expected(&path)),
    };
    Some(Acceptor { state, matcher })
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
