//! Bodies that came of damaging others, each cut down to what makes it one of its kind. A corpus is a file with a line
//! per body: what becomes of it, ` <- `, and its bytes. Collecting again, which a test does that is ignored, adds the
//! kinds that are new.

use aws_smithy_schema::serde::SerdeError;
use fastrand::Rng;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{Debug, Write as _};
use std::fs;
use std::path::Path;

/// Between what becomes of a body and its bytes.
const ARROW: &str = " <- ";

/// What becomes of a body, as far as it is of a kind with others: the member that is read, if it is one, or the error
/// without its place.
pub(crate) fn kind<T: Debug>(read: Result<T, SerdeError>) -> String {
    match read {
        Ok(value) => {
            let text = format!("{value:?}");
            let names = text.split(": Some(").filter_map(|part| part.rsplit([' ', '{']).next());
            let names: BTreeSet<&str> = names.filter(|name| !name.is_empty() && is_name(name)).collect();
            match names.first() {
                None => "read, with nothing".to_owned(),
                Some(name) if names.len() == 1 => format!("read, with {name}"),
                Some(_) => "read, with several".to_owned(),
            }
        }
        Err(error) => {
            let text = error.to_string();
            let text = text.split(" at byte ").next().unwrap_or_default();
            // Of the way to a member the end.
            match text.strip_prefix("member `").and_then(|rest| rest.split_once("`: ")) {
                Some((way, what)) => format!("member `{}`: {}", way.rsplit('.').next().unwrap_or(way), bare(what)),
                None => bare(text),
            }
        }
    }
}

/// What an error says, without what it quotes and what others say.
fn bare(text: &str) -> String {
    let own: Vec<&str> = text.splitn(3, ": ").take(2).collect();
    own.join(": ").split('`').step_by(2).collect::<Vec<_>>().join("``")
}

fn is_name(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
}

/// The text with some of it left out, replaced by one of the pieces, or cut off.
pub(crate) fn altered(text: &str, pieces: &[&str], random: &mut Rng) -> String {
    let mut text: Vec<char> = text.chars().collect();
    for _ in 0..random.usize(..3) {
        let at = random.usize(..=text.len());
        let end = (at + random.usize(..12)).min(text.len());
        let piece = pieces[random.usize(..pieces.len())].chars();
        match random.u8(..4) {
            0 => drop(text.drain(at..end)),
            1 => drop(text.splice(at..at, piece)),
            2 => drop(text.splice(at..end, piece)),
            _ => text.truncate(at),
        }
    }
    text.into_iter().collect()
}

/// Checks that each body of a corpus is still of its kind. How many there are.
pub(crate) fn check(corpus: &str, kind: impl Fn(&[u8]) -> String) -> usize {
    for (number, line) in corpus.lines().enumerate() {
        let (expected, body) = line.split_once(ARROW).unwrap_or_else(|| panic!("line {}", number + 1));
        assert_eq!(kind(&unescaped(body)), expected, "line {}: {body}", number + 1);
    }
    corpus.lines().count()
}

/// Writes a corpus with what is of a new kind among these bodies.
pub(crate) fn collect(path: &str, bodies: impl Iterator<Item = Vec<u8>>, kind: impl Fn(&[u8]) -> String) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let before = fs::read_to_string(&path).unwrap_or_default();
    let known = before.lines().filter_map(|line| line.split_once(ARROW));
    let mut corpus: BTreeMap<String, Vec<u8>> =
        known.map(|(_, body)| unescaped(body)).map(|it| (kind(&it), it)).collect();
    for body in bodies {
        let of = kind(&body);
        if let Entry::Vacant(place) = corpus.entry(of) {
            let least = minimised(body, |body| kind(body) == *place.key());
            place.insert(least);
        }
    }
    let mut out = String::new();
    for (kind, body) in corpus {
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{kind}{ARROW}{}", body.escape_ascii());
    }
    fs::write(path, out).expect("the corpus can be written");
}

/// The body without all that can be left out.
fn minimised(mut body: Vec<u8>, is_one: impl Fn(&[u8]) -> bool) -> Vec<u8> {
    let mut length = body.len().div_ceil(2);
    while length > 0 {
        let mut at = 0;
        while at < body.len() {
            let end = (at + length).min(body.len());
            let less = [&body[..at], &body[end..]].concat();
            if is_one(&less) { body = less } else { at = end }
        }
        length /= 2;
    }
    body
}

/// The bytes that `escape_ascii` made this of.
fn unescaped(text: &str) -> Vec<u8> {
    let mut bytes = text.bytes();
    let mut out = Vec::new();
    while let Some(byte) = bytes.next() {
        let escaped = (byte == b'\\').then(|| bytes.next()).flatten();
        out.push(match escaped {
            None => byte,
            Some(b'n') => b'\n',
            Some(b'r') => b'\r',
            Some(b't') => b'\t',
            Some(b'x') => {
                let mut digit = || bytes.next().and_then(|digit| char::from(digit).to_digit(16)).expect("a digit");
                (digit() * 16 + digit()) as u8
            }
            Some(itself) => itself,
        });
    }
    out
}

#[test]
fn bytes_come_back() {
    let all: Vec<u8> = (0..=255).collect();
    assert_eq!(unescaped(&all.escape_ascii().to_string()), all);
}

#[test]
fn what_can_be_left_out_is() {
    assert_eq!(minimised(b"some needle in hay".to_vec(), |body| body.windows(3).any(|it| it == b"eed")), b"eed");
}
