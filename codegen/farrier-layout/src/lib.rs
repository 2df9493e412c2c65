//! Prints Rust from tokens: one blank line between items, short functions on one line.
//!
//! A crate of its own because it is most of what generating costs, and is compiled with optimisation even in a
//! development build.

mod direct;
mod fold;
mod inline;
mod lines;
mod tape;

use lines::Lines;
use proc_macro2::TokenStream;
use tape::Tape;

pub use fold::WIDTH;

/// An item to print.
pub struct Item(Tape);

impl Item {
    /// Takes the tokens of an item.
    pub fn new(tokens: TokenStream) -> Self {
        Self(Tape::new(tokens))
    }

    /// Whether `name::` begins a path in the item.
    pub fn mentions(&self, name: &str) -> bool {
        self.0.mentions(name)
    }

    /// The item by way of a syntax tree, as `prettyplease` prints it, and folded. [`print()`] has the same text, sooner.
    pub fn printed(&self, layout: Layout) -> String {
        let source = self.0.source(0..self.0.len());
        let text = unparse(source).unwrap_or_else(|error| prettyplease::unparse(&gap(&error.to_string())));
        let mut lines = Lines::new(layout);
        fold::fold(text.lines(), &mut lines);
        lines.finish()
    }
}

/// Rust as `prettyplease` prints it, its methods marked to be compiled where they are used.
fn unparse(source: &str) -> syn::Result<String> {
    let mut file = syn::parse_file(source)?;
    inline::methods(&mut file.items);
    Ok(prettyplease::unparse(&file))
}

/// What stands for an item that is not Rust.
fn gap(error: &str) -> syn::File {
    let message = format!("farrier wrote what is not Rust: {error}");
    syn::parse_quote!(compile_error!(#message);)
}

/// Where attributes stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// `#[inline]` and `#[cfg]` on the line of what they are on, attributes of a type on one line.
    Joined,
    /// Every attribute on a line of its own, as rustfmt has it.
    Plain,
}

/// Prints items, with a blank line between those that do not belong together.
///
/// An item that is not Rust becomes an error for the compiler to report.
pub fn print(items: &[Item], layout: Layout) -> String {
    let mut out = String::new();
    let mut previous = String::new();
    for item in items {
        let text = direct::item(&item.0, layout).unwrap_or_else(|| item.printed(layout));
        if !out.is_empty() && !belongs(&previous, &text) {
            out.push('\n');
        }
        out.push_str(&text);
        previous = text;
    }
    out
}
/// Whether there is no blank line between two items: a table, a marker or an alias and its implementations, methods and the
/// traits that a macro adds, and what stands on a line each.
fn belongs(previous: &str, text: &str) -> bool {
    let (previous, item) = (bare(previous), bare(text));
    let listed = |item: &str| ["use ", "pub use ", "mod ", "pub mod "].iter().any(|start| item.starts_with(start));
    let short = |item: &str| item.starts_with("impl ") && item.lines().count() <= 3;
    let single = |item: &str| item.trim_end().ends_with(';') && listed(item);
    let defined = |item: &str| {
        ["static ", "const ", "pub type "].iter().any(|start| item.starts_with(start))
            || item.starts_with("pub struct ") && item.ends_with(";\n")
    };
    single(previous) && single(item)
        || short(previous) && item.starts_with("impl ")
        || defined(previous) && ["impl ", "static ", "rt::"].iter().any(|start| item.starts_with(start))
        || ["impl ", "rt::"].iter().any(|start| previous.starts_with(start)) && item.starts_with("rt::")
}

/// An item without documentation and attributes.
fn bare(item: &str) -> &str {
    let mut rest = item;
    while let Some(line) = rest.lines().next() {
        match line.rsplit_once(")] ") {
            _ if line.starts_with("///") || line.starts_with("#[") && line.ends_with(']') => {
                rest = &rest[(line.len() + 1).min(rest.len())..];
            }
            Some((attribute, _)) if line.starts_with("#[") => rest = &rest[attribute.len() + 3..],
            _ => break,
        }
    }
    rest
}

#[cfg(test)]
mod tests;
