//! Items of a module.

use super::{Child, Files, Item, Member, Module, TypeRef, Use, child, declared, impls, macros, types};
use crate::rust_source::{is_test, name, uses};
use std::collections::BTreeMap;
use syn::{Attribute, Fields, Generics, Ident, Meta, TypeParam, Variant, Visibility};

/// Adds the items to the module. What only tests or the documentation of the crate itself see is left out.
pub(super) fn read(items: &[syn::Item], files: &Files<'_>, folder: &str, to: &mut Module) {
    for item in items {
        read_item(item, files, folder, to);
    }
}

fn read_item(item: &syn::Item, files: &Files<'_>, folder: &str, to: &mut Module) {
    match item {
        syn::Item::Mod(item) if !is_test(&item.attrs) => {
            let name = name(&item.ident);
            let mut module = Module::default();
            match &item.content {
                Some((_, items)) => read(items, files, &format!("{folder}{name}/"), &mut module),
                None => module = child(files, folder, &name),
            }
            let public = is_public(&item.vis, &item.attrs);
            to.modules.entry(name).or_insert(Child { public, module });
        }
        syn::Item::Use(item) if !is_test(&item.attrs) => {
            let (absolute, public) = (item.leading_colon.is_some(), is_public(&item.vis, &item.attrs));
            to.uses.extend(uses(&item.tree).into_iter().map(|(name, found)| {
                let path = TypeRef { absolute, path: found.names, ..TypeRef::default() };
                Use { public, name, path }
            }));
        }
        syn::Item::Impl(item) if !is_test(&item.attrs) => to.impls.extend(impls::read(item)),
        syn::Item::Macro(item) => {
            to.impls.extend(macros::of_macro(item));
            to.likes.extend(macros::likes(item));
            if let Some(name) = macros::declared(item) {
                insert(&mut to.items, name, Item { public: true, ..Item::default() });
            }
            if let Some((name, items)) = macros::defined(item) {
                let mut module = Module::default();
                read(&items, files, folder, &mut module);
                to.modules.insert(name, Child { public: false, module });
            }
        }
        other => {
            if let Some((name, item)) = named(other) {
                insert(&mut to.items, name, item);
            }
        }
    }
}

/// Adds an item; of items that exclude each other by `cfg`, everything any of them has.
fn insert(items: &mut BTreeMap<String, Item>, name: String, item: Item) {
    let before = items.entry(name).or_default();
    before.public |= item.public;
    before.members.extend(item.members);
    before.alias = before.alias.take().or(item.alias);
    if before.params.is_empty() {
        before.params = item.params;
    }
}

fn named(item: &syn::Item) -> Option<(String, Item)> {
    let plain = |ident: &Ident, vis: &Visibility, attrs: &[Attribute], declared: String| {
        let members = vec![Member::new("", declared)];
        Some((name(ident), Item { public: is_public(vis, attrs), members, ..Item::default() }))
    };
    let (name, mut item, attrs) = match item {
        syn::Item::Struct(item) => {
            let (name, mut new) = plain(&item.ident, &item.vis, &item.attrs, declared::structure(item))?;
            new.members.extend(fields(&item.fields));
            new.params = params(&item.generics);
            (name, new, &item.attrs)
        }
        syn::Item::Enum(item) => {
            let (name, mut new) = plain(&item.ident, &item.vis, &item.attrs, declared::enumeration(item))?;
            let variants = item.variants.iter().filter(|variant| !is_hidden(&variant.attrs));
            let path = |variant: &Variant| format!("::{}", self::name(&variant.ident));
            new.members.extend(variants.map(|variant| Member::new(path(variant), declared::variant(variant))));
            new.params = params(&item.generics);
            (name, new, &item.attrs)
        }
        syn::Item::Trait(item) => {
            let (name, mut new) = plain(&item.ident, &item.vis, &item.attrs, declared::interface(item))?;
            new.members.extend(impls::of_interface(item));
            (name, new, &item.attrs)
        }
        syn::Item::Type(item) => {
            let (name, mut new) = plain(&item.ident, &item.vis, &item.attrs, declared::alias(item))?;
            new.alias = Some(types::of_type(&item.ty));
            new.params = params(&item.generics);
            (name, new, &item.attrs)
        }
        syn::Item::Fn(item) => {
            return plain(&item.sig.ident, &item.vis, &item.attrs, declared::function(&item.vis, &item.sig));
        }
        syn::Item::Const(item) => {
            let declared = declared::value(&item.vis, item.const_token, &item.ident, &item.ty);
            return plain(&item.ident, &item.vis, &item.attrs, declared);
        }
        syn::Item::Static(item) => {
            let declared = declared::value(&item.vis, item.static_token, &item.ident, &item.ty);
            return plain(&item.ident, &item.vis, &item.attrs, declared);
        }
        _ => return None,
    };
    item.members.extend(derives(attrs));
    Some((name, item))
}

fn fields(fields: &Fields) -> impl Iterator<Item = Member> {
    let public = fields.iter().filter(|field| is_public(&field.vis, &field.attrs));
    let named = public.filter_map(|field| Some((field, field.ident.as_ref()?)));
    named.map(|(field, ident)| Member::new(format!(".{}", name(ident)), declared::field(field)))
}

fn params(generics: &Generics) -> Vec<(String, Option<TypeRef>)> {
    let default = |param: &TypeParam| param.default.as_ref().map(|(_, default)| types::of_type(default));
    generics.type_params().map(|param| (name(&param.ident), default(param))).collect()
}

fn derives(attrs: &[Attribute]) -> Vec<Member> {
    let mut members = Vec::new();
    for attr in attrs.iter().filter(|attr| attr.path().is_ident("derive")) {
        // A derive that is none says nothing; the compiler will.
        let _ = attr.parse_nested_meta(|meta| {
            members.extend(impls::plain_trait(&types::trait_label(&meta.path)));
            Ok(())
        });
    }
    members
}

pub(super) fn is_public(vis: &Visibility, attrs: &[Attribute]) -> bool {
    matches!(vis, Visibility::Public(_)) && !is_hidden(attrs)
}

/// `#[doc(hidden)]`
pub(super) fn is_hidden(attrs: &[Attribute]) -> bool {
    attrs.iter().any(|attr| attr.path().is_ident("doc") && mentions(attr, "hidden"))
}

fn mentions(attr: &Attribute, word: &str) -> bool {
    matches!(&attr.meta, Meta::List(list) if list.parse_args::<Ident>().is_ok_and(|ident| ident == word))
}
