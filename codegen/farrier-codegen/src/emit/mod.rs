//! From the resolved crate to Rust: syntax only, and it cannot fail.

mod builder_fields;
mod builder_types;
mod constraint;
mod context_params;
mod enums;
mod error;
mod events;
mod manifest;
mod operation;
mod operation_endpoint;
mod operation_error;
mod service;
mod setters;
mod structure;
mod table;
pub(crate) mod tokens;
mod union;
mod waiter;

use crate::endpoint::EndpointRules;
use crate::ir::{Crate, TypeDef, TypeKind};
use crate::protocol_tests;
use crate::select::Selection;
use proc_macro2::TokenStream;

/// A file before layout.
pub(crate) struct File<'a> {
    /// The path relative to the crate.
    pub(crate) path: String,
    pub(crate) body: Body<'a>,
}

/// What a file holds.
pub(crate) enum Body<'a> {
    /// Rust, as one token stream an item; made where it is laid out, because tokens do not move between threads.
    Rust(Box<Items<'a>>),
    /// Anything else, as it is.
    Text(String),
}

/// Makes the items of a file.
pub(crate) type Items<'a> = dyn Fn() -> Vec<TokenStream> + Send + Sync + 'a;

/// Every file of the crate.
pub(crate) fn emit(ir: &Crate) -> Vec<File<'_>> {
    let mut files = vec![
        text("Cargo.toml", manifest::cargo_toml(ir)),
        text("README.md", manifest::readme(ir)),
        rust("src/lib.rs", || service::lib(ir)),
        rust("src/builders.rs", || builder_types::builder_types(ir)),
        rust("src/client.rs", || service::client(ir)),
        rust("src/config.rs", || service::config(ir)),
        rust("src/endpoint.rs", || service::endpoint(ir)),
        rust("src/error.rs", || error::service_error(ir)),
        rust("src/operation.rs", || operation::index(ir)),
        rust("src/types.rs", || service::types(ir)),
        rust("src/types/error.rs", || error::index(ir)),
    ];
    files.extend(
        ir.operations
            .iter()
            .map(|op| rust(&format!("src/operation/{}.rs", file(&op.module)), || operation::operation(op))),
    );
    files.extend(waiters(ir));
    if !ir.constraints.is_empty() {
        files.push(rust("src/constraints.rs", || constraint::constants(ir)));
    }
    files.extend(ir.types.iter().map(|def| rust(&format!("src/types/{}.rs", file(&def.module)), || type_def(def))));
    files.extend(
        ir.errors
            .iter()
            .map(|error| rust(&format!("src/types/error/{}.rs", file(&error.module)), || error::error(error))),
    );
    files.extend(ir.event_errors.iter().map(|error| {
        rust(&format!("src/types/error/{}.rs", file(&error.module)), || operation_error::of_events(error))
    }));
    files.extend(protocol_tests::emit(ir));
    files
}

/// The files of a crate that holds endpoint rules and nothing else.
pub(crate) fn endpoint_only<'a>(selection: &'a Selection<'_>, rules: &'a EndpointRules) -> Vec<File<'a>> {
    let cases = selection.service.traits.get("smithy.rules#endpointTests");
    vec![
        text("Cargo.toml", manifest::endpoint_only(selection.request)),
        rust("src/lib.rs", || service::endpoint_only(selection.service)),
        rust("src/endpoint.rs", move || service::endpoint_items(rules, cases)),
    ]
}

/// The files of the waiters, if there are any.
fn waiters(ir: &Crate) -> Vec<File<'_>> {
    let path = |module: &str| format!("src/waiters/{}.rs", file(module));
    let mut files: Vec<_> =
        waiter::all(ir).map(|(op, waiter)| rust(&path(&waiter.module), move || waiter::waiter(op, waiter))).collect();
    if !files.is_empty() {
        files.push(rust("src/waiters.rs", || waiter::index(ir)));
    }
    files
}

fn type_def(def: &TypeDef) -> Vec<TokenStream> {
    match &def.kind {
        TypeKind::Structure(structure) => structure::structure(structure),
        TypeKind::Union(shape) => union::union(shape),
        TypeKind::Enum(shape) => enums::string_enum(shape),
    }
}

/// The name of the file of a module: `mod r#type` is in `type.rs`.
fn file(module: &str) -> &str {
    crate::names::stem(module)
}

/// A file of Rust. Types of the model are written `types::X`; what they need is imported when the file is rendered.
pub(crate) fn rust<'a>(path: &str, items: impl Fn() -> Vec<TokenStream> + Send + Sync + 'a) -> File<'a> {
    File { path: path.to_owned(), body: Body::Rust(Box::new(items)) }
}

fn text(path: &str, contents: String) -> File<'static> {
    File { path: path.to_owned(), body: Body::Text(contents) }
}
