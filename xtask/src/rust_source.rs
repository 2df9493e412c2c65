//! What those who read Rust sources have in common: which items count, what a `use` brings, and where modules are.

use camino::{Utf8Path, Utf8PathBuf};
use proc_macro2::Span;
use std::slice;
use syn::ext::IdentExt;
use syn::{Attribute, Ident, Meta, UseTree};

/// A name without its `r#`.
pub(crate) fn name(ident: &Ident) -> String {
    ident.unraw().to_string()
}

/// Whether these attributes leave something out of all but tests; what depends on anything else counts as present.
pub(crate) fn is_test(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| match &attribute.meta {
        Meta::List(list) if list.path.is_ident("cfg") => {
            let condition = list.tokens.to_string().replace(' ', "");
            condition == "test" || condition.starts_with("all(test,")
        }
        _ => false,
    })
}

/// The file of a module whose own modules are in `folder`: beside it, or in it.
pub(crate) fn file_of(folder: &Utf8Path, exists: impl Fn(&Utf8Path) -> bool) -> Utf8PathBuf {
    let beside = folder.with_extension("rs");
    if exists(&beside) { beside } else { folder.join("mod.rs") }
}

/// A path of the source, and where it is.
pub(crate) struct Found {
    pub(crate) names: Vec<String>,
    pub(crate) span: Span,
}

/// The paths of a `use`, each with the name it is given. A path that ends in `*` gives none, and ends before it.
pub(crate) fn uses(tree: &UseTree) -> Vec<(Option<String>, Found)> {
    let mut found = Vec::new();
    flatten(tree, &mut Vec::new(), &mut found);
    found
}

fn flatten(tree: &UseTree, before: &mut Vec<(String, Span)>, found: &mut Vec<(Option<String>, Found)>) {
    let mut add = |before: &[(String, Span)], alias: Option<String>| {
        let Some((_, span)) = before.last() else { return };
        let names = before.iter().map(|(name, _)| name.clone()).collect();
        found.push((alias, Found { names, span: *span }));
    };
    match tree {
        UseTree::Path(path) => {
            before.push((name(&path.ident), path.ident.span()));
            flatten(&path.tree, before, found);
            before.pop();
        }
        UseTree::Name(last) if last.ident == "self" => {
            add(before, before.last().map(|(name, _)| name.clone()));
        }
        UseTree::Name(last) => {
            let last = (name(&last.ident), last.ident.span());
            add(&[before.as_slice(), slice::from_ref(&last)].concat(), Some(last.0));
        }
        UseTree::Rename(rename) => {
            let last = (name(&rename.ident), rename.ident.span());
            let path = if rename.ident == "self" { before.clone() } else { [before.as_slice(), &[last]].concat() };
            add(&path, Some(name(&rename.rename)));
        }
        UseTree::Glob(_) => add(before, None),
        UseTree::Group(group) => group.items.iter().for_each(|tree| flatten(tree, before, found)),
    }
}
