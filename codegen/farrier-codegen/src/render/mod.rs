//! Printing: a header, items as `prettyplease` prints them, and a blank line between two of them, and between
//! functions. What our own macros are given is printed as the arguments of a function.

use crate::emit::{Body, File, header};
use crate::parallel;
use proc_macro2::TokenStream;
use std::mem;
use syn::punctuated::Punctuated;
use syn::{Expr, Item, ItemMacro, Token, Visibility, parse_quote};

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
    let mut before = None;
    for item in items {
        let line = line(&item);
        if !(out.is_empty() || line.is_some() && line == before) {
            out.push('\n');
        }
        out += &text(item);
        before = line;
    }
    out
}

/// An item as text.
fn text(item: Item) -> String {
    let unparse = |item| {
        prettyplease::unparse(&syn::File { shebang: None, frontmatter: None, attrs: Vec::new(), items: vec![item] })
    };
    match &item {
        Item::Macro(macro_) => match call(macro_) {
            Some(call) => macro_again(&unparse(call)),
            None => unparse(item),
        },
        Item::Impl(_) | Item::Mod(_) | Item::Trait(_) => spaced(&unparse(item)),
        _ => unparse(item),
    }
}

/// A macro as a call of a function, if it is given several expressions: `prettyplease` fills the tokens of macros that
/// it does not know into lines, without regard to what they are.
fn call(item: &ItemMacro) -> Option<Item> {
    let arguments = item.mac.parse_body_with(Punctuated::<Expr, Token![,]>::parse_terminated).ok()?;
    let (attrs, path) = (&item.attrs, &item.mac.path);
    (arguments.len() > 1).then(|| parse_quote!(#(#attrs)* const _: () = #path(#arguments);))
}

/// The text of a [`call`] as that of the macro.
fn macro_again(call: &str) -> String {
    let (attrs, call) = call.split_once("const _: () = ").expect("it is what `call` made");
    format!("{attrs}{}", call.replacen('(', "!(", 1))
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
