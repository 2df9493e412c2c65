//! Methods and traits.

use super::items::{is_hidden, is_public, name};
use super::{Impl, TypeRef, types};
use proc_macro2::TokenTree;
use std::collections::BTreeMap;
use syn::punctuated::Punctuated;
use syn::{
    Generics, Ident, ImplItem, ItemImpl, ItemTrait, Macro, Token, TraitItem, Type, TypeParamBound, WherePredicate,
};

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
pub(super) fn trait_member(label: &str) -> Option<String> {
    let (trait_name, _) = label.split_once('<').unwrap_or((label, ""));
    RELIED_ON.contains(&trait_name).then(|| format!(": impl {label}"))
}

/// What an `impl` gives its type, if anything.
pub(super) fn read(item: &ItemImpl) -> Option<Impl> {
    let members: Vec<String> = match &item.trait_ {
        Some((_, path, _)) => trait_member(&types::trait_label(path)).into_iter().collect(),
        None => item.items.iter().filter_map(inherent).collect(),
    };
    let target = types::of_type(&item.self_ty);
    (!members.is_empty()).then(|| Impl { target, params: params(&item.generics), members })
}

fn inherent(item: &ImplItem) -> Option<String> {
    match item {
        ImplItem::Fn(item) => is_public(&item.vis, &item.attrs).then(|| method(&item.sig.ident)),
        ImplItem::Const(item) => is_public(&item.vis, &item.attrs).then(|| format!("::{}", name(&item.ident))),
        _ => None,
    }
}

pub(super) fn trait_methods(item: &ItemTrait) -> Vec<String> {
    let methods = item.items.iter().filter_map(|item| match item {
        TraitItem::Fn(item) if !is_hidden(&item.attrs) => Some(method(&item.sig.ident)),
        _ => None,
    });
    methods.collect()
}

fn method(ident: &Ident) -> String {
    format!("::{}()", name(ident))
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

/// The macros of the runtime that write methods, one list of names a row, and the types they write them for.
const METHOD_MACROS: [(&str, &[&str]); 2] = [("settings", &["Builder"]), ("built_ins", &["Params", "ParamsBuilder"])];

/// The methods such a macro writes: those of a row are its first name and the names derived from it, `set_region` from
/// `region`.
pub(super) fn of_macro(mac: &Macro) -> Vec<Impl> {
    let targets = METHOD_MACROS.iter().find(|(name, _)| mac.path.is_ident(name));
    let mut first: Option<String> = None;
    let mut members = Vec::new();
    for token in mac.tokens.clone() {
        match token {
            TokenTree::Punct(punct) if punct.as_char() == ';' => first = None,
            TokenTree::Ident(ident) => {
                let name = name(&ident);
                let base = first.get_or_insert_with(|| name.clone());
                if name == *base || name.ends_with(&format!("_{base}")) {
                    members.push(method(&ident));
                }
            }
            _ => {}
        }
    }
    let target = |name: &&str| TypeRef { path: vec![(*name).to_owned()], ..TypeRef::default() };
    let targets = targets.iter().flat_map(|(_, types)| types.iter()).map(target);
    targets.map(|target| Impl { target, params: BTreeMap::new(), members: members.clone() }).collect()
}
