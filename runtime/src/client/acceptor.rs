use crate::jmespath::{self, Expr, TooMuch};
use aws_smithy_runtime::client::waiters::AcceptorState;
use aws_smithy_types::Document;

/// What one kind of answer means to a waiter.
#[derive(Clone, Copy, Debug)]
pub struct Acceptor {
    state: AcceptorState,
    matcher: Matcher,
}

impl Acceptor {
    /// The answer that is waited for.
    pub const fn success(matcher: Matcher) -> Self {
        Self { state: AcceptorState::Success, matcher }
    }

    /// An answer after which there is nothing to wait for.
    pub const fn failure(matcher: Matcher) -> Self {
        Self { state: AcceptorState::Failure, matcher }
    }

    /// An answer to ask again after, even though it may be an error.
    pub const fn retry(matcher: Matcher) -> Self {
        Self { state: AcceptorState::Retry, matcher }
    }
}

/// A [matcher](https://smithy.io/2.0/additional-specs/waiters.html#matcher-union): which answers an acceptor is for.
#[derive(Clone, Copy, Debug)]
pub enum Matcher {
    /// An output if true, an error if false.
    Success(bool),
    /// An error with one of these codes.
    ErrorType(&'static [&'static str]),
    /// An output in which there is something.
    Output(Expr, Expected),
    /// An output where there is something in `input` and `output`.
    InputOutput(Expr, Expected),
}

/// A [comparator](https://smithy.io/2.0/additional-specs/waiters.html#pathcomparator-enum) and what it expects of the
/// value of an expression.
#[derive(Clone, Copy, Debug)]
pub enum Expected {
    /// This string.
    StringEquals(&'static str),
    /// This boolean.
    BooleanEquals(bool),
    /// A list of one or more strings, all of them this.
    AllStringEquals(&'static str),
    /// A list with this string in it.
    AnyStringEquals(&'static str),
}

/// Makes a document when it is needed.
type Make<'a> = &'a dyn Fn() -> Document;

/// What an answer means: an output, or the code of an error. Nobody knows if a value cannot be found in it.
pub(super) fn accept(
    acceptors: &[Acceptor],
    input: Make<'_>,
    answer: Result<Make<'_>, Option<&str>>,
) -> Result<AcceptorState, TooMuch> {
    for Acceptor { state, matcher } in acceptors {
        let matches = match (matcher, answer) {
            (Matcher::Success(expected), _) => *expected == answer.is_ok(),
            (Matcher::ErrorType(codes), Err(Some(code))) => codes.contains(&code),
            (Matcher::Output(path, expected), Ok(output)) => expected.holds(&jmespath::search(path, &output())?),
            (Matcher::InputOutput(path, expected), Ok(output)) => {
                let both = [("input".to_owned(), input()), ("output".to_owned(), output())];
                expected.holds(&jmespath::search(path, &Document::Object(both.into()))?)
            }
            _ => false,
        };
        if matches {
            return Ok(*state);
        }
    }
    Ok(AcceptorState::NoAcceptorsMatched)
}

impl Expected {
    fn holds(&self, value: &Document) -> bool {
        match (*self, value) {
            (Self::StringEquals(expected), Document::String(text)) => text == expected,
            (Self::BooleanEquals(expected), Document::Bool(value)) => *value == expected,
            (Self::AllStringEquals(expected), Document::Array(list)) => {
                !list.is_empty() && list.iter().all(|value| value.as_string() == Some(expected))
            }
            (Self::AnyStringEquals(expected), Document::Array(list)) => {
                list.iter().any(|value| value.as_string() == Some(expected))
            }
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(items: &[&str]) -> Document {
        items.iter().map(|item| Document::from(*item)).collect::<Vec<_>>().into()
    }

    #[test]
    fn comparators() {
        let cases: [(Expected, Document, bool); 12] = [
            (Expected::StringEquals("a"), "a".into(), true),
            (Expected::StringEquals("a"), list(&["a"]), false),
            (Expected::StringEquals("a"), Document::Null, false),
            (Expected::BooleanEquals(false), false.into(), true),
            (Expected::BooleanEquals(false), Document::Null, false),
            (Expected::BooleanEquals(true), "true".into(), false),
            (Expected::AllStringEquals("a"), list(&["a", "a"]), true),
            (Expected::AllStringEquals("a"), list(&["a", "b"]), false),
            (Expected::AllStringEquals("a"), list(&[]), false),
            (Expected::AnyStringEquals("a"), list(&["b", "a"]), true),
            (Expected::AnyStringEquals("a"), list(&[]), false),
            (Expected::AnyStringEquals("a"), "a".into(), false),
        ];
        for (expected, value, holds) in cases {
            assert_eq!(expected.holds(&value), holds, "{expected:?} {value:?}");
        }
    }

    #[test]
    fn the_first_acceptor_that_matches_decides() {
        const ACCEPTORS: &[Acceptor] = &[
            Acceptor::success(Matcher::Output(Expr::Path(&["Status"]), Expected::StringEquals("DONE"))),
            Acceptor::failure(Matcher::InputOutput(
                Expr::Compare(jmespath::Comparator::Equal, &[Expr::Path(&["input"]), Expr::Path(&["output"])]),
                Expected::BooleanEquals(true),
            )),
            Acceptor::retry(Matcher::ErrorType(&["NotFound"])),
            Acceptor::success(Matcher::Success(false)),
        ];
        let done = || Document::Object([("Status".to_owned(), "DONE".into())].into());
        let other = || Document::from("other");
        let state = |input, answer| accept(ACCEPTORS, input, answer).expect("little");
        assert_eq!(state(&done, Ok(&done)), AcceptorState::Success);
        assert_eq!(state(&other, Ok(&other)), AcceptorState::Failure);
        assert_eq!(state(&done, Ok(&other)), AcceptorState::NoAcceptorsMatched);
        assert_eq!(state(&done, Err(Some("NotFound"))), AcceptorState::Retry);
        assert_eq!(state(&done, Err(None)), AcceptorState::Success);
    }
}
