//! Blank lines between items, and macros as calls, are all that is added to what `prettyplease` prints.

use super::print;
use crate::emit::{self, Body};
use crate::ir::Form;
use crate::{Request, lower};
use quote::{ToTokens as _, quote};
use std::fs;
use std::path::Path;
use syn::Item;

#[test]
fn generated_code_is_as_prettyplease_prints_it() {
    // Not by `insta::glob!`, which would take the failures of other tests for its own.
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let files = fs::read_dir(folder).expect("the folder of cases").map(|entry| entry.expect("a case").path());
    let cases = files.filter(|path| path.extension().is_some_and(|extension| extension == "json"));
    assert_ne!(cases.inspect(|path| check(path)).count(), 0);
}

fn check(path: &Path) {
    let model = smithy_json_ast::load("", &fs::read_to_string(path).expect("a case is text")).expect("a model");
    let request = Request { skip_unsupported: true, ..Request::default() };
    let (selection, _) = crate::supported(&model, &request).expect("a service");
    let ir = lower::lower(&selection, Form::Crate).expect("a client").0;
    for file in emit::emit(&ir) {
        let Body::Rust(items) = &file.body else { continue };
        let mut plain: syn::File = syn::parse2(items()).expect("the emitters write Rust");
        plain.items.retain(|item| !matches!(item, Item::Macro(_)));
        let printed = prettyplease::unparse(&plain);
        let lines = |text: &str| text.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(lines(&print(plain.into_token_stream())), lines(&printed), "{}", file.path);
    }
}

#[test]
fn a_macro_of_several_expressions_is_printed_as_a_call() {
    let items = quote! {
        #[cfg(feature = "c")]
        rt::string_enum!(ProfileVisibility, [Private = "PRIVATE", Public = "PUBLIC"], debug);
        rt::structure!(Profile, concat!("Id, Visibility, and what comes after it in a text that is long,", "Name"), [id, visibility, name], both);
        rt::output!(GetProfileOutput);
        rt::pairs!(a => b);
    };
    insta::assert_snapshot!(print(items));
}

#[test]
fn imports_and_modules_without_documentation_stand_together() {
    let items = quote! {
        //! What it is.
        use a::b;
        #[cfg(feature = "c")]
        mod c;
        /// What it holds.
        mod d;
        mod e;
        pub use self::e::E;
        mod f {
            use super::E;
        }
        struct G;
        struct H;
    };
    insta::assert_snapshot!(print(items));
}
