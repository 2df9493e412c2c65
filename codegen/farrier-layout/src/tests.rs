//! What is printed straight from tokens is what `prettyplease` prints.

use crate::tape::Kind;
use crate::{Item, Layout, direct};
use proc_macro2::TokenStream;
use std::fs;
use std::str::FromStr as _;

/// The items of every case, with names of every length: where a line is full is where printers differ.
#[test]
fn names_of_every_length() {
    insta::glob!("cases/*.rs", |path| {
        let text = fs::read_to_string(path).expect("a case is text");
        for case in text.split("\n\n") {
            let mut seen = 0;
            for length in 1..130 {
                let name = "n".repeat(length);
                let item = Item::new(TokenStream::from_str(&case.replace("NAME", &name)).expect("a case is tokens"));
                for layout in [Layout::Joined, Layout::Plain] {
                    if let Some(text) = direct::item(&item.0, layout) {
                        assert_eq!(text, item.printed(layout), "{case} with a name of {length}");
                        literals(&item).for_each(|literal| assert!(text.contains(literal), "{literal} is in {text}"));
                        seen += 1;
                    }
                }
            }
            assert!(seen > 50, "{case} is left to `prettyplease`");
        }
    });
}

/// The literals of an item, but for those of documentation.
fn literals(Item(tape): &Item) -> impl Iterator<Item = &str> {
    let is_doc = |at: usize| at > 1 && tape.text(at - 2) == "doc";
    (0..tape.len()).filter(move |&at| tape.kind(at) == Kind::Literal && !is_doc(at)).map(|at| tape.text(at))
}

/// What looks like an item and is more is not taken for one.
#[test]
fn what_is_not_understood() {
    for tokens in [
        "struct A; fn b() {}",
        "static A: T = f(1, &[]); struct B { c: d }",
        "impl A { fn b() {} } impl C {}",
        "impl A { fn b() {} } struct C; use d::e;",
        "impl A { fn b() -> bool { c < d } }",
        "impl A { fn b() -> u8 { c & d } }",
        "impl A { fn b<T>() {} }",
        "impl<'a, T> A<'a, T> { fn b(&self) {} }",
        "impl A where B: C { fn d() {} }",
        "impl A { #![doc = \"inside\"] fn b() {} }",
        "#[doc = \"two\\nlines\"] struct A;",
        "#[doc = \"/ begins with a slash\"] struct A;",
        "#[doc(hidden = \"\")] union A { b: C }",
        "struct A(B);",
        "rt::macro_of_braces! { a }",
        "a + b",
        "",
    ] {
        let item = Item::new(TokenStream::from_str(tokens).expect("tokens"));
        let text = direct::item(&item.0, Layout::Joined);
        assert!(text.is_none_or(|text| text == item.printed(Layout::Joined)), "{tokens}");
    }
}
