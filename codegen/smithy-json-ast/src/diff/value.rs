//! Where two JSON values differ.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::json::push_key;

/// All of these, each once, in their order. Only sets of texts are compared: the compiler makes a set for every type.
pub(crate) fn union<'a>(names: impl Iterator<Item = &'a str>) -> BTreeSet<&'a str> {
    let mut union = BTreeSet::new();
    // Without sorting, which is one more thing for the compiler to make.
    union.extend(names);
    union
}

/// How many differences of one value are worth telling.
const MOST: usize = 10;

/// A place where two values differ, and what each has there.
pub(crate) struct Difference {
    /// A JSON pointer; empty for the whole value.
    pub(crate) pointer: String,
    pub(crate) before: Option<String>,
    pub(crate) after: Option<String>,
}

/// The first differences, as deep inside the values as possible. Keys of objects in `ignore` are left out.
pub(crate) fn differences(before: Option<&Value>, after: Option<&Value>, ignore: &[String]) -> Vec<Difference> {
    let mut found = Vec::new();
    compare(&mut found, String::new(), before, after, ignore);
    found
}

/// Recursion is as deep as the values, and the reader takes none deeper than 128 levels.
fn compare(
    found: &mut Vec<Difference>,
    pointer: String,
    before: Option<&Value>,
    after: Option<&Value>,
    ignore: &[String],
) {
    if found.len() == MOST || before == after {
        return;
    }
    match (before, after) {
        (Some(Value::Object(a)), Some(Value::Object(b))) => {
            let keys = union(a.keys().chain(b.keys()).map(String::as_str));
            for key in keys.into_iter().filter(|key| !ignore.iter().any(|ignored| ignored == key)) {
                let mut pointer = pointer.clone();
                push_key(&mut pointer, key);
                compare(found, pointer, a.get(key), b.get(key), ignore);
            }
        }
        (Some(Value::Array(a)), Some(Value::Array(b))) => {
            for index in 0..a.len().max(b.len()) {
                compare(found, format!("{pointer}/{index}"), a.get(index), b.get(index), ignore);
            }
        }
        (before, after) => {
            let [before, after] = [before, after].map(|value| value.map(Value::to_string));
            found.push(Difference { pointer, before, after });
        }
    }
}
