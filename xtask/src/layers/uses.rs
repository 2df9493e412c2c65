//! What `use` makes of a name.

use std::collections::BTreeMap;
use syn::visit::Visit;
use syn::{Item, ItemMod, ItemUse};

use super::tree::Tree;
use crate::rust_source::{is_test, name, uses};

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
                    let module: Vec<String> = module.iter().cloned().chain([name(ident)]).collect();
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
        for (name, found) in uses(&item.tree) {
            self.0.extend(name.map(|name| (name, found.names)));
        }
    }
}
