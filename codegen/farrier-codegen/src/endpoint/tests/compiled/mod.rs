//! Diagrams that lack something, such as conditions, and rules that name something twice. What they become is kept as
//! Rust files, which are modules here: that they compile without a warning is part of the test.

use super::{Bindings, emit, lowered, pretty, read};
use farrier_runtime::endpoint::{Param, Params, Resolve, apply_defaults};

/// A file of `cases/compiled`.
struct Case {
    name: &'static str,
    params: &'static [Param],
    resolve: Resolve,
    /// The endpoint without parameters that have no default, or why there is none.
    expected: Result<&'static str, &'static str>,
}

macro_rules! cases {
    ($($name:ident in $path:literal: $expected:expr;)*) => {
        $(#[deny(warnings)] #[path = $path] mod $name;)*

        const CASES: &[Case] = &[$(
            Case { name: stringify!($name), params: $name::PARAMS, resolve: $name::resolve, expected: $expected },
        )*];
    };
}

cases! {
    attempted in "attempted.snap.rs": Ok("https://a%2Feu.eu.example.com");
    chosen_and_compared_twice in "chosen_and_compared_twice.snap.rs": Err("no endpoint rule matched these parameters");
    constant_condition in "constant_condition.snap.rs": Err("no endpoint rule matched these parameters");
    constant_results in "constant_results.snap.rs": Err("only FIPS");
    needed_later in "needed_later.snap.rs": Err("none");
    nothing in "nothing.snap.rs": Err("no endpoint rule matched these parameters");
    unconditional in "unconditional.snap.rs": Ok("https://example.com");
    unconditional_parameter in "unconditional_parameter.snap.rs": Ok("https://eu.example.com");
    unread_choice in "unread_choice.snap.rs": Ok("https://example.com");
    unread_variable in "unread_variable.snap.rs": Err("no URL");
}

#[test]
fn printed() {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.set_snapshot_path(".");
    insta::glob!("../cases", "compiled/*.json", |path| {
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        assert!(CASES.iter().any(|case| case.name == name), "{name} has no row above");
        let case = read(path);
        let rules = lowered(&case).expect("the rules are valid");
        let mut settings = settings.clone();
        settings.remove_snapshot_suffix();
        settings.bind(|| {
            insta::assert_binary_snapshot!(&format!("{name}.rs"), pretty(emit(&rules, Bindings::Chained)).into_bytes())
        });
    });
}

#[test]
fn resolved() {
    for Case { name, params: table, resolve, expected } in CASES {
        let mut params = Params::default();
        apply_defaults(&mut params, table).expect("what is required has a default");
        let endpoint = resolve(&params).map_err(|error| error.to_string());
        assert_eq!(endpoint.as_ref().map(|endpoint| endpoint.url()).map_err(String::as_str), *expected, "{name}");
    }
}
