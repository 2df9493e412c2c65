//! Every model below `cases` is a test: the files it becomes and the warnings, or what is wrong with it, are a
//! snapshot.
//!
//! The metadata of a model says what its test is about: `show`, the beginnings of the paths that the snapshot holds
//! (all but manifest, README and endpoint rules, if not given), and `package`, `service`, `protocol`, `operations`,
//! `skip-unsupported`, `allow-unknown-traits`, `max-members`, `protocol-tests` and `features` of the request.

use farrier_codegen::{Generated, LeftOut, Manifest, OutputFile, Request, explain, generate};
use serde_json::{Map, Value};
use smithy_json_ast::{Diagnostic, Locator, Model, load};
use std::fs;
use std::path::{Path, PathBuf};

/// Files that are the same for most models.
const USUAL: [&str; 3] = ["Cargo.toml", "README.md", "src/endpoint.rs"];

#[test]
fn valid() {
    each_case("cases", |model, request| {
        let shown = texts(model, "show");
        let is_shown = |file: &&OutputFile| match shown.as_slice() {
            [] => !USUAL.contains(&file.path.as_str()),
            shown => shown.iter().any(|start| file.path.starts_with(start)),
        };
        let generated = generated(model, request);
        assert_eq!(generated, self::generated(model, request), "generated twice");
        let files = generated.output.iter().filter(is_shown);
        let files = files.map(|file| format!("==> {}\n{}\n", file.path, file.contents));
        let left_out: Vec<_> = generated.left_out.iter().map(LeftOut::warning).collect();
        files.chain([lines(&left_out), lines(&generated.warnings)]).collect()
    });
}

#[test]
fn invalid() {
    each_case("cases/invalid", |model, request| match generate(model, request) {
        Ok(_) => panic!("{} has nothing wrong with it", request.model),
        Err(mut problems) => {
            let path = root().join("tests/cases/invalid").join(&request.model);
            let text = fs::read_to_string(path).expect("it was read before");
            let locator = Locator::new(&text);
            problems.iter_mut().for_each(|problem| locator.locate(problem));
            lines(&problems)
        }
    });
}

/// Shapes of one operation of a real service, each from the model to its files.
#[test]
fn explanation() {
    let name = "partnercentral-account.json";
    let model = read(&root().join("../../models").join(name));
    let operations = vec!["CreateConnectionInvitation".to_owned()];
    let request = Request { operations, command: "test".to_owned(), ..request(name, &model) };
    for shape in ["CreateConnectionInvitation", "ConnectionType", "ConflictException"] {
        explained(shape, &model, &request, shape);
    }
}

/// A shape whose Rust name is not its own, but that of another shape is.
#[test]
fn explanation_of_a_renamed_shape() {
    let name = "namespaces.json";
    let model = read(&root().join("tests/cases").join(name));
    explained("OtherThing", &model, &request(name, &model), "example.other#Thing");
}

fn explained(snapshot: &str, model: &Model, request: &Request, shape: &str) {
    let text = explain(model, request, shape).unwrap_or_else(|problems| panic!("{}", lines(&problems)));
    settings("cases/snapshots").bind(|| insta::assert_snapshot!(format!("explain_{snapshot}"), text.output));
}

fn generated(model: &Model, request: &Request) -> Generated<Vec<OutputFile>> {
    generate(model, request).unwrap_or_else(|problems| panic!("{}", lines(&problems)))
}

fn lines(problems: &[Diagnostic]) -> String {
    problems.iter().map(|problem| format!("{problem}\n")).collect()
}

fn each_case(folder: &str, outcome: impl Fn(&Model, &Request) -> String) {
    settings(&format!("{folder}/snapshots")).bind(|| {
        for path in cases(&root().join("tests").join(folder)) {
            let name = path.file_stem().expect("a case has a name").to_string_lossy();
            let model = read(&path);
            insta::assert_snapshot!(&*name, outcome(&model, &request(&format!("{name}.json"), &model)));
        }
    });
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn cases(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder of cases");
    let paths = entries.map(|entry| entry.expect("a readable folder").path());
    let mut paths: Vec<_> =
        paths.filter(|path| path.extension().is_some_and(|extension| extension == "json")).collect();
    paths.sort();
    paths
}

fn read(path: &Path) -> Model {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let name = path.file_name().expect("a case has a name").to_string_lossy();
    load(&name, &text).unwrap_or_else(|problems| panic!("{}", lines(&problems)))
}

fn request(name: &str, model: &Model) -> Request {
    let text = |key: &str| model.metadata.get(key).and_then(Value::as_str).map(str::to_owned);
    let features = model.metadata.get("features").cloned().unwrap_or_else(|| Value::Object(Map::new()));
    let features = serde_json::from_value(features).expect("features are lists of names");
    Request {
        model: name.to_owned(),
        package: text("package").unwrap_or_default(),
        service: text("service"),
        protocol: text("protocol"),
        operations: texts(model, "operations"),
        skip_unsupported: model.metadata.contains_key("skip-unsupported"),
        allow_unknown_traits: texts(model, "allow-unknown-traits"),
        max_members: model.metadata.get("max-members").and_then(Value::as_u64).map(|most| most as usize),
        protocol_tests: model.metadata.contains_key("protocol-tests"),
        manifest: Manifest { features, ..Manifest::default() },
        command: format!("farrier generate {name}"),
        ..Request::default()
    }
}

fn texts(model: &Model, key: &str) -> Vec<String> {
    let values = model.metadata.get(key).and_then(Value::as_array).into_iter().flatten();
    values.filter_map(Value::as_str).map(str::to_owned).collect()
}

fn settings(snapshots: &str) -> insta::Settings {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.set_snapshot_path(snapshots);
    settings
}
