//! From the resolved crate to Rust: syntax only, and it cannot fail.

mod auth;
mod crate_files;
pub(crate) mod file;
mod operation;
mod schema_text;
pub(crate) mod tokens;
mod types;

use crate::endpoint::{Bindings, EndpointRules, TestCase};
use crate::ir::{Crate, TypeDef, TypeKind};
use crate::names;
use crate::select::Selection;
use crate_files::{client, constraint, error as service_error, fake, manifest, off, serde, service, waiter};
pub use file::MARKER;
use file::text;
pub(crate) use file::{Body, File, header, rust, rustfmt};
use proc_macro2::TokenStream;
use quote::quote;
use types::{enums, error, structure, union};

/// Every file of the crate.
pub(crate) fn emit(ir: &Crate) -> Vec<File<'_>> {
    let mut files = vec![
        text("Cargo.toml", manifest::cargo_toml(ir)),
        text("README.md", manifest::readme(ir)),
        rustfmt("src", &ir.command),
        rust("src/lib.rs", || service::lib(ir)),
        rust("src/client.rs", || client::client(ir)),
        rust("src/config.rs", || service::config(ir)),
        rust("src/endpoint.rs", || service::endpoint(ir)),
        rust("src/fake.rs", || fake::fake(ir)),
        rust("src/error.rs", || service_error::service_error(ir)),
        rust("src/operation.rs", || operation::index(ir)),
        rust("src/types.rs", || service::types(ir)),
        rust("src/types/builders.rs", || service::builders(ir)),
        rust("src/types/error.rs", || error::index(ir)),
        rust("src/serde.rs", || serde::serde(ir)),
        rust("src/validate.rs", || constraint::validate(ir)),
    ];
    files.extend(ir.operations.iter().map(|op| rust(&path("src/operation", &op.module), || operation::operation(op))));
    files.extend(off::is_wanted(ir).then(|| rust("src/off.rs", || off::off(ir))));
    files.extend(waiters(ir));
    files.extend(ir.types.iter().map(|def| rust(&path("src/types", &def.module), || type_def(def))));
    let error_path = |module: &str| path("src/types/error", module);
    files.extend(ir.errors.iter().map(|error| rust(&error_path(&error.module), || error::error(error))));
    let of_events = ir.event_errors.iter();
    files.extend(of_events.map(|error| rust(&error_path(&error.module), || operation::error::of_events(error))));
    files
}

/// The features of the runtime that a client needs, with some features of its own.
pub(crate) fn runtime_features(ir: &Crate, features: impl Iterator<Item = &'static str>) -> Vec<&'static str> {
    crate_files::runtime_features::of_module(ir, features)
}

/// What says that a feature of the runtime is needed, always or in tests, and not on.
pub(crate) fn needs(always: &[&str], in_tests: &[&str]) -> TokenStream {
    let check = |features: &[&str], last: &str| {
        let names = features.iter().map(|feature| format!("needs_{}", feature.replace('-', "_")));
        let mut checks = names.chain([last.to_owned()]).map(|name| tokens::ident(&name));
        let first = checks.next();
        quote!(farrier_runtime::#first!([] #(#checks)*);)
    };
    let (always, in_tests) = (
        check(always, "needed"),
        (!in_tests.is_empty()).then(|| check(in_tests, "needed_in_tests")).map(|check| quote!(#[cfg(test)] #check)),
    );
    quote!(#always #in_tests)
}

/// The files of a crate that holds endpoint rules, with their cases, and nothing else.
pub(crate) fn endpoint_only<'a>(
    selection: &'a Selection<'_>,
    rules: &'a EndpointRules,
    cases: &'a [TestCase],
) -> Vec<File<'a>> {
    vec![
        text("Cargo.toml", manifest::endpoint_only(selection.request)),
        rustfmt("src", &selection.request.command),
        rust("src/lib.rs", || service::endpoint_only(selection.service)),
        rust("src/endpoint.rs", || service::endpoint_items(rules, Bindings::Chained, cases)),
    ]
}

/// The files of the waiters, if there are any.
fn waiters(ir: &Crate) -> Vec<File<'_>> {
    let mut files: Vec<_> = waiter::all(ir)
        .map(|(op, waiter)| rust(&path("src/waiters", &waiter.name.module), move || waiter::waiter(op, waiter)))
        .collect();
    if !files.is_empty() {
        files.push(rust("src/waiters.rs", || waiter::index(ir)));
    }
    files
}

fn type_def(def: &TypeDef) -> TokenStream {
    match &def.kind {
        TypeKind::Structure(structure) => structure::structure(structure),
        TypeKind::Union(shape) => union::union(shape),
        TypeKind::Enum(shape) => enums::string_enum(shape),
    }
}

/// The file of a module: `mod r#type` is in `type.rs`.
fn path(folder: &str, module: &str) -> String {
    format!("{folder}/{}.rs", names::file(module))
}
