//! Waiters.

use serde_json::Value;

use super::{Reader, Trait};

/// `smithy.waiters#waitable`: what clients can wait for with an operation, by name.
#[derive(Clone, Copy, Debug)]
pub enum Waitable {}

/// A waiter of [`Waitable`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiter<'a> {
    /// Text in CommonMark.
    pub documentation: Option<&'a str>,
    /// What answers mean; the first that fits counts.
    pub acceptors: Vec<Acceptor<'a>>,
    /// The shortest delay, in seconds.
    pub min_delay: Option<u64>,
    /// The longest delay, in seconds.
    pub max_delay: Option<u64>,
    /// Whether it should not be used any more.
    pub deprecated: bool,
}

/// What one kind of answer means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acceptor<'a> {
    /// What the waiter does.
    pub state: AcceptorState,
    /// Which answers it is.
    pub matcher: Matcher<'a>,
}

/// What a waiter does after an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AcceptorState {
    /// It ends, and what was waited for has happened.
    Success,
    /// It ends, and what was waited for will not happen.
    Failure,
    /// It asks again.
    Retry,
}

/// Which answers an acceptor is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Matcher<'a> {
    /// Any output (`true`), or any error.
    Success(bool),
    /// An error, by the name or id of its shape or by its code.
    ErrorType(&'a str),
    /// An output.
    Output(PathMatcher<'a>),
    /// An output, with the input.
    InputOutput(PathMatcher<'a>),
}

/// What a part of an output has to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathMatcher<'a> {
    /// A JMESPath expression, which is not parsed here.
    pub path: &'a str,
    /// What the part is compared with: for [`Comparator::BooleanEquals`], `true` or `false`.
    pub expected: &'a str,
    /// How it is compared.
    pub comparator: Comparator,
}

/// How a part of an output is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparator {
    /// As a string.
    StringEquals,
    /// As a boolean.
    BooleanEquals,
    /// All items of a list, of which there is at least one.
    AllStringEquals,
    /// At least one item of a list.
    AnyStringEquals,
}

impl Trait for Waitable {
    const ID: &'static str = "smithy.waiters#waitable";
    const EXAMPLE: &'static str =
        r#"{"ThingExists": {"acceptors": [{"state": "success", "matcher": {"success": true}}], "minDelay": 5}}"#;
    type Value<'a> = Vec<(&'a str, Waiter<'a>)>;

    fn read<'a>(reader: &mut Reader<'a>, value: &'a Value) -> Option<Self::Value<'a>> {
        reader.map(value, waiter)
    }
}

fn waiter<'a>(reader: &mut Reader<'a>, value: &'a Value) -> Option<Waiter<'a>> {
    const KEYS: [&str; 6] = ["documentation", "acceptors", "minDelay", "maxDelay", "deprecated", "tags"];
    let entries = reader.structure(value, &KEYS)?;
    let documentation = reader.optional(entries, "documentation", Reader::documentation);
    let acceptors = reader.required(entries, "acceptors", |reader, value| reader.list(value, acceptor));
    let min_delay = reader.optional(entries, "minDelay", Reader::positive);
    let max_delay = reader.optional(entries, "maxDelay", Reader::positive);
    let tags = reader.optional(entries, "tags", |reader, value| reader.list(value, Reader::string));
    let deprecated = reader.optional(entries, "deprecated", Reader::boolean)?;
    tags?;
    Some(Waiter {
        documentation: documentation?,
        acceptors: acceptors?,
        min_delay: min_delay?,
        max_delay: max_delay?,
        deprecated: deprecated.unwrap_or(false),
    })
}

fn acceptor<'a>(reader: &mut Reader<'a>, value: &'a Value) -> Option<Acceptor<'a>> {
    let states =
        [("success", AcceptorState::Success), ("failure", AcceptorState::Failure), ("retry", AcceptorState::Retry)];
    // A message is for programs that show why a waiter failed; here they have the output.
    let entries = reader.structure(value, &["state", "matcher", "message"])?;
    let state = reader.required(entries, "state", |reader, value| reader.one_of(value, &states));
    let message = reader.optional(entries, "message", Reader::string);
    let matcher = reader.required(entries, "matcher", matcher)?;
    message?;
    Some(Acceptor { state: state?, matcher })
}

fn matcher<'a>(reader: &mut Reader<'a>, value: &'a Value) -> Option<Matcher<'a>> {
    let entries = reader.object(value)?;
    let key = match entries.keys().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [key] => *key,
        _ => return reader.wrong("an object with exactly one key", value),
    };
    match key {
        "success" => reader.required(entries, "success", Reader::boolean).map(Matcher::Success),
        "errorType" => reader.required(entries, "errorType", Reader::non_empty).map(Matcher::ErrorType),
        "output" => reader.required(entries, "output", path_matcher).map(Matcher::Output),
        "inputOutput" => reader.required(entries, "inputOutput", path_matcher).map(Matcher::InputOutput),
        // It may be one of a newer version; without it the waiter would wait for something else.
        _ => reader.wrong("an object with `success`, `errorType`, `output` or `inputOutput`", value),
    }
}

fn path_matcher<'a>(reader: &mut Reader<'a>, value: &'a Value) -> Option<PathMatcher<'a>> {
    let comparators = [
        ("stringEquals", Comparator::StringEquals),
        ("booleanEquals", Comparator::BooleanEquals),
        ("allStringEquals", Comparator::AllStringEquals),
        ("anyStringEquals", Comparator::AnyStringEquals),
    ];
    let entries = reader.structure(value, &["path", "expected", "comparator"])?;
    let path = reader.required(entries, "path", Reader::non_empty);
    let comparator = reader.required(entries, "comparator", |reader, value| reader.one_of(value, &comparators));
    let expected = reader.required(entries, "expected", |reader, value| match comparator {
        Some(Comparator::BooleanEquals) => reader.one_of(value, &[("true", "true"), ("false", "false")]),
        _ => reader.string(value),
    })?;
    Some(PathMatcher { path: path?, expected, comparator: comparator? })
}
