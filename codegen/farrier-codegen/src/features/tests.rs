//! The table against what `Cargo.toml` of clients says.

use super::{closure, names, runtime};
use crate::emit::{self, Body};
use crate::ir::{Crate, Form};
use crate::{Request, lower};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

#[test]
fn manifests_have_the_features_of_the_table() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    for case in ["customized_presigning_s3", "customized_s3", "rest_json", "sigv4a"] {
        let text = fs::read_to_string(cases.join(format!("{case}.json"))).expect("a case");
        let model = smithy_json_ast::load(case, &text).expect("a model");
        let request = Request::default();
        let (selection, _) = crate::supported(&model, &request).expect("a service");
        let ir = lower::lower(&selection, Form::Crate).expect("a client").0;
        let wanted: BTreeSet<&str> = names().filter(|name| ir.has_feature(name)).collect();
        let manifest = manifest(&ir);
        let of_shapes: BTreeSet<&str> = ir.features().collect();
        let found: BTreeSet<&str> = keys(&manifest).filter(|name| !of_shapes.contains(name)).collect();
        assert_eq!(found, wanted, "{case}");
    }
}

#[test]
fn the_runtime_has_the_features_of_its_manifest() {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../runtime/Cargo.toml");
    let manifest = fs::read_to_string(manifest).expect("the manifest of the runtime");
    assert_eq!(keys(&manifest).collect::<BTreeSet<_>>(), BTreeSet::from(runtime::ALL));
}

#[test]
fn what_is_turned_on_turns_on_more() {
    assert_eq!(closure("test-util"), BTreeSet::from(["client", "server", "symmetric", "validate"]));
    assert_eq!(closure("value-traits"), BTreeSet::new());
}

fn manifest(ir: &Crate) -> String {
    let file = emit::emit(ir).into_iter().find(|file| file.path == "Cargo.toml");
    match file.map(|file| file.body) {
        Some(Body::Text(text)) => text,
        _ => panic!("a crate has a manifest"),
    }
}

/// The names of the features.
fn keys(manifest: &str) -> impl Iterator<Item = &str> {
    let lines = manifest.lines().skip_while(|line| *line != "[features]").skip(1);
    lines.take_while(|line| !line.starts_with('[')).filter_map(|line| Some(line.split_once(" = [")?.0))
}
