//! Layout changes how the text looks and nothing else.

use crate::emit::{self, Body};
use crate::{Request, lower, select};
use farrier_layout::{Item, Layout, WIDTH, print};
use std::fs;
use std::path::Path;

/// For all files of all models of the tests: what is printed is the same Rust, and as wide as it may be.
#[test]
fn generated_code_stays_the_same() {
    insta::glob!("../../tests/cases", "*.json", check);
}

fn check(path: &Path) {
    let model = smithy_json_ast::load("", &fs::read_to_string(path).expect("a case is text")).expect("a model");
    let request = Request::default();
    let selection = select::select(&model, &request).expect("a service");
    let ir = lower::lower(&selection).expect("a client").output;
    for file in emit::emit(&ir) {
        let Body::Rust(items) = &file.body else { continue };
        for tokens in items() {
            let text = prettyplease::unparse(&syn::parse2(tokens.clone()).expect("the emitters write Rust"));
            let items = [Item::new(tokens)];
            let [plain, joined] = [Layout::Plain, Layout::Joined].map(|layout| print(&items, layout));
            assert_eq!(joined, items[0].printed(Layout::Joined), "{}", file.path);
            assert_eq!(plain, items[0].printed(Layout::Plain), "{}", file.path);
            let again = prettyplease::unparse(&syn::parse_file(&joined).expect("what is printed is Rust"));
            let marked = |line: &&str| line.trim() == "#[inline]";
            let again: Vec<_> = again.lines().filter(|line| !marked(line)).collect();
            assert_eq!(again, text.lines().collect::<Vec<_>>(), "{}", file.path);
            let is_new = |line: &&str| !text.lines().any(|before| before.trim() == line.trim());
            let wide = plain.lines().filter(|line| line.len() > WIDTH).find(is_new);
            assert_eq!(wide, None, "{}", file.path);
        }
    }
}
