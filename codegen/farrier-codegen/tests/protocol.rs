//! The tests that are generated from protocol tests: every model of `protocol` has a snapshot of them. `cargo xtask
//! conformance` compiles and runs them.

use farrier_codegen::{Request, generate};
use smithy_json_ast::{Diagnostic, load};
use std::fs;
use std::path::Path;

/// The generated files below `tests`, one after the other.
fn tests(path: &Path, text: &str, server_tests: bool) -> Result<String, Vec<Diagnostic>> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let model = load(&name, text).expect("a valid model");
    let package = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let request =
        Request { model: name.into_owned(), package, protocol_tests: true, server_tests, ..Request::default() };
    let files = generate(&model, &request)?.output;
    let tests = files.iter().filter(|file| file.path.starts_with("tests/"));
    Ok(tests.map(|file| format!("# {}\n{}\n", file.path, file.contents)).collect())
}

fn settings() -> insta::Settings {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.set_snapshot_path("protocol/snapshots");
    settings
}

#[test]
fn models() {
    settings().bind(|| {
        insta::glob!("protocol/*.json", |path| {
            let text = fs::read_to_string(path).expect("a model");
            insta::assert_snapshot!("tests", tests(path, &text, false).unwrap_or_else(|errors| panic!("{errors:?}")));
        });
    });
}

/// A case that does not fit the model is an error that names it.
#[test]
fn misfits() {
    let mut errors = String::new();
    for (name, from, to) in [
        ("values.json", r#""params": {"Bytes": "farrier?>"}"#, r#""params": {"Bytes": 1}"#),
        ("values.json", r#""params": {"JsonName": "plain"}"#, r#""params": {"jsonName": "plain"}"#),
        ("values.json", r#""params": {"Colour": "RED", "Level": 2}"#, r#""params": {"Colour": {}, "Level": 2.5}"#),
        ("values.json", r#"{"Text": "t"}, {"Tree": {"Label": "l"}}]"#, r#"{"Text": "t", "Nothing": {}}]"#),
        ("values.json", r#""Dates": [0]"#, r#""Dates": "now""#),
        ("values.json", r#""code": 200"#, r#""code": 70000"#),
        ("buckets.json", r#""addressing_style": "path""#, r#""addressing_style": "round""#),
        ("buckets.json", r#""region": "eu-west-1","#, r#""retries": 5,"#),
        ("buckets.json", r#""region": "eu-west-1","#, ""),
        ("buckets.json", r#""scopedConfig""#, r#""config""#),
        ("buckets.json", r#""operationParams": {"Bucket": "pail""#, r#""operationParams": {"Pail": "pail""#),
        ("buckets.json", r#""operationName": "GetThing","#, ""),
        ("buckets.json", r#""operationName": "GetThing","#, r#""operationName": "FetchThing","#),
        ("buckets.json", r#""params": {"Region": "eu-west-1","#, r#""params": {"Regin": "eu-west-1","#),
        ("buckets.json", r#""clientParams": {"ForcePathStyle""#, r#""clientParams": {"Path/Style""#),
        (
            "buckets.json",
            r#""clientParams": {"ForcePathStyle": true}"#,
            r#""clientParams": {"ForcePathStyle": "true"}"#,
        ),
        ("buckets.json", r#""builtInParams": {"AWS::Region""#, r#""builtInParams": {"AWS::Regin""#),
        ("buckets.json", r#""AWS::UseDualStack": true"#, r#""SDK::Endpoint": true"#),
        ("buckets.json", r#""AWS::UseDualStack": true"#, r#""AWS::UseDualStack": ["true"]"#),
        ("events.json", r#"{"beep": {"loud": true}}"#, r#"{"bleep": {"loud": true}}"#),
        ("events.json", r#""bytes""#, r#""vendorParams""#),
        ("events.json", r#""errorId": "test#Mayday""#, r#""errorId": 1"#),
        ("events.json", r#""errorId": "test#Silence""#, r#""errorId": "test#Noise""#),
        ("events.json", r#"{"boolean": true}"#, "true"),
    ] {
        let model = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/protocol").join(name));
        let model = model.expect("a model");
        assert!(model.contains(from), "{from}");
        let found = tests(Path::new(name), &model.replacen(from, to, 1), false).expect_err(to);
        errors += &found.iter().map(|error| format!("{error}\n")).collect::<String>();
    }
    settings().bind(|| insta::assert_snapshot!("misfits", errors));
}

/// The tests for servers beside those for clients.
#[test]
fn servers() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/protocol/query-compatible.json");
    let text = fs::read_to_string(&path).expect("a model");
    let tests = tests(&path, &text, true).unwrap_or_else(|errors| panic!("{errors:?}"));
    settings().bind(|| insta::assert_snapshot!("servers", tests));
}
