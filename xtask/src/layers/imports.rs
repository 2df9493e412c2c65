//! The paths of a file that lead to other modules of its crate.

use proc_macro2::{Span, TokenStream, TokenTree};
use std::collections::BTreeMap;
use std::slice;
use syn::visit::{self, Visit};
use syn::{Attribute, ImplItem, Item, ItemMod, ItemUse, Macro, Visibility};

use super::graph::Import;
use super::tree::{Module, Tree};
use super::uses::Aliases;
use crate::rust_source::{Found, is_test, name, uses};

/// How many aliases may stand on each other. A crate that is imported by its own name seems to stand on itself.
const ALIASES: usize = 8;

/// Macros whose arguments are code of another crate.
const QUOTING: [&str; 3] = ["quote", "quote_spanned", "parse_quote"];

/// What each module imports from another, in the order of the sources.
pub(super) fn of(tree: &Tree) -> Vec<Import> {
    let names = Names { tree, aliases: Aliases::of(tree), macros: exported_macros(tree) };
    let mut imports = Vec::new();
    for (index, module) in tree.modules.iter().enumerate() {
        let mut visitor = Visitor { names: &names, module, index, at: module.path.clone(), imports: &mut imports };
        visitor.visit_file(&module.syntax);
    }
    imports
}

/// Macros that are named by the root of the crate, wherever they are.
fn exported_macros(tree: &Tree) -> BTreeMap<String, usize> {
    let mut macros = BTreeMap::new();
    for (index, module) in tree.modules.iter().enumerate() {
        let items = module.syntax.items.iter();
        let exported = items.filter_map(|item| match item {
            Item::Macro(item) if is_exported(&item.attrs) => item.ident.as_ref(),
            _ => None,
        });
        macros.extend(exported.map(|ident| (ident.to_string(), index)));
    }
    macros
}

fn is_exported(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| attribute.path().is_ident("macro_export"))
}

/// What names of a crate lead to.
struct Names<'t> {
    tree: &'t Tree,
    aliases: Aliases,
    macros: BTreeMap<String, usize>,
}

impl Names<'_> {
    /// The path from the root of the crate of one that the module `at` has; `None` if it leads to another crate, or to
    /// what has no path.
    fn resolve(&self, at: &[String], names: &[String]) -> Option<Vec<String>> {
        self.resolve_within(at, names, ALIASES)
    }

    fn resolve_within(&self, at: &[String], names: &[String], aliases: usize) -> Option<Vec<String>> {
        let (first, rest) = names.split_first()?;
        match first.as_str() {
            "crate" => Some(rest.to_vec()),
            "self" => Some([at, rest].concat()),
            "super" => {
                let (_, above) = at.split_last()?;
                let goes_on = rest.first().is_some_and(|next| next == "super");
                if goes_on { self.resolve_within(above, rest, aliases) } else { Some([above, rest].concat()) }
            }
            name => {
                let child = [at, slice::from_ref(first)].concat();
                if self.tree.file(&child).is_some() {
                    return Some([&child, rest].concat());
                }
                let alias = self.aliases.get(at, name)?;
                Some([&self.resolve_within(at, alias, aliases.checked_sub(1)?)?, rest].concat())
            }
        }
    }

    /// The file that the module `at` imports from by a path from the root. What a module above it only passes on is
    /// imported from where it is.
    fn target(&self, at: &[String], path: &[String]) -> Option<usize> {
        if let [name] = path
            && let Some(index) = self.macros.get(name)
        {
            return Some(*index);
        }
        let (module, rest) = (0..=path.len())
            .rev()
            .map(|length| path.split_at(length))
            .find(|(module, _)| self.tree.file(module).is_some())?;
        let passed_on = rest.first().filter(|_| at.starts_with(module)).and_then(|name| self.aliases.get(module, name));
        match passed_on {
            Some(alias) => self.target(at, &[&self.resolve(module, alias)?, &rest[1..]].concat()),
            None => self.tree.file(module),
        }
    }
}

struct Visitor<'t> {
    names: &'t Names<'t>,
    module: &'t Module,
    /// The file that imports.
    index: usize,
    /// The module that imports, which may be one within the file.
    at: Vec<String>,
    imports: &'t mut Vec<Import>,
}

impl Visitor<'_> {
    /// Notes what a path of the source leads to.
    fn note(&mut self, found: &Found) {
        let path = self.names.resolve(&self.at, &found.names);
        let to = path.and_then(|path| self.names.target(&self.module.path, &path));
        let Some(to) = to.filter(|to| *to != self.index) else { return };
        let place = format!("{}:{}", self.module.file, found.span.start().line);
        self.imports.push(Import { from: self.index, to, place });
    }

    /// Notes the paths in the arguments of a macro.
    fn tokens(&mut self, tokens: TokenStream) {
        let mut path: Option<Found> = None;
        // How many colons follow the last name, and whether what follows is what a macro quotes.
        let (mut colons, mut is_quoting) = (0, false);
        for token in tokens {
            match token {
                TokenTree::Ident(ident) => match &mut path {
                    Some(path) if colons == 2 => path.names.push(name(&ident)),
                    path => {
                        let next = Found { names: vec![name(&ident)], span: ident.span() };
                        self.note_long(path.replace(next));
                    }
                },
                TokenTree::Punct(punct) if punct.as_char() == ':' => {
                    colons += 1;
                    continue;
                }
                TokenTree::Punct(punct) if punct.as_char() == '!' => {
                    let last = path.as_ref().and_then(|path| path.names.last());
                    is_quoting = last.is_some_and(|name| QUOTING.contains(&name.as_str()));
                    self.note_long(path.take());
                    continue;
                }
                TokenTree::Group(group) => {
                    self.note_long(path.take());
                    if !is_quoting {
                        self.tokens(group.stream());
                    }
                }
                _ => self.note_long(path.take()),
            }
            (colons, is_quoting) = (0, false);
        }
        self.note_long(path);
    }

    /// A name alone is one of this module, or imported by a `use` that counts already.
    fn note_long(&mut self, path: Option<Found>) {
        if let Some(path) = path.filter(|path| path.names.len() > 1) {
            self.note(&path);
        }
    }
}

impl<'ast> Visit<'ast> for Visitor<'_> {
    fn visit_item(&mut self, item: &'ast Item) {
        if !is_test(attributes(item)) {
            visit::visit_item(self, item);
        }
    }

    fn visit_impl_item(&mut self, item: &'ast ImplItem) {
        let attributes = match item {
            ImplItem::Fn(item) => item.attrs.as_slice(),
            ImplItem::Const(item) => &item.attrs,
            _ => &[],
        };
        if !is_test(attributes) {
            visit::visit_impl_item(self, item);
        }
    }

    fn visit_item_mod(&mut self, item: &'ast ItemMod) {
        if item.content.is_some() {
            self.at.push(name(&item.ident));
            visit::visit_item_mod(self, item);
            self.at.pop();
        }
    }

    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        for (alias, found) in uses(&item.tree) {
            // A module under a shorter name is not used yet: the paths that begin with that name say what is.
            let path = self.names.resolve(&self.at, &found.names);
            let is_module = path.is_some_and(|path| self.names.tree.file(&path).is_some());
            if !is_module || alias.is_none() || !matches!(item.vis, Visibility::Inherited) {
                self.note(&found);
            }
        }
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        if path.leading_colon.is_none() {
            let names = path.segments.iter().map(|segment| name(&segment.ident)).collect();
            let span = path.segments.first().map_or_else(Span::call_site, |segment| segment.ident.span());
            self.note_long(Some(Found { names, span }));
        }
        visit::visit_path(self, path);
    }

    fn visit_item_macro(&mut self, item: &'ast syn::ItemMacro) {
        // What an exported macro becomes is code of the crate that calls it.
        if !is_exported(&item.attrs) {
            self.visit_macro(&item.mac);
        }
    }

    fn visit_macro(&mut self, call: &'ast Macro) {
        self.visit_path(&call.path);
        let name = call.path.segments.last().map(|segment| segment.ident.to_string());
        if !name.is_some_and(|name| QUOTING.contains(&name.as_str())) {
            self.tokens(call.tokens.clone());
        }
    }

    // `pub(super)` imports nothing.
    fn visit_visibility(&mut self, _: &'ast Visibility) {}

    fn visit_attribute(&mut self, _: &'ast Attribute) {}
}

fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}
