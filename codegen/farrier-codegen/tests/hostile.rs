//! Whatever a model says, generation ends, and what it writes is Rust and TOML and holds no item that the model wrote.

use farrier_codegen::{
    Generated, Manifest, ManifestValue, OutputFile, Request, generate, generate_module, module_features,
};
use serde_json::{Map, Value, json};
use smithy_json_ast::{Diagnostic, load};
use std::fs;
use std::path::Path;
use toml::de::DeTable;

/// Ends whatever a text could be in: a string, a comment, a block, an attribute, a line, a document. Has what
/// documentation of ours has.
const EVIL: &str =
    "](crate::evil) \"# */ ) } ] \u{202e} ``` \r\n fn evil() {} \n[evil]\n/// \n#![evil] mod evil { {evil} \\";

/// Every value of every case becomes each of the others in turn; every 19th is tried, always the same.
#[test]
fn replaced_values() {
    let replacements =
        [json!(EVIL), json!(null), json!(-1e300), json!([EVIL]), json!({EVIL: {"value": EVIL}}), json!(true)];
    let mut generated = 0;
    for (name, case) in cases() {
        let mut pointers = Vec::new();
        collect(&case, String::new(), &mut pointers);
        let edits = pointers.iter().flat_map(|pointer| replacements.iter().map(move |value| (pointer, value)));
        for (number, (pointer, value)) in edits.step_by(19).enumerate() {
            let mut model = case.clone();
            if let Some(place) = model.pointer_mut(pointer) {
                *place = value.clone();
            }
            let mut files = attempt(&model);
            // Most of a module is what the crate is.
            if number % 5 == 0 && !files.is_empty() {
                files.push(module(&model));
            }
            generated += files.len();
            files.iter().for_each(|file| check(file, &format!("{name} with {value} at {pointer}")));
        }
    }
    assert!(generated > 1000, "most edits leave a model that means something");
}

/// Names are the one thing of a model that becomes identifiers.
#[test]
fn odd_names() {
    let (_, case) = cases().into_iter().find(|(name, _)| name == "unions.json").expect("the case of the unions");
    for name in ["_", "__", "_1", "a1b2C3", "r#type", "x y", "É", "a.b", "Self", "CON", "Mod", "Lib", &"N".repeat(5000)]
    {
        let text =
            case.to_string().replace("Value\"", &format!("{name}\"")).replace("\"Text\"", &format!("\"{name}\""));
        let model: Value = serde_json::from_str(&text).expect("still a document");
        attempt(&model).iter().for_each(|file| check(file, name));
    }
}

/// Examples in the documentation, where each required member of a structure is a structure with as many.
#[test]
fn nested_examples() {
    let files = attempt(&one_operation(json!({
        "a#In": structure(24, required("a#A")), "a#A": structure(24, required("a#B")), "a#B": structure(24, required("a#C")),
        "a#C": structure(24, required("smithy.api#String")),
    })));
    let size: usize = files.iter().map(|file| file.contents.len()).sum();
    assert!((10_000..500_000).contains(&size), "{size}");
}

/// A text that is said once, and written for each member.
#[test]
fn repeated_documentation() {
    let text = json!({"type": "string", "traits": {"smithy.api#documentation": "Long. ".repeat(4000)}});
    let model = one_operation(json!({"a#In": structure(1000, json!({"target": "a#Long"})), "a#Long": text}));
    let model = load("model.json", &model.to_string()).expect("a model");
    let problems = generate(&model, &Request::default()).expect_err("much documentation");
    assert!(problems[0].message.contains("48000000 bytes of documentation"), "{problems:?}");
}

/// Structures in each other: the compiler is told to go down, or there is nothing to compile.
#[test]
fn nested_types() {
    let usual = nested(chain("S", 48, &[])).expect("a client");
    assert!(usual.warnings.is_empty() && usual.output.iter().all(|file| !file.contents.contains("recursion_limit")));
    let deep = nested(chain("S", 49, &[])).expect("a client");
    let root = deep.output.iter().find(|file| file.path == "src/lib.rs").expect("a root");
    assert!(root.contents.contains("#![recursion_limit = \"256\"]"), "{}", root.contents);
    let help = deep.warnings[0].help.as_deref().expect("what to do");
    assert!(help.contains("`#![recursion_limit = \"256\"]`"), "{help}");
    let problems = nested(chain("S", 3000, &[])).expect_err("no compiler goes there");
    assert!(problems[0].message.contains("a recursion limit of 8192"), "{problems:?}");
}

/// Items that may be null are a step more.
#[test]
fn nested_items_that_may_be_null() {
    let warnings = |traits: Value| {
        let list = |index| json!({"type": "list", "member": {"target": format!("a#L{index}")}, "traits": traits});
        let mut shapes: Map<_, _> = (1..=17).map(|index| (format!("a#S{index}"), list(index))).collect();
        let held = |index| if index == 17 { holding(&[]) } else { holding(&[&format!("S{}", index + 1)]) };
        shapes.extend((1..=17).map(|index| (format!("a#L{index}"), held(index))));
        nested(shapes).expect("a client").warnings.len()
    };
    assert_eq!((warnings(json!({})), warnings(json!({"smithy.api#sparse": {}}))), (0, 1));
}

/// Two structures that hold each other halfway down, of which the other is the way on.
#[test]
fn nested_types_around_a_cycle() {
    let mut shapes = chain("S", 40, &["B"]);
    shapes.append(&mut chain("L", 40, &[]));
    shapes.insert("a#A".to_owned(), holding(&["B", "L1"]));
    shapes.insert("a#B".to_owned(), holding(&["A"]));
    let deep = nested(shapes).expect("a client");
    assert!(deep.output.iter().any(|file| file.contents.contains("#![recursion_limit = \"256\"]")));
}

fn nested(mut shapes: Map<String, Value>) -> Result<Generated<Vec<OutputFile>>, Vec<Diagnostic>> {
    shapes.insert("a#In".to_owned(), holding(&["S1"]));
    let model = load("model.json", &one_operation(Value::Object(shapes)).to_string()).expect("a model");
    generate(&model, &Request::default())
}

/// Structures that each hold the next, of which the last holds others.
fn chain(name: &str, length: usize, last: &[&str]) -> Map<String, Value> {
    let next = |index| holding(&[&format!("{name}{}", index + 1)]);
    let held = |index| if index == length { holding(last) } else { next(index) };
    (1..=length).map(|index| (format!("a#{name}{index}"), held(index))).collect()
}

fn holding(names: &[&str]) -> Value {
    let members = names.iter().map(|name| ((*name).to_owned(), json!({"target": format!("a#{name}")})));
    json!({"type": "structure", "members": members.collect::<Map<_, _>>()})
}

fn one_operation(mut shapes: Value) -> Value {
    let traits = json!({"aws.protocols#awsJson1_0": {}});
    shapes["a#Service"] =
        json!({"type": "service", "version": "1", "operations": [{"target": "a#Op"}], "traits": traits});
    shapes["a#Op"] = json!({"type": "operation", "input": {"target": "a#In"}});
    json!({"smithy": "2.0", "shapes": shapes})
}

fn structure(members: usize, member: Value) -> Value {
    let members = (0..members).map(|index| (format!("M{index}"), member.clone()));
    json!({"type": "structure", "members": members.collect::<Map<_, _>>()})
}

fn required(target: &str) -> Value {
    json!({"target": target, "traits": {"smithy.api#required": {}}})
}

/// The files for a model; none if it is refused.
fn attempt(model: &Value) -> Vec<OutputFile> {
    let Ok(model) = load("model.json", &model.to_string()) else { return Vec::new() };
    generate(&model, &request()).map(|generated| generated.output).unwrap_or_default()
}

/// A client as one module, for a model that is not refused.
fn module(model: &Value) -> OutputFile {
    let model = load("model.json", &model.to_string()).expect("a model");
    let module = generate_module(&model, &request(), &module_features().collect::<Vec<_>>())
        .expect("what is a crate is a module");
    OutputFile { path: "module.rs".to_owned(), contents: module.output.code }
}

fn request() -> Request {
    let package = [("description".to_owned(), ManifestValue::Text(EVIL.to_owned()))].into_iter().collect();
    let manifest = Manifest { package, ..Manifest::default() };
    Request { command: format!("farrier {EVIL}"), model: EVIL.to_owned(), manifest, ..Request::default() }
}

fn check(file: &OutputFile, what: &str) {
    if file.path.ends_with(".rs") {
        let rust = syn::parse_file(&file.contents).unwrap_or_else(|error| panic!("{what}: {}: {error}", file.path));
        rust.items.iter().for_each(|item| check_item(item, what));
        assert!(!rust.attrs.iter().any(|attribute| attribute.path().is_ident("evil")), "{what}: {}", file.path);
        assert!(!file.contents.contains("compile_error"), "{what}: {}", file.path);
    }
    if file.path.ends_with(".toml") {
        let toml = DeTable::parse(&file.contents).unwrap_or_else(|error| panic!("{what}: {}: {error}", file.path));
        assert!(!toml.get_ref().contains_key("evil"), "{what}: {}", file.path);
    }
    let segments = file.path.split('/');
    assert!(segments.clone().all(|segment| !segment.is_empty() && !segment.starts_with('.')), "{what}: {}", file.path);
}

fn check_item(item: &syn::Item, what: &str) {
    match item {
        syn::Item::Fn(function) => assert_ne!(function.sig.ident, "evil", "{what}"),
        syn::Item::Mod(module) => {
            assert_ne!(module.ident, "evil", "{what}");
            let inside = module.content.iter().flat_map(|(_, items)| items);
            inside.for_each(|item| check_item(item, what));
        }
        _ => {}
    }
}

fn cases() -> Vec<(String, Value)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let paths = fs::read_dir(folder).expect("a folder of cases").map(|entry| entry.expect("readable").path());
    let mut paths: Vec<_> = paths.filter(|path| path.is_file()).collect();
    paths.sort();
    let read = |path: &Path| serde_json::from_str(&fs::read_to_string(path).expect("a case is text")).expect("JSON");
    paths.iter().map(|path| (path.file_name().expect("a name").to_string_lossy().into_owned(), read(path))).collect()
}

fn collect(value: &Value, pointer: String, pointers: &mut Vec<String>) {
    let escaped = |name: &str| name.replace('~', "~0").replace('/', "~1");
    match value {
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, item)| collect(item, format!("{pointer}/{index}"), pointers));
        }
        Value::Object(members) => {
            members.iter().for_each(|(name, item)| collect(item, format!("{pointer}/{}", escaped(name)), pointers));
        }
        _ => {}
    }
    pointers.push(pointer);
}
