//! Whatever things are called in a model, the crate compiles, without a warning.
//!
//! `words.txt` has what could collide. All words together are the models `words_of_*.json` in `protocol`, which this
//! test writes and `cargo xtask conformance` compiles. One by one they are 2,300 crates: `cargo xtask soak names`.

#[path = "shared/crates.rs"]
mod crates;
#[path = "names/models.rs"]
mod models;

use crates::{Crate, EVERYTHING, compile, files, root};
use proc_macro2::{TokenStream, TokenTree};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

fn words() -> Vec<&'static str> {
    include_str!("names/words.txt").lines().collect()
}

/// The names that generated code takes from the runtime.
#[test]
fn the_words_have_all_names_of_the_runtime() {
    let text = fs::read_to_string(root().join("runtime/src/rt.rs")).expect("the names of the runtime");
    let file = syn::parse_file(&text).expect("Rust");
    let mut names = Vec::new();
    for item in &file.items {
        match item {
            syn::Item::Use(item) => leaves(&item.tree, &mut names),
            syn::Item::Fn(item) => names.push(item.sig.ident.to_string()),
            syn::Item::Const(item) => names.push(item.ident.to_string()),
            _ => {}
        }
    }
    let words: BTreeSet<_> = words().into_iter().collect();
    let missing: Vec<_> = names.iter().filter(|name| !words.contains(name.as_str())).collect();
    assert!(missing.is_empty(), "words.txt lacks {missing:?}");
    assert!(names.len() > 100, "{names:?}");
}

/// The names of items, fields aside, that crates have which have no name in common but a word.
#[test]
fn the_words_have_all_names_of_crates() {
    let mut crates: BTreeMap<String, usize> = BTreeMap::new();
    for (position, model) in models::of_one("Xyzzy") {
        let files = files(position, &model).expect("accepted");
        let mut names = BTreeSet::new();
        for (path, contents) in files.iter().filter(|(path, _)| path.ends_with(".rs")) {
            declared(contents.parse().unwrap_or_else(|error| panic!("{path}: {error}")), &mut names);
        }
        names.into_iter().for_each(|name| *crates.entry(name).or_default() += 1);
    }
    let ours = crates.iter().filter(|(_, count)| **count > 1).map(|(name, _)| name.as_str());
    // What else the models have is called so, too.
    let ours: Vec<_> = ours.filter(|name| !name.to_lowercase().contains("zz")).collect();
    let words: BTreeSet<_> = words().into_iter().collect();
    let missing: Vec<_> = ours.iter().filter(|name| !words.contains(*name)).collect();
    assert!(missing.is_empty(), "words.txt lacks {missing:?}");
    assert!(ours.len() > 50, "{ours:?}");
}

/// What comes after the words that declare something.
fn declared(tokens: TokenStream, names: &mut BTreeSet<String>) {
    let mut is_declaration = false;
    for token in tokens {
        match token {
            TokenTree::Ident(word) => {
                let word = word.to_string();
                let begins =
                    ["const", "enum", "fn", "mod", "static", "struct", "trait", "type"].contains(&word.as_str());
                if is_declaration && !begins {
                    names.insert(word.trim_start_matches("r#").to_owned());
                }
                is_declaration = begins;
            }
            TokenTree::Group(group) => declared(group.stream(), names),
            _ => is_declaration = false,
        }
    }
}

fn leaves(tree: &syn::UseTree, names: &mut Vec<String>) {
    match tree {
        syn::UseTree::Path(path) => leaves(&path.tree, names),
        syn::UseTree::Name(name) => names.push(name.ident.to_string()),
        syn::UseTree::Rename(rename) => names.push(rename.rename.to_string()),
        syn::UseTree::Group(group) => group.items.iter().for_each(|tree| leaves(tree, names)),
        syn::UseTree::Glob(_) => {}
    }
}

/// rustdoc finds no link to a raw identifier.
#[test]
fn links_have_no_raw_identifiers() {
    let words = words();
    for model in [models::of_operations(&words), models::of_shapes(&words), models::of_parts(&words)] {
        let files = files("words", &model).expect("accepted");
        let mut links =
            files.iter().flat_map(|(_, text)| text.split("](").skip(1)).filter_map(|link| link.split(')').next());
        let raw = links.find(|link| link.contains("r#"));
        assert!(raw.is_none(), "{raw:?}");
    }
}

#[test]
fn all_words_are_in_one_model() {
    let words = words();
    for (name, model) in [
        ("words_of_operations", models::of_operations(&words)),
        ("words_of_shapes", models::of_shapes(&words)),
        ("words_of_parts", models::of_parts(&words)),
    ] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/protocol/{name}.json"));
        // Whether members of objects keep their order depends on what else is built.
        let is_current = fs::read_to_string(&path).is_ok_and(|text| text.parse::<Value>().is_ok_and(|is| is == model));
        if !is_current && std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
            fs::write(&path, lines(&model)).expect("the model can be written");
        } else {
            assert!(is_current, "{name} is not current: write it with INSTA_UPDATE=always");
        }
    }
}

/// The model, one line per shape.
fn lines(model: &Value) -> String {
    let shapes = model["shapes"].as_object().expect("shapes");
    let shapes: Vec<_> = shapes.iter().map(|(id, shape)| format!("{}: {shape}", Value::from(id.as_str()))).collect();
    format!("{{\"smithy\": \"2.0\", \"shapes\": {{\n{}\n}}}}\n", shapes.join(",\n"))
}

/// Each word in each position, by crates of their own. With everything, because items are called the same in each set of
/// features; what stands in the place of operations that are off has their names.
#[test]
#[ignore = "compiles about 2,300 crates"]
fn one_by_one() {
    let mut refused = BTreeMap::new();
    let mut crates = Vec::new();
    for (number, word) in words().into_iter().enumerate() {
        for (position, model) in models::of_one(word) {
            let (package, of) = (format!("word-{number}-{position}"), format!("{word} ({position})"));
            match files(&package, &model) {
                Ok(files) => crates.push(Crate { package, of, files }),
                Err(problem) => drop(refused.insert(of, problem)),
            }
        }
    }
    assert!(refused.is_empty(), "Smithy allows all of these names: {refused:#?}");
    let failures = compile("names", &[EVERYTHING], crates);
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
