//! Clients as modules: every model of `cases` is one, in which no Cargo feature, no path from a root and nothing of a
//! newer edition is left. The project `tests/projects/build-script` compiles some.

use farrier_codegen::{Module, Request, generate_module, module_features};
use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};
use quote::ToTokens as _;
use std::error::Error;
use std::fs;
use std::path::Path;
use syn::{Attribute, ImplItem, Item};

/// What says which features of the runtime are off.
const CHECKS: &str = include_str!("../../../runtime/src/module.rs");

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn module(model: &Path, features: &[&'static str]) -> Result<Module> {
    let model = smithy_json_ast::load("model.json", &fs::read_to_string(model)?).map_err(|it| format!("{it:?}"))?;
    let request = Request { skip_unsupported: true, ..Request::default() };
    Ok(generate_module(&model, &request, features).map_err(|problems| format!("{problems:?}"))?.output)
}

#[test]
fn of_every_case() -> Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut count = 0;
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_none_or(|extension| extension != "json") {
            continue;
        }
        for features in [vec!["client"], module_features().collect()] {
            let module = module(&path, &features).map_err(|error| format!("{}: {error}", path.display()))?;
            count += 1;
            let code = module.code.lines().filter(|line| !line.trim_start().starts_with("//"));
            let code: String = code.collect::<Vec<_>>().join("\n");
            for left in ["feature =", "crate::", "crate ::", "#![", "#[path"] {
                assert!(!code.contains(left), "{}: `{left}` is left", path.display());
            }
            assert!(module.runtime_features.contains(&"client"), "{}", path.display());
            assert_eq!(chain(&syn::parse_file(&code)?.into_token_stream()), None, "{}", path.display());
            for feature in &module.runtime_features {
                assert!(CHECKS.contains(&format!("{feature:?}")), "the runtime does not say that `{feature}` is off");
            }
        }
    }
    assert!(count > 50, "{count}");
    Ok(())
}

/// An `if` with `let` in a chain, which crates of edition 2021 do not have.
fn chain(tokens: &TokenStream) -> Option<String> {
    let mut condition: Option<Vec<TokenTree>> = None;
    for token in tokens.clone() {
        let is_brace = matches!(&token, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace);
        if let Some(condition) = condition.take_if(|_| is_brace) {
            let is_let = |token: &TokenTree| matches!(token, TokenTree::Ident(word) if word == "let");
            let is_and = |pair: &[TokenTree]| {
                matches!(pair, [TokenTree::Punct(a), TokenTree::Punct(b)]
                if a.as_char() == '&' && a.spacing() == Spacing::Joint && b.as_char() == '&')
            };
            if condition.iter().any(is_let) && condition.windows(2).any(is_and) {
                return Some(condition.into_iter().collect::<TokenStream>().to_string());
            }
        }
        match &token {
            TokenTree::Ident(word) if word == "if" => condition = Some(Vec::new()),
            TokenTree::Group(group) => {
                if let Some(found) = chain(&group.stream()) {
                    return Some(found);
                }
            }
            _ => {}
        }
        condition.iter_mut().for_each(|condition| condition.push(token.clone()));
    }
    None
}

/// What is off is not there, not even the files of its modules.
#[test]
fn what_is_off() -> Result<()> {
    let case = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/rest_json.json");
    let (few, all) = (module(&case, &[])?, module(&case, &module_features().collect::<Vec<_>>())?);
    for wanted in ["pub fn send(self)", "serde_structure!", "ConstraintTable", "decode_input"] {
        assert!(all.code.contains(wanted), "{wanted}");
    }
    assert!(!few.code.contains("serde_structure!") && !few.code.contains("ConstraintTable"), "{}", few.code);
    assert_eq!(few.runtime_features, ["rest-json"]);
    assert!(few.code.contains("\nfarrier_runtime::needs_rest_json!([] needed);"), "{}", few.code);
    assert_eq!(all.runtime_features, ["client", "rest-json", "s3-express", "serde", "server", "validate"]);
    assert_eq!(all.test_features, ["test-util"]);
    Ok(())
}

/// Nothing but documentation is changed by where the module is: what is sent says what the model says.
#[test]
fn values_stay() -> Result<()> {
    let values = ["](crate::here)", "```no_run", "/// [a](crate::b)"];
    let members = values.iter().enumerate().map(|(number, value)| {
        let documented = format!("See [`S`](crate::S) and ```no_run, {value}");
        let traits = serde_json::json!({"smithy.api#enumValue": value, "smithy.api#documentation": documented});
        (format!("V{number}"), serde_json::json!({"target": "smithy.api#Unit", "traits": traits}))
    });
    let model = serde_json::json!({"smithy": "2.0", "shapes": {
        "a#S": {"type": "service", "version": "1", "operations": [{"target": "a#O"}],
            "traits": {"aws.protocols#awsJson1_0": {}}},
        "a#O": {"type": "operation", "input": {"target": "a#I"}},
        "a#I": {"type": "structure", "members": {"E": {"target": "a#E"}}},
        "a#E": {"type": "enum", "members": members.collect::<serde_json::Map<_, _>>()},
    }});
    let model = smithy_json_ast::load("model.json", &model.to_string()).map_err(|it| format!("{it:?}"))?;
    let module = generate_module(&model, &Request::default(), &[]).map_err(|it| format!("{it:?}"))?.output;
    for value in values {
        assert!(module.code.contains(&format!("{value:?}")), "{value}: {}", module.code);
    }
    Ok(())
}

/// A fake is there in tests alone, and everything else stays as it was.
#[test]
fn what_tests_have() -> Result<()> {
    let case = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/rest_json.json");
    let (without, with) = (module(&case, &["client"])?, module(&case, &["client", "test-util"])?);
    assert!(!without.code.contains("cfg(test)") && without.test_features.is_empty());
    assert_eq!(with.runtime_features, without.runtime_features);
    for wanted in
        ["#[cfg(test)]\nfarrier_runtime::needs_test_util!([] needed_in_tests);", "#[cfg(test)]\npub mod fake {"]
    {
        assert!(with.code.contains(wanted), "{wanted}");
    }
    // What a fake reads and writes goes both ways.
    assert!(!with.code.contains(", response)") && without.code.contains(", response)"));
    let mut rest = syn::parse_file(&with.code)?;
    rest.items = outside_tests(rest.items);
    let rest = rest.to_token_stream().to_string();
    for tests in ["FakeOperation", "ConstraintTable", "decode_input"] {
        assert!(with.code.contains(tests) && !rest.contains(tests), "{tests}");
    }
    Ok(())
}

/// Items without those that only tests have, or nobody.
fn outside_tests(items: Vec<Item>) -> Vec<Item> {
    let is_there = |attributes: &[Attribute]| {
        !attributes
            .iter()
            .any(|it| ["cfg (test)", "cfg (any ())"].contains(&it.meta.to_token_stream().to_string().as_str()))
    };
    let items = items.into_iter().filter_map(|mut item| match &mut item {
        Item::Mod(module) => {
            let items = module.content.take().map(|(brace, items)| (brace, outside_tests(items)));
            module.content = items;
            is_there(&module.attrs).then_some(item)
        }
        Item::Impl(block) => {
            block.items.retain(|item| match item {
                ImplItem::Const(item) => is_there(&item.attrs),
                ImplItem::Fn(item) => is_there(&item.attrs),
                _ => true,
            });
            is_there(&block.attrs).then_some(item)
        }
        Item::Macro(call) => is_there(&call.attrs).then_some(item),
        Item::Use(import) => is_there(&import.attrs).then_some(item),
        _ => Some(item),
    });
    items.collect()
}
