//! The tables against each other, and against what reads the traits.

use super::{IGNORED, REFUSED, TESTS, implemented};
use crate::protocols;
use serde_json::{Value, json};
use smithy_json_ast::Severity;
use smithy_json_ast::traits::Accessor;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::{env, fs};

/// All that clients of any protocol act on, by id.
fn accessors() -> BTreeMap<&'static str, Accessor> {
    let of_protocols = protocols::ALL.into_iter().flat_map(|protocol| implemented(Some(protocol)));
    of_protocols.chain(TESTS).map(|accessor| (accessor.id, accessor)).collect()
}

/// One id is in one list: of those for all protocols, and of a protocol's own beside them.
#[test]
fn no_id_is_listed_twice() {
    for protocol in protocols::ALL {
        let mut seen = BTreeSet::from([protocol.id()]);
        let own = protocol.implemented().chain(&super::IMPLEMENTED).chain(&TESTS).map(|accessor| accessor.id);
        let lists = IGNORED.iter().chain(&REFUSED).chain(protocol.ignored).flat_map(|(_, ids)| ids.iter().copied());
        for id in own.chain(lists).filter(|id| *id != protocol.id()) {
            assert!(seen.insert(id), "{id} is listed twice for {}", protocol.id());
        }
    }
}

/// A trait is implemented if something asks for it, by the type that reads its value.
#[test]
fn what_is_implemented_is_read() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let is_table = |path: &Path| {
        path.starts_with(source.join("protocols"))
            || path.ends_with("trait_support/mod.rs")
            || path.ends_with("tests.rs")
    };
    let mut text = String::new();
    for file in rust_files(&source).into_iter().filter(|path| !is_table(path)) {
        text += &fs::read_to_string(file).expect("a source file");
    }
    let is_read = |name: &str| {
        let calls = ["is::<", "read::<"]
            .into_iter()
            .flat_map(|call| ["", "traits::"].map(|path| format!("{call}{path}{name}")));
        let mut calls = calls.flat_map(|call| [">", "<"].map(|end| format!("{call}{end}")));
        calls.any(|call| text.contains(&call)) || text.contains(&format!("{name}::ID"))
    };
    let of_protocols = protocols::ALL.map(|protocol| protocol.settings.id);
    for accessor in accessors().into_values().filter(|accessor| !of_protocols.contains(&accessor.id)) {
        let name = (accessor.type_name)().split('<').next().and_then(|path| path.rsplit("::").next());
        assert!(name.is_some_and(is_read), "nothing reads {}: {name:?}", accessor.id);
    }
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let paths = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("readable").path());
    let files = paths.flat_map(|path| if path.is_dir() { rust_files(&path) } else { vec![path] });
    files.filter(|path| path.extension().is_some_and(|extension| extension == "rs")).collect()
}

/// What a message shows as a value that a trait can have is one.
#[test]
fn examples() {
    for accessor in accessors().into_values() {
        let example = serde_json::from_str(accessor.example).expect("an example is JSON");
        assert_eq!(accessor.check(&example), [], "{}", accessor.id);
    }
}

/// Values that mean nothing to most traits, and what each trait says about them. Nothing is accepted in silence.
#[test]
fn values() {
    let values = [
        json!(null),
        json!(true),
        json!(5),
        json!(-1),
        json!(1.5),
        json!(""),
        json!("x"),
        json!([]),
        json!([5]),
        json!(["x"]),
        json!({}),
        json!({"x": 1}),
        json!({"x": {"type": "number"}}),
    ];
    // What is said, with the traits of which it is said.
    let mut table: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for accessor in accessors().into_values() {
        // And with the values.
        let mut said: Vec<(String, Vec<String>)> = Vec::new();
        for value in &values {
            let text = said_of(accessor, value);
            match said.iter_mut().find(|(known, _)| *known == text) {
                Some((_, values)) => values.push(value.to_string()),
                None => said.push((text, vec![value.to_string()])),
            }
        }
        let text = said.iter().map(|(text, values)| format!("  {}\n{text}", values.join("  "))).collect();
        table.entry(text).or_default().push(accessor.id);
    }
    let mut table: Vec<String> = table.into_iter().map(|(text, ids)| format!("{}\n{text}", ids.join("\n"))).collect();
    table.sort();
    insta::with_settings!({prepend_module_to_snapshot => false, omit_expression => true}, {
        insta::assert_snapshot!("trait_values", table.concat());
    });
}

fn said_of(accessor: Accessor, value: &Value) -> String {
    let problems = accessor.check(value);
    let is_fine = !problems.iter().any(|problem| problem.severity == Severity::Error);
    let lines = problems.iter().map(|problem| match problem.pointer.as_str() {
        "" => format!("    {}: {}\n", problem.severity, problem.message),
        pointer => format!("    {}: {} at {pointer}\n", problem.severity, problem.message),
    });
    let text: String = lines.chain(is_fine.then(|| "    accepted\n".to_owned())).collect();
    // What was found and the id are the difference between otherwise equal messages.
    let text = text.replace(&format!("not {value}"), "not that").replace(&format!("`{}`", accessor.id), "`ID`");
    ["a list", "an empty list", "an object"]
        .into_iter()
        .fold(text, |text, found| text.replace(&format!("not {found}"), "not that"))
}

/// Each trait of the published specification is in a list, for each protocol.
#[test]
fn the_specification() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/conformance/prelude");
    for name in ["prelude.json", "traits.json"] {
        // It is no part of this project, and not everywhere.
        let Ok(text) = fs::read_to_string(folder.join(name)) else { return };
        let model = smithy_json_ast::load(name, &text).expect("a model");
        let defined = model.shapes.values().filter(|shape| shape.traits.has("smithy.api#trait"));
        for id in defined.map(|shape| shape.id.as_str()) {
            for protocol in protocols::ALL {
                assert!(super::of(Some(protocol), true).contains_key(id), "{id} is in no list of {}", protocol.id());
            }
        }
    }
}
