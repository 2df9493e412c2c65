//! Path and query: the pattern of `@http` with the values of its labels.
//!
//! Nothing is normalised: what is constant goes out as the model has it, and a label may hold dots and slashes.

use crate::codec::percent;
use crate::scan;
use crate::schema::SerdeResult;
use aws_smithy_schema::serde::SerdeError;

/// Finds the label in host and path of a request that endpoints of its service have in front of each path: its value,
/// and the path without it.
#[cfg(any(feature = "rest-xml", feature = "server"))]
pub(in crate::protocol) type SplitEndpoint =
    for<'a> fn(host: &'a str, path: &'a str) -> (&'a str, std::borrow::Cow<'a, str>);

/// Path and query of a pattern.
pub(super) fn split(pattern: &str) -> (&str, &str) {
    let (path, query) = pattern.split_at(scan::first_of::<b'?', b'?'>(pattern.as_bytes()));
    (path, query.strip_prefix('?').unwrap_or_default())
}

/// The keys of the query of a pattern.
pub(super) fn literal_keys(pattern: &'static str) -> impl Iterator<Item = &'static str> {
    literals(pattern).map(|(key, _)| key)
}

/// The parameters of the query of a pattern; the value of one without `=` is `None`.
pub(super) fn literals(pattern: &'static str) -> impl Iterator<Item = (&'static str, Option<&'static str>)> {
    let params = split(pattern).1.split('&').filter(|param| !param.is_empty());
    params.map(|param| match param.split_once('=') {
        Some((key, value)) => (key, Some(value)),
        None => (param, None),
    })
}

/// A piece of the path of a pattern.
pub(super) enum Piece<'a> {
    Text(&'a str),
    Label { name: &'a str, greedy: bool },
}

/// The pieces of the path of a pattern.
pub(super) fn pieces(pattern: &'static str) -> impl Iterator<Item = Piece<'static>> {
    let mut rest = pattern;
    std::iter::from_fn(move || {
        let (text, after) = rest.split_at(scan::first_of::<b'{', b'?'>(rest.as_bytes()));
        if !text.is_empty() {
            rest = after;
            return Some(Piece::Text(text));
        }
        let label = after.strip_prefix('{')?;
        let (label, after) = label.split_at(scan::first_of::<b'}', b'}'>(label.as_bytes()));
        rest = after.strip_prefix('}')?;
        let (name, greedy) = label.strip_suffix('+').map_or((label, false), |name| (name, true));
        Some(Piece::Label { name, greedy })
    })
}

/// Path and query of a request: the labels by the names of their members, and the query besides that of the pattern.
pub(super) fn write(pattern: &'static str, labels: &[(&str, String)], queries: [&str; 2]) -> SerdeResult<String> {
    let mut uri = String::with_capacity(pattern.len() + queries.iter().map(|query| query.len()).sum::<usize>() + 32);
    for piece in pieces(pattern) {
        match piece {
            Piece::Text(text) => uri.push_str(text),
            Piece::Label { name, greedy } => {
                let value = labels.iter().find(|(label, _)| *label == name).map(|(_, value)| value);
                let value = value.ok_or_else(|| SerdeError::write_failed(format!("the path needs `{name}`")))?;
                let push = if greedy { percent::push_path } else { percent::push };
                push(&mut uri, value);
            }
        }
    }
    if uri.is_empty() {
        uri.push('/');
    }
    let mut separator = '?';
    for query in [split(pattern).1].into_iter().chain(queries).filter(|query| !query.is_empty()) {
        uri.push(separator);
        uri.push_str(query);
        separator = '&';
    }
    Ok(uri)
}
