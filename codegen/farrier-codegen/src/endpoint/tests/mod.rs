mod compared;
mod compiled;
mod corpus;
mod library;
mod observed;
mod oracle;
mod random;

use proc_macro2::TokenStream;
use serde_json::{Value, json};

use smithy_json_ast::traits::{self, EndpointTests};

use super::json::Problem;
use super::{Bindings, EndpointRules, PublishedRules, emit, lower, test_cases, tests};

fn read(path: &std::path::Path) -> Value {
    let text = std::fs::read_to_string(path).expect("the case can be read");
    serde_json::from_str(&text).expect("the case is JSON")
}

fn pretty(tokens: TokenStream) -> String {
    let text = tokens.to_string();
    prettyplease::unparse(&syn::parse2(tokens).unwrap_or_else(|error| panic!("{error}: {text}")))
}

fn lowered(case: &Value) -> Result<EndpointRules, Vec<Problem>> {
    lower(PublishedRules::of(case.get("ruleSet"), case.get("bdd")))
}

#[test]
fn cases() {
    insta::glob!("cases/*.json", |path| {
        let case = read(path);
        let rules = lowered(&case).expect("the rules are valid");
        let cases = case.get("tests").map(|cases| traits::read::<EndpointTests>(cases).expect("the tests are valid"));
        let tests = cases.map(|cases| pretty(tests(&test_cases(&cases), &rules)));
        insta::assert_snapshot!(
            [Some(pretty(emit(&rules, Bindings::Chained))), tests].into_iter().flatten().collect::<Vec<_>>().join("\n")
        );
    });
}

#[test]
fn invalid_cases() {
    insta::glob!("cases/invalid/*.json", |path| {
        let case = read(path);
        let problems = lowered(&case).expect_err("the rules are invalid");
        let lines = problems.iter().map(|it| format!("{}: {} ({})\n", it.pointer, it.message, it.help));
        let output = lines.collect::<String>();
        insta::assert_snapshot!(output);
    });
}

#[test]
fn without_rules_an_endpoint_is_required() {
    let rules = lower(None).expect("the built-in rules are valid");
    let output = pretty(emit(&rules, Bindings::Chained));
    insta::assert_snapshot!(output);
}

/// Whatever replaces a value of a valid rule set, there are rules or problems, and rules print.
#[test]
fn no_value_breaks_it() {
    let nested = (0..200).fold(json!("x"), |inner, _| json!({ "fn": "not", "argv": [inner] }));
    let tree = json!({ "type": "tree", "conditions": [], "rules": [] });
    let deep = (0..200).fold(tree, |inner, _| json!({ "type": "tree", "conditions": [], "rules": [inner] }));
    let replacements = [
        json!(null),
        json!(-1),
        json!(1e300),
        json!("{"),
        json!("{x#y[}"),
        json!([]),
        json!({}),
        json!({ "ref": "Region" }),
        nested,
        deep,
    ];
    insta::glob!("cases/*.json", |path| {
        let case = read(path);
        let mut pointers = Vec::new();
        collect_pointers(&case, String::new(), &mut pointers);
        let edits = pointers.iter().flat_map(|pointer| replacements.iter().map(move |value| (pointer, value)));
        // A third of them is enough to meet every kind of value in every place.
        for (pointer, replacement) in edits.step_by(3) {
            let mut case = case.clone();
            if let Some(value) = case.pointer_mut(pointer) {
                *value = replacement.clone();
            }
            if let Ok(rules) = lowered(&case) {
                syn::parse2::<syn::File>(emit(&rules, Bindings::Chained)).expect("the tokens are a file");
            }
        }
    });
}

fn collect_pointers(value: &Value, pointer: String, pointers: &mut Vec<String>) {
    match value {
        Value::Array(values) => {
            for (index, value) in values.iter().enumerate() {
                collect_pointers(value, format!("{pointer}/{index}"), pointers);
            }
        }
        Value::Object(members) => {
            for (name, value) in members {
                collect_pointers(value, format!("{pointer}/{name}"), pointers);
            }
        }
        _ => {}
    }
    pointers.push(pointer);
}
