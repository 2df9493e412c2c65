//! Layout changes how the text looks and nothing else.

use super::{WIDTH, fold};
use crate::emit::{self, Body};
use crate::{Request, lower, select};
use std::fs;
use std::path::Path;

/// Every case is what `prettyplease` prints; its snapshot is what becomes of it.
#[test]
fn cases() {
    insta::glob!("cases/*.rs", |path| {
        let text = fs::read_to_string(path).expect("a case is text");
        let printed = prettyplease::unparse(&syn::parse_file(&text).expect("a case is Rust"));
        assert_eq!(text, printed, "a case is what `prettyplease` prints");
        insta::assert_snapshot!(fold(&text));
    });
}

/// A line that ends in a string would change what the string says.
#[test]
fn strings_stay_whole() {
    let value = r#"tar, \"pitch, and\" rope, "#.repeat(10);
    let text = format!("rt::string_enum!(\n    Cargo, [Ropes = \"rope\", Stores = \"{value}\"]\n);\n");
    assert!(fold(&text).contains(&value));
}

/// For all files of all models of the tests: what is folded is the same Rust, and as wide as it may be.
#[test]
fn generated_code_stays_the_same() {
    insta::glob!("../../../tests/cases", "*.json", check);
}

fn check(path: &Path) {
    let model = smithy_json_ast::load("", &fs::read_to_string(path).expect("a case is text")).expect("a model");
    let request = Request::default();
    let selection = select::select(&model, &request).expect("a service");
    let ir = lower::lower(&selection).expect("a client");
    for file in emit::emit(&ir) {
        let Body::Rust(items) = &file.body else { continue };
        for item in items() {
            let text = prettyplease::unparse(&syn::parse2(item).expect("the emitters write Rust"));
            let folded = fold(&text);
            let again = prettyplease::unparse(&syn::parse_file(&folded).expect("what is folded is Rust"));
            assert_eq!(again, text, "{}", file.path);
            let is_new = |line: &&str| !text.lines().any(|before| before.trim() == line.trim());
            let wide = folded.lines().filter(|line| line.len() > WIDTH).find(is_new);
            assert_eq!(wide, None, "{}", file.path);
        }
    }
}
