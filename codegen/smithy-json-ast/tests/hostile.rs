//! Models made to break a reader: none may make it panic, hang or fill the memory.

use std::fs;
use std::path::Path;

use smithy_json_ast::{Diagnostic, Limits, Model, load, load_within};

const MANY: usize = 10_000;

/// A model of `MANY` shapes, each written by `shape` from its number.
fn load_many(shape: impl Fn(usize) -> String) -> Result<Model, Vec<Diagnostic>> {
    let shapes: Vec<String> = (0..MANY).map(|n| format!("\"a#S{n}\": {}", shape(n))).collect();
    load("many.json", &format!("{{\"smithy\": \"2.0\", \"shapes\": {{{}}}}}", shapes.join(",\n")))
}

fn errors(result: Result<Model, Vec<Diagnostic>>) -> usize {
    result.map_or_else(|errors| errors.len(), |_| 0)
}

#[test]
fn a_long_chain_of_mixins() {
    let chain = |n| {
        let mixins = if n > 0 { format!(r##"{{"target": "a#S{}"}}"##, n - 1) } else { String::new() };
        format!(r##"{{"type": "structure", "mixins": [{mixins}], "traits": {{"smithy.api#mixin": {{}}}}}}"##)
    };
    assert_eq!(errors(load_many(chain)), 0);
}

#[test]
fn a_long_cycle_of_mixins() {
    let cycle = |n| {
        let next = (n + 1) % MANY;
        format!(
            r##"{{"type": "structure", "mixins": [{{"target": "a#S{next}"}}, {{"target": "a#S0"}}],
                "traits": {{"smithy.api#mixin": {{}}}}}}"##
        )
    };
    // The last shape leads to the first one twice.
    assert_eq!(errors(load_many(cycle)), MANY + 1);
}

#[test]
fn mixins_that_multiply() {
    let members: Vec<String> = (0..MANY).map(|n| format!(r##""m{n}": {{"target": "smithy.api#String"}}"##)).collect();
    let many = |n| match n {
        0 => format!(
            r##"{{"type": "structure", "members": {{{}}}, "traits": {{"smithy.api#mixin": {{}}}}}}"##,
            members.join(",")
        ),
        _ => r##"{"type": "structure", "mixins": [{"target": "a#S0"}]}"##.to_owned(),
    };
    assert_eq!(errors(load_many(many)), 1);
}

#[test]
fn a_long_cycle_of_resources() {
    let cycle = |n| format!(r##"{{"type": "resource", "resources": [{{"target": "a#S{}"}}]}}"##, (n + 1) % MANY);
    assert_eq!(errors(load_many(cycle)), 1);
}

#[test]
fn nothing_but_wrong_names() {
    let wrong = |n| format!(r##"{{"type": "lst", "member": {{"target": "a#T{n}"}}}}"##);
    assert_eq!(errors(load_many(wrong)), MANY);
    let wrong = |n| format!(r##"{{"type": "list", "member": {{"target": "a#T{n}"}}}}"##);
    assert_eq!(errors(load_many(wrong)), MANY);
}

#[test]
fn enum_values_that_make_one_name() {
    let values: Vec<String> = (0..MANY as u32)
        .filter_map(|n| char::from_u32(0x4e00 + n))
        .map(|c| format!(r#"{{"value": "{c}a"}}"#))
        .collect();
    let text = format!(
        r##"{{"smithy": "1.0", "shapes": {{"a#E": {{"type": "string", "traits": {{"smithy.api#enum": [{}]}}}}}}}}"##,
        values.join(",")
    );
    let model = load("enum.json", &text).expect("the model is valid");
    assert_eq!(model.shapes["a#E"].members().len(), values.len());
}

#[test]
fn thousands_of_names_that_differ_in_little() {
    // Each of a thousand letters in another case: all are compared with all.
    let name = |n: usize| -> String {
        let case = |bit: usize, c: char| if n >> bit & 1 == 1 { c.to_ascii_uppercase() } else { c };
        "abcdefghijklmnop".chars().enumerate().map(|(bit, c)| case(bit, c)).collect()
    };
    let shapes = |n| match n % 2 {
        0 => format!(r##"{{"type": "list", "member": {{"target": "a#{}"}}}}"##, name(n)),
        _ => format!(r##"{{"type": "list", "member": {{"target": "a#{}x"}}}}"##, name(n)),
    };
    assert_eq!(errors(load_many(shapes)), MANY);
}

#[test]
fn models_beyond_the_limits() {
    let text = |shapes: usize| {
        let shapes: Vec<String> = (0..shapes).map(|n| format!("\"a#S{n}\": {{\"type\": \"string\"}}")).collect();
        format!("{{\"smithy\": \"2.0\", \"shapes\": {{{}}}}}", shapes.join(","))
    };
    let one = text(1);
    let limits = Limits { bytes: 2 * one.len(), shapes: 2, ..Limits::default() };
    let load = |files: &[&str]| {
        let labels = ["a.json", "b.json", "c.json"];
        let files: Vec<_> = labels.into_iter().zip(files.iter().copied()).collect();
        match load_within(&files, &limits) {
            Ok(model) => model.shapes.len().to_string(),
            Err(errors) => errors.iter().map(|error| format!("{error}\n")).collect(),
        }
    };
    assert_eq!(load(&[&one, &one]), "1");
    assert_eq!(
        load(&[&one, &one, "{"]),
        format!(
            "c.json: error: the model has more than {} bytes\n  help: leave out what is not needed, or allow more\n",
            limits.bytes
        )
    );
    let many = format!("{}\n", text(3));
    assert_eq!(
        load_within(&[("m.json", &many)], &Limits { bytes: many.len(), ..limits }).unwrap_err()[0].to_string(),
        "m.json:1:19: error: the model has more than 2 shapes\n  at /shapes\n  help: leave out what no operation needs, or allow more"
    );
}

#[test]
fn names_of_megabytes_are_not_shown_whole() {
    let name = "é".repeat(1 << 20);
    let text =
        format!(r#"{{"smithy": "2.0", "shapes": {{"{name}": {{"type": "{name}"}}, "a#B": {{"type": "{name}"}}}}}}"#);
    let errors = load("long.json", &text).unwrap_err();
    assert_eq!(errors.len(), 2);
    for error in errors {
        assert!(error.to_string().len() < 5_000, "{} bytes", error.to_string().len());
        assert!(error.to_string().contains(" bytes ..]"), "{error}");
    }
}

/// Every prefix of a model, and every model with one byte changed, loads or has errors.
#[test]
fn damaged_files() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    for name in ["version_1.json", "enum_trait.json", "invalid/types.json", "invalid/mixins.json"] {
        let text = fs::read_to_string(cases.join(name)).expect("a case is text");
        for at in (0..text.len()).filter(|at| text.is_char_boundary(*at)) {
            let _ = load(name, &text[..at]);
            for replacement in ["", "\"", "{", "0"] {
                let rest = text[at..].char_indices().nth(1).map_or("", |(next, _)| &text[at + next..]);
                let _ = load(name, &[&text[..at], replacement, rest].concat());
            }
        }
    }
}
