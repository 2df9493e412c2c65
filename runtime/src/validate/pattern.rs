//! `@pattern`: ECMAScript regular expressions, compiled once.

use crate::sync::lock;
use regress::Regex;
use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex};

/// How deep groups may nest; the compiler recurses.
const MAX_NESTING: usize = 100;

/// What was compiled; `None` for what cannot be.
type Compiled = HashMap<&'static str, Option<Arc<Regex>>>;

static COMPILED: LazyLock<Mutex<Compiled>> = LazyLock::new(Mutex::default);

/// Whether a pattern matches somewhere in a text. A pattern that cannot be compiled matches everything; a `tracing`
/// warning names it.
pub(super) fn matches(pattern: &'static str, text: &str) -> bool {
    // The lock is not held while matching.
    let mut compiled = lock(&COMPILED);
    let regex = compiled.entry(pattern).or_insert_with(|| compile(pattern).map(Arc::new)).clone();
    drop(compiled);
    regex.is_none_or(|regex| regex.find(text).is_some())
}

/// Compiles in Unicode mode or, since many patterns escape what needs no escape, without. `(?s)` is Java's way to set a
/// flag that ECMAScript has, too.
pub(super) fn compile(pattern: &str) -> Option<Regex> {
    let nesting = pattern.bytes().filter(|byte| *byte == b'(').count();
    let (text, dot_all) = match pattern.split_once("(?s)") {
        Some((before, after)) => (format!("{before}{after}"), "s"),
        None => (pattern.to_owned(), ""),
    };
    // Without Unicode mode `\p{L}` and `\u{41}` are not an error, but literal text.
    let is_unicode = text.contains("\\p") || text.contains("\\P") || text.contains("\\u{");
    let modes = [Some("u"), (!is_unicode).then_some("")];
    let compile = |mode: &str| Regex::with_flags(&text, format!("{mode}{dot_all}").as_str()).ok();
    let regex = modes.into_iter().flatten().filter(|_| nesting <= MAX_NESTING).find_map(compile);
    if regex.is_none() {
        tracing::warn!(pattern, "the pattern cannot be compiled; it is not checked");
    }
    regex
}
