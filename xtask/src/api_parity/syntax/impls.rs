//! Methods and traits.

use super::items::{is_hidden, is_public};
use super::{Impl, Member, declared, types};
use crate::rust_source::name;
use proc_macro2::TokenStream;
use std::collections::BTreeMap;
use syn::punctuated::Punctuated;
use syn::{Generics, Ident, ImplItem, ItemImpl, ItemTrait, Token, TraitItem, Type, TypeParamBound, WherePredicate};

/// The traits that programs which use a client rely on. The others are how clients work inside.
const RELIED_ON: [&str; 24] = [
    "AsRef",
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "Deref",
    "Display",
    "Eq",
    "Error",
    "Extend",
    "From",
    "FromIterator",
    "FromStr",
    "Hash",
    "IntoIterator",
    "Iterator",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "ProvideErrorMetadata",
    "RequestId",
    "RequestIdExt",
    "TryFrom",
    "TryInto",
];

/// The member that an implementation of this trait is, if programs rely on it.
fn trait_member(label: &str, declared: impl FnOnce() -> String) -> Option<Member> {
    let (trait_name, _) = label.split_once('<').unwrap_or((label, ""));
    RELIED_ON.contains(&trait_name).then(|| Member::new(format!(": impl {label}"), declared()))
}

/// That of a derive or a macro, of which no more is known.
pub(super) fn plain_trait(label: &str) -> Option<Member> {
    trait_member(label, || format!("impl {label}"))
}

/// What an `impl` gives its type, if anything.
pub(super) fn read(item: &ItemImpl) -> Option<Impl> {
    let (declared, members): (_, Vec<Member>) = match &item.trait_ {
        Some((path, _)) => {
            let member = trait_member(&types::trait_label(path), || declared::of_trait(item, path));
            (String::new(), member.into_iter().collect())
        }
        None => (declared::of_methods(item), item.items.iter().filter_map(inherent).collect()),
    };
    let target = types::of_type(&item.self_ty);
    (!members.is_empty()).then(|| Impl { target, params: params(&item.generics), declared, members })
}

fn inherent(item: &ImplItem) -> Option<Member> {
    match item {
        ImplItem::Fn(item) => {
            is_public(&item.vis, &item.attrs).then(|| method(&item.sig.ident, declared::function(&item.vis, &item.sig)))
        }
        ImplItem::Const(item) => is_public(&item.vis, &item.attrs).then(|| {
            let declared = declared::value(&item.vis, item.const_token, &item.ident, &item.ty);
            Member::new(format!("::{}", name(&item.ident)), declared)
        }),
        _ => None,
    }
}

/// What a trait has. Its methods are counted.
pub(super) fn of_interface(item: &ItemTrait) -> impl Iterator<Item = Member> {
    item.items.iter().filter_map(|item| match item {
        TraitItem::Fn(item) if !is_hidden(&item.attrs) => {
            let body = if item.default.is_some() { " { .. }" } else { "" };
            Some(method(&item.sig.ident, declared::function(TokenStream::new(), &item.sig) + body))
        }
        TraitItem::Type(item) if !is_hidden(&item.attrs) => Some(Member::not_counted(declared::associated_type(item))),
        TraitItem::Const(item) if !is_hidden(&item.attrs) => {
            Some(Member::not_counted(declared::associated_value(item)))
        }
        _ => None,
    })
}

pub(super) fn method(ident: &Ident, declared: String) -> Member {
    Member::new(format!("::{}()", name(ident)), declared)
}

fn params(generics: &Generics) -> BTreeMap<String, Vec<String>> {
    let mut params: BTreeMap<String, Vec<String>> =
        generics.type_params().map(|param| (name(&param.ident), bounds(&param.bounds))).collect();
    for predicate in generics.where_clause.iter().flat_map(|clause| &clause.predicates) {
        if let WherePredicate::Type(predicate) = predicate
            && let Type::Path(bounded) = &predicate.bounded_ty
            && let Some(param) = bounded.path.get_ident().and_then(|ident| params.get_mut(&name(ident)))
        {
            param.extend(bounds(&predicate.bounds));
        }
    }
    params
}

fn bounds(bounds: &Punctuated<TypeParamBound, Token![+]>) -> Vec<String> {
    let traits = bounds.iter().filter_map(|bound| match bound {
        TypeParamBound::Trait(bound) => Some(types::trait_label(&bound.path)),
        _ => None,
    });
    traits.collect()
}
