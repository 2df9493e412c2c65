//! What becomes of the text that `prettyplease` prints.

use crate::Layout;
use crate::lines::Lines;
use std::fs;

fn fold(text: &str) -> String {
    let mut lines = Lines::new(Layout::Plain);
    super::fold(text.lines(), &mut lines);
    lines.finish()
}

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
