//! The page of rules of the protocol tests is true: see `rules.toml` beside the models.

use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use toml::de::DeTable;

/// The page.
const RULES: &str = "codegen/farrier-codegen/tests/protocol/rules.toml";

/// Where models with cases of our own are.
const OWN: [&str; 3] =
    ["codegen/farrier-codegen/tests/protocol", "codegen/farrier-codegen/tests/cases", "tests/models"];

/// The official ones.
const OFFICIAL: &str = "../shared/conformance/protocol-tests";

/// What a case may be of.
const TRAITS: [&str; 3] =
    ["smithy.test#httpRequestTests", "smithy.test#httpResponseTests", "smithy.test#eventStreamTests"];

/// A case for clients.
#[derive(Debug, PartialEq)]
struct Case {
    /// The protocol without its namespace.
    protocol: String,
    kind: &'static str,
    id: String,
    /// The id after that of the operation or error, without its namespace.
    path: String,
}

/// A rule of the page.
struct Rule {
    text: String,
    protocols: Vec<String>,
    own: Vec<String>,
    official: Vec<String>,
}

impl Rule {
    /// The cases of our own that hold it.
    fn held_by<'a>(&self, own: &'a [Case]) -> Vec<&'a Case> {
        let is_held = |case: &&Case| self.protocols.contains(&case.protocol) && any(&self.own, &case.id);
        own.iter().filter(is_held).collect()
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn rules() -> Vec<Rule> {
    let text = fs::read_to_string(root().join(RULES)).expect("the page");
    let page = DeTable::parse(&text).expect("TOML");
    let of_group = |group: &DeTable<'_>| {
        assert!(self::text(group, "why").ends_with('.'), "{group:?}");
        let protocols = texts(group, "protocols");
        let rule = |rule: &DeTable<'_>| Rule {
            text: self::text(rule, "rule").to_owned(),
            protocols: protocols.clone(),
            own: texts(rule, "own"),
            official: texts(rule, "official"),
        };
        tables(group, "rule").map(rule).collect::<Vec<_>>()
    };
    tables(page.get_ref(), "group").flat_map(of_group).collect()
}

fn text<'a>(table: &'a DeTable<'_>, key: &str) -> &'a str {
    table[key].get_ref().as_str().expect("a text")
}

/// A list of texts; empty if there is none.
fn texts(table: &DeTable<'_>, key: &str) -> Vec<String> {
    let list = table.get(key).map(|list| list.get_ref().as_array().expect("a list"));
    list.into_iter().flatten().map(|text| text.get_ref().as_str().expect("a text").to_owned()).collect()
}

fn tables<'a, 'i>(table: &'a DeTable<'i>, key: &str) -> impl Iterator<Item = &'a DeTable<'i>> {
    table[key].get_ref().as_array().expect("tables").iter().map(|table| table.get_ref().as_table().expect("a table"))
}

/// The cases of the models of a folder.
fn cases(folder: &Path) -> Vec<Case> {
    let entries = fs::read_dir(folder).expect("a folder of models").map(|entry| entry.expect("readable").path());
    let mut paths: Vec<_> = entries.filter(|path| path.extension().is_some_and(|it| it == "json")).collect();
    paths.sort();
    paths.iter().flat_map(|path| of_model(&fs::read_to_string(path).expect("a model"))).collect()
}

fn of_model(text: &str) -> Vec<Case> {
    let model: Value = text.parse().expect("JSON");
    let name = |id: &str| id.rsplit('#').next().unwrap_or_default().to_owned();
    let mut cases = Vec::new();
    for (shape, definition) in model["shapes"].as_object().into_iter().flatten() {
        for kind in TRAITS {
            let list = definition["traits"][kind].as_array().into_iter().flatten();
            for case in list.filter(|case| case.get("appliesTo").is_none_or(|side| side == "client")) {
                let text = |key: &str| case[key].as_str().unwrap_or_default();
                let path = format!("{}/{}", name(shape), text("id"));
                cases.push(Case { protocol: name(text("protocol")), kind, id: text("id").to_owned(), path });
            }
        }
    }
    cases
}

/// Whether one of the patterns has this text; `*` stands for any.
fn any(patterns: &[String], text: &str) -> bool {
    patterns.iter().any(|pattern| matches(pattern, text))
}

fn matches(pattern: &str, text: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == text,
        Some((start, rest)) => text.strip_prefix(start).is_some_and(|text| {
            text.char_indices().map(|(at, _)| at).chain([text.len()]).any(|at| matches(rest, &text[at..]))
        }),
    }
}

/// The cases of our own. A folder among the protocol tests is a model of several files.
fn own() -> Vec<Case> {
    let folders = OWN.map(|folder| root().join(folder));
    let models = fs::read_dir(&folders[0]).expect("a folder of models").map(|entry| entry.expect("readable").path());
    let models: Vec<_> = models.filter(|path| path.is_dir()).collect();
    folders.iter().chain(&models).flat_map(|folder| cases(folder)).collect()
}

#[test]
fn cases_are_in_rules_and_rules_have_cases() {
    let (rules, own) = (rules(), own());
    let mut problems = Vec::new();
    for rule in &rules {
        let held = rule.held_by(&own);
        let lacking = rule.protocols.iter().filter(|protocol| !held.iter().any(|case| case.protocol == **protocol));
        problems.extend(lacking.map(|protocol| format!("no case of {protocol}: {}", rule.text)));
        let empty = rule.own.iter().filter(|pattern| !held.iter().any(|case| matches(pattern, &case.id)));
        problems.extend(empty.map(|pattern| format!("there is no case `{pattern}`: {}", rule.text)));
    }
    let held: Vec<&Case> = rules.iter().flat_map(|rule| rule.held_by(&own)).collect();
    let strays = own.iter().filter(|case| !held.contains(case));
    problems.extend(strays.map(|case| format!("`{}` of {} is in no rule", case.id, case.protocol)));
    assert!(problems.is_empty(), "\n{}", problems.join("\n"));
}

/// Official tests are of rules that have a case of our own of the same protocol and direction.
#[test]
fn official_tests_are_of_rules() {
    let folder = root().join(OFFICIAL);
    if !folder.is_dir() {
        println!("skipped: {OFFICIAL} is not there");
        return;
    }
    let (rules, own, official) = (rules(), own(), cases(&folder));
    let mut problems = Vec::new();
    for case in &official {
        let mut held = rules.iter().filter(|rule| any(&rule.official, &case.path)).map(|rule| rule.held_by(&own));
        if !held.any(|held| held.iter().any(|own| own.protocol == case.protocol && own.kind == case.kind)) {
            problems.push(format!("{} {} of {} is of no rule", case.kind, case.path, case.protocol));
        }
    }
    for rule in &rules {
        let empty = rule.official.iter().filter(|pattern| !official.iter().any(|case| matches(pattern, &case.path)));
        problems.extend(empty.map(|pattern| format!("there is no official test `{pattern}`: {}", rule.text)));
    }
    assert!(problems.is_empty(), "\n{}", problems.join("\n"));
}
