//! The least parameters for each kind of outcome of the rules that are kept: a line has the number of the rules, the
//! kind, and the parameters. `cargo test -p farrier-codegen --lib corpus -- --ignored` adds the kinds that `corpus.txt`
//! lacks.

use super::compared::{KEPT, some};
use super::observed::observe;
use super::{Bindings, oracle, random};
use fastrand::Rng;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

const CORPUS: &str = include_str!("corpus.txt");

/// What parameters become by the rules of a number: the same compiled as word for word.
fn outcome(cases: &[(Value, String)], number: usize, values: &Value) -> Value {
    let (table, resolve) = KEPT[number];
    let expected = oracle::endpoint(&cases[number].0, values);
    assert_eq!(observe(table, resolve, values), expected, "rules {number}: {values}");
    expected
}

/// An outcome without the words in it.
fn kind(outcome: &Value) -> String {
    let form = |text: &Value| {
        let words = text.as_str().expect("text").split_inclusive(|c: char| !c.is_alphanumeric());
        words.map(|word| word.trim_start_matches(char::is_alphanumeric)).collect::<Vec<_>>().join("a")
    };
    let count = |part: &str| outcome[part].as_object().map_or(0, |part| part.len());
    match outcome.get("error") {
        Some(error) => format!("error {}", form(error)),
        None => format!("{} headers, {} properties, {}", count("headers"), count("properties"), form(&outcome["url"])),
    }
}

fn lines() -> impl Iterator<Item = (usize, &'static str, Value)> {
    CORPUS.lines().map(|line| {
        let [number, kind, values] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
        (number.parse().expect("a number"), kind, values.parse().expect("JSON"))
    })
}

#[test]
fn the_corpus_is_resolved_as_ever() {
    let cases = some(KEPT.len(), Bindings::Chained);
    for (number, expected, values) in lines() {
        assert_eq!(kind(&outcome(&cases, number, &values)), expected, "rules {number}: {values}");
    }
    assert!(CORPUS.lines().count() > 5 * KEPT.len());
}

#[test]
#[ignore = "writes the corpus"]
fn the_corpus_is_collected() {
    let cases = some(KEPT.len(), Bindings::Chained);
    let kind_of = |number: usize, values: &Value| kind(&outcome(&cases, number, values));
    let mut found: BTreeMap<(usize, String), Value> =
        lines().map(|(number, _, values)| ((number, kind_of(number, &values)), values)).collect();
    let mut rng = Rng::with_seed(14);
    for number in (0..KEPT.len()).cycle().take(KEPT.len() * 5000) {
        let values = random::values(&mut rng);
        let kind = kind_of(number, &values);
        let is_one = |values: &Value| kind_of(number, values) == kind;
        found.entry((number, kind.clone())).or_insert_with(|| minimised(values, is_one));
    }
    let mut text = String::new();
    for ((number, kind), values) in found {
        writeln!(text, "{number}\t{kind}\t{values}").expect("text");
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/endpoint/tests/corpus.txt");
    std::fs::write(path, text).expect("the corpus can be written");
}

/// The parameters without those that can be left out.
fn minimised(mut values: Value, is_one: impl Fn(&Value) -> bool) -> Value {
    let mut names: Vec<String> = values.as_object().expect("parameters").keys().cloned().collect();
    names.sort();
    for name in names {
        let mut fewer = values.clone();
        fewer.as_object_mut().expect("parameters").remove(&name);
        if is_one(&fewer) {
            values = fewer;
        }
    }
    values
}
