//! Every file or folder below `cases` is a test: what it holds is loaded, and what comes of it is a snapshot.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use serde_json::Value;
use smithy_json_ast::{DiffOptions, Member, Model, Shape, ShapeKind, Traits, diff, load_all};

#[test]
fn valid() {
    each_case("", |case| dump(&load_case(case).unwrap_or_else(|errors| panic!("{errors}"))));
}

#[test]
fn invalid() {
    each_case("invalid", |case| load_case(case).expect_err("the model has errors"));
}

#[test]
fn merge() {
    each_case("merge", |case| load_case(case).map_or_else(|errors| errors, |model| dump(&model)));
}

/// The metadata `ignore` of `before.json` is what the comparison ignores.
#[test]
fn differences() {
    each_case("diff", |case| {
        let load = |name| load_case(&case.join(name)).unwrap_or_else(|errors| panic!("{errors}"));
        let (before, after) = (load("before.json"), load("after.json"));
        let ignore = before.metadata.get("ignore").and_then(Value::as_array).into_iter().flatten();
        let ignore = ignore.filter_map(|name| name.as_str().map(str::to_owned)).collect();
        assert_eq!(diff(&before, &before, &DiffOptions::default()), []);
        let changes = diff(&before, &after, &DiffOptions { ignore });
        changes.iter().map(|change| format!("{change}\n")).collect()
    });
}

fn each_case(folder: &str, outcome: impl Fn(&Path) -> String) {
    let folder_path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(folder);
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.set_snapshot_path(folder_path.join("snapshots"));
    let _guard = settings.bind_to_scope();
    for case in entries(&folder_path) {
        let is_folder_of_cases = folder.is_empty() && case.is_dir();
        if !is_folder_of_cases && !case.ends_with("snapshots") {
            let name = case.file_stem().expect("a case has a name").to_string_lossy();
            insta::assert_snapshot!(&*name, outcome(&case));
        }
    }
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("a readable folder").path()).collect();
    paths.sort();
    paths
}

/// Loads a file, or all files of a folder. Errors are given as text.
fn load_case(path: &Path) -> Result<Model, String> {
    let paths = if path.is_dir() { entries(path) } else { vec![path.to_owned()] };
    let files: Vec<(String, String)> = paths
        .iter()
        .map(|path| {
            let name = path.file_name().expect("a case has a name").to_string_lossy().into_owned();
            (name, fs::read_to_string(path).expect("a case is text"))
        })
        .collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (&**name, &**text)).collect();
    load_all(&files).map_err(|errors| errors.iter().map(|error| format!("{error}\n")).collect())
}

fn dump(model: &Model) -> String {
    let mut text = format!("smithy {}\n", model.version);
    for (key, value) in &model.metadata {
        writeln!(text, "metadata {key} = {value}").expect("writing to a string");
    }
    for shape in model.shapes.values() {
        writeln!(text, "\n{} {} @{}{}", shape.type_name(), shape.id, shape.span, dump_traits(&shape.traits))
            .expect("writing to a string");
        text += &dump_parts(shape);
    }
    text
}

fn dump_parts(shape: &Shape) -> String {
    match &shape.kind {
        ShapeKind::Operation(operation) => format!("  {operation:?}\n"),
        ShapeKind::Service(service) => format!("  {service:?}\n"),
        ShapeKind::Resource(resource) => format!("  {resource:#?}\n"),
        _ => shape.all_members().map(dump_member).collect(),
    }
}

fn dump_member(member: &Member) -> String {
    assert_eq!(member.id.member(), Some(&*member.name));
    format!("  {}: {} @{}{}\n", member.name, member.target, member.span, dump_traits(&member.traits))
}

fn dump_traits(traits: &Traits) -> String {
    traits.iter().map(|(id, value)| format!("  @{}={value}", id.as_str().replace("smithy.api#", ""))).collect()
}
