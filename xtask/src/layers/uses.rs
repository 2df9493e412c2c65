//! The paths of `use`, and what they make of a name.

use proc_macro2::Span;
use std::collections::BTreeMap;
use std::slice;
use syn::visit::Visit;
use syn::{Item, ItemMod, ItemUse, UseTree};

use super::tree::{Tree, is_test};

/// A path of the source, and where it is.
pub(super) struct Found {
    pub(super) names: Vec<String>,
    pub(super) span: Span,
}

/// What modules import under which name.
#[derive(Default)]
pub(super) struct Aliases(BTreeMap<Vec<String>, BTreeMap<String, Vec<String>>>);

impl Aliases {
    /// Those of all modules of a crate.
    pub(super) fn of(tree: &Tree) -> Self {
        let mut aliases = Self::default();
        for module in &tree.modules {
            aliases.add(&module.path, &module.syntax.items);
        }
        aliases
    }

    /// The path that a module imports under the name.
    pub(super) fn get(&self, module: &[String], name: &str) -> Option<&[String]> {
        self.0.get(module)?.get(name).map(Vec::as_slice)
    }

    fn add(&mut self, module: &[String], items: &[Item]) {
        let mut uses = Uses(BTreeMap::new());
        for item in items {
            match item {
                Item::Mod(ItemMod { attrs, .. }) if is_test(attrs) => {}
                Item::Mod(ItemMod { ident, content: Some((_, items)), .. }) => {
                    let module: Vec<String> = module.iter().cloned().chain([ident.to_string()]).collect();
                    self.add(&module, items);
                }
                item => uses.visit_item(item),
            }
        }
        self.0.insert(module.to_vec(), uses.0);
    }
}

/// What is imported by name, also in functions.
struct Uses(BTreeMap<String, Vec<String>>);

impl<'ast> Visit<'ast> for Uses {
    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        for (name, found) in flat(&item.tree) {
            self.0.extend(name.map(|name| (name, found.names)));
        }
    }
}

/// The paths of a `use`, each with the name it is given. A path that ends in `*` gives none, and ends before it.
pub(super) fn flat(tree: &UseTree) -> Vec<(Option<String>, Found)> {
    let mut found = Vec::new();
    flatten(tree, &mut Vec::new(), &mut found);
    found
}

fn flatten(tree: &UseTree, before: &mut Vec<(String, Span)>, found: &mut Vec<(Option<String>, Found)>) {
    let mut add = |before: &[(String, Span)], alias: Option<String>| {
        let Some((_, span)) = before.first() else { return };
        let names = before.iter().map(|(name, _)| name.clone()).collect();
        found.push((alias, Found { names, span: before.last().map_or(*span, |(_, span)| *span) }));
    };
    match tree {
        UseTree::Path(path) => {
            before.push((path.ident.to_string(), path.ident.span()));
            flatten(&path.tree, before, found);
            before.pop();
        }
        UseTree::Name(name) if name.ident == "self" => {
            add(before, before.last().map(|(name, _)| name.clone()));
        }
        UseTree::Name(name) => {
            let last = (name.ident.to_string(), name.ident.span());
            add(&[before.as_slice(), slice::from_ref(&last)].concat(), Some(last.0));
        }
        UseTree::Rename(rename) => {
            let last = (rename.ident.to_string(), rename.ident.span());
            let path = if rename.ident == "self" { before.clone() } else { [before.as_slice(), &[last]].concat() };
            add(&path, Some(rename.rename.to_string()));
        }
        UseTree::Glob(_) => add(before, None),
        UseTree::Group(group) => group.items.iter().for_each(|tree| flatten(tree, before, found)),
    }
}
