//! From the resolved crate to Rust: syntax only, and it cannot fail.

mod aggregate;
mod builder;
mod enums;
mod error;
mod manifest;
mod operation;
mod operation_error;
mod service;
mod table;
mod tokens;
mod union;

use crate::ir::{Crate, TypeDef, TypeKind};
use proc_macro2::TokenStream;

/// A file before layout.
#[derive(Debug)]
pub(crate) struct File {
    /// The path relative to the crate.
    pub(crate) path: String,
    pub(crate) body: Body,
}

/// What a file holds.
#[derive(Debug)]
pub(crate) enum Body {
    /// Rust, as one token stream an item.
    Rust(Vec<TokenStream>),
    /// Anything else, as it is.
    Text(String),
}

/// Every file of the crate.
pub(crate) fn emit(ir: &Crate) -> Vec<File> {
    let mut files = vec![
        text("Cargo.toml", manifest::cargo_toml(ir)),
        text("README.md", manifest::readme(ir)),
        rust("src/lib.rs", service::lib(ir)),
        rust("src/client.rs", service::client(ir)),
        rust("src/endpoint.rs", service::endpoint(ir)),
        rust("src/error.rs", error::service_error(ir)),
        rust("src/operation.rs", operation::index(ir)),
        rust("src/types.rs", service::types(ir)),
        rust("src/types/error.rs", error::index(ir)),
    ];
    files.extend(ir.operations.iter().map(|op| rust(&format!("src/operation/{}.rs", file(&op.module)), operation::operation(op))));
    files.extend(ir.types.iter().map(|def| rust(&format!("src/types/{}.rs", file(&def.module)), type_def(def))));
    files.extend(
        ir.errors.iter().map(|error| rust(&format!("src/types/error/{}.rs", file(&error.module)), error::error(error))),
    );
    files
}

fn type_def(def: &TypeDef) -> Vec<TokenStream> {
    match &def.kind {
        TypeKind::Structure(structure) => aggregate::structure(structure),
        TypeKind::Union(shape) => union::union(shape),
        TypeKind::Enum(shape) => enums::string_enum(shape),
    }
}

/// The name of the file of a module: `mod r#type` is in `type.rs`.
fn file(module: &str) -> &str {
    crate::names::stem(module)
}

fn rust(path: &str, items: Vec<TokenStream>) -> File {
    File { path: path.to_owned(), body: Body::Rust(items) }
}

fn text(path: &str, contents: String) -> File {
    File { path: path.to_owned(), body: Body::Text(contents) }
}
