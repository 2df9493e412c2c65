//! Printing: a header, items as `prettyplease` prints them, and a blank line between two of them, and between functions.

use crate::emit::{Body, File, header};
use crate::parallel;
use proc_macro2::TokenStream;
use std::mem;
use syn::{Item, Visibility};

/// A file to write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutputFile {
    /// The path relative to the crate, with `/`.
    pub path: String,
    /// The whole contents.
    pub contents: String,
}

/// Lays out every file, sorted by path, on all cores.
pub(crate) fn render(files: &[File<'_>], command: &str) -> Vec<OutputFile> {
    let mut out = parallel::map(files, |file| one(file, command));
    out.sort_by(|a, b| a.path.cmp(&b.path));
    out
}

fn one(file: &File<'_>, command: &str) -> OutputFile {
    let contents = match &file.body {
        Body::Text(text) => text.clone(),
        Body::Rust(make) => items(make(), command),
    };
    OutputFile { path: file.path.clone(), contents }
}

/// A file of items.
pub(crate) fn items(items: TokenStream, command: &str) -> String {
    format!("// {}\n{}", header(command), print(items))
}

/// Items as text.
fn print(items: TokenStream) -> String {
    let mut file: syn::File =
        syn::parse2(items).expect("the emitters write Rust, whatever the model: tests/hostile.rs");
    let items = mem::take(&mut file.items);
    let mut out = prettyplease::unparse(&file);
    file.attrs.clear();
    let mut before = None;
    for item in items {
        let line = line(&item);
        if !(out.is_empty() || line.is_some() && line == before) {
            out.push('\n');
        }
        let has_functions = matches!(item, Item::Impl(_) | Item::Mod(_) | Item::Trait(_));
        file.items = vec![item];
        let item = prettyplease::unparse(&file);
        out += &if has_functions { spaced(&item) } else { item };
        before = line;
    }
    out
}

/// A block with a blank line after each function in it that is not the last: what ends at the first indentation is one.
fn spaced(item: &str) -> String {
    item.replace("\n    }\n    ", "\n    }\n\n    ")
}

/// What stands in a list, with nothing between two of a kind.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Line {
    Import,
    /// A module in another file.
    Module,
    Export,
}

/// The list that an item is of; `None` if there is something to say of it.
fn line(item: &Item) -> Option<Line> {
    let (line, attrs) = match item {
        Item::Use(item) if matches!(item.vis, Visibility::Inherited) => (Line::Import, &item.attrs),
        Item::Use(item) => (Line::Export, &item.attrs),
        Item::Mod(item) if item.content.is_none() => (Line::Module, &item.attrs),
        _ => return None,
    };
    (!attrs.iter().any(|attr| attr.path().is_ident("doc"))).then_some(line)
}

#[cfg(test)]
mod tests;
