//! Expressions are parsed, emitted, read back as the runtime's and evaluated there, so that all three are proven.

mod read;

use aws_smithy_types::{Document, Number};
use farrier_runtime::rt::jmespath::{TooMuch, search};
use serde_json::Value;
use std::fs;
use std::path::Path;

/// The cases of this project, in the form of the compliance suite of JMESPath.
const OWN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/jmespath/cases");
/// The compliance suite itself, where it is at hand.
const SUITE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/conformance/jmespath");

#[test]
fn own_cases() {
    let (count, failures) = run(Path::new(OWN));
    assert!(count > 0 && failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn compliance_suite() {
    if !Path::new(SUITE).is_dir() {
        println!("skipped: {SUITE} is not there");
        return;
    }
    let (count, mut failures) = run(Path::new(SUITE));
    println!("{} of {count} cases hold", count - failures.len());
    // One of its benchmarks nests 104 projections.
    failures.retain(|failure| !failure.contains("nested deeper than"));
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// How often a text is repeated: up to where it is nested deeper than anything may be.
const COUNTS: [usize; 5] = [1, 30, 62, 100, 10_000];

#[test]
fn hostile_expressions_are_errors() {
    for text in ["(", "[", "{a:", "!", "&", "a||", "a|", "a[?", "a[", "f(", "-", "`", "é", "a=", "`1e999`"] {
        for count in COUNTS {
            assert!(super::parse(&text.repeat(count)).is_err(), "{text} {count} times");
        }
    }
}

#[test]
fn what_is_nested_deep_is_an_error_or_compiles() {
    for text in ["[*]", ".a", "||a", "|a", "[]"] {
        let parsed = COUNTS.map(|count| super::parse(&format!("a{}", text.repeat(count))));
        assert!(parsed[0].is_ok() && parsed[4].is_err(), "{text}");
        for expr in parsed.iter().flatten() {
            let constant = super::emit(expr);
            read::expr(&constant);
            prettyplease::unparse(&syn::parse_quote!(const DEEP: Expr = #constant;));
        }
    }
}

/// How many cases there are, and what is wrong with those that fail.
fn run(folder: &Path) -> (usize, Vec<String>) {
    let mut files: Vec<_> =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    files.sort();
    let (mut count, mut failures) = (0, Vec::new());
    for file in files {
        let groups: Vec<Value> = serde_json::from_slice(&fs::read(&file).expect("a file")).expect("JSON");
        for group in &groups {
            for case in group["cases"].as_array().expect("cases") {
                count += 1;
                failures.extend(check(case, &group["given"]).err());
            }
        }
    }
    (count, failures)
}

/// Checks one case, an expression that is `piped` into itself so many times: a `result`, an `error`, or neither if it
/// only has to be evaluated.
fn check(case: &Value, given: &Value) -> Result<(), String> {
    let text = case["expression"].as_str().expect("an expression");
    let times = case["piped"].as_u64().map_or(1, |times| usize::try_from(times).expect("a few times"));
    let found = super::parse(&vec![text; times].join(" | "));
    let found = found.map(|expr| search(&read::expr(&super::emit(&expr)), &document(given)));
    match (case.get("result"), case["error"].as_str(), found) {
        (Some(expected), _, Ok(Ok(found))) if value(&found) == value(&document(expected)) => Ok(()),
        (None, Some("too-much"), Ok(Err(TooMuch))) => Ok(()),
        // What is of the wrong type is only known when it is evaluated, and null then.
        (None, Some("invalid-type"), Ok(Ok(Document::Null))) | (None, None, Ok(Ok(_))) => Ok(()),
        (None, Some(error), Err(_)) if error != "too-much" => Ok(()),
        (expected, error, found) => {
            let expected = error.map_or_else(|| format!("{expected:?}"), str::to_owned);
            let found = found.as_ref().map(|found| found.as_ref().map(value));
            Err(format!("{text}: expected {expected}, found {found:?}"))
        }
    }
}

fn document(value: &Value) -> Document {
    match value {
        Value::Null => Document::Null,
        Value::Bool(value) => (*value).into(),
        Value::String(text) => text.as_str().into(),
        Value::Array(list) => list.iter().map(document).collect::<Vec<_>>().into(),
        Value::Object(entries) => {
            Document::Object(entries.iter().map(|(key, value)| (key.clone(), document(value))).collect())
        }
        Value::Number(number) => Document::Number(match (number.as_u64(), number.as_i64()) {
            (Some(number), _) => Number::PosInt(number),
            (None, Some(number)) => Number::NegInt(number),
            (None, None) => Number::Float(number.as_f64().expect("a double")),
        }),
    }
}

/// As JSON to be compared: numbers are doubles.
fn value(document: &Document) -> Value {
    match document {
        Document::Null => Value::Null,
        Document::Bool(value) => (*value).into(),
        Document::String(text) => text.as_str().into(),
        Document::Number(number) => number.to_f64_lossy().into(),
        Document::Array(list) => list.iter().map(value).collect(),
        Document::Object(entries) => entries.iter().map(|(key, item)| (key.clone(), value(item))).collect(),
    }
}
