//! How items are declared: what a program sees of them, without attributes, bodies and what is private.

use super::items::is_public;
use super::line::line;
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{
    Attribute, Field, Fields, FnArg, Ident, ImplItem, ItemEnum, ItemImpl, ItemStruct, ItemTrait, ItemType, Pat,
    PathArguments, Signature, TraitItemConst, TraitItemType, Type, Variant,
};

fn text(tokens: impl ToTokens) -> String {
    line(tokens.to_token_stream())
}

/// A structure without its public fields, which are members, where they have names.
pub(super) fn structure(item: &ItemStruct) -> String {
    let (vis, ident, generics, bounds) = (&item.vis, &item.ident, &item.generics, &item.generics.where_clause);
    let fields = match &item.fields {
        Fields::Unit => None,
        Fields::Named(fields) => {
            let is_closed = fields.named.iter().any(|field| !is_public(&field.vis, &field.attrs));
            is_closed.then(|| quote!({ .. }))
        }
        Fields::Unnamed(fields) => {
            let shown = |Field { vis, attrs, ty, .. }: &Field| {
                if is_public(vis, attrs) { quote!(#vis #ty) } else { quote!(_) }
            };
            let fields = fields.unnamed.iter().map(shown);
            Some(quote!((#(#fields),*)))
        }
    };
    open(&item.attrs) + &text(quote!(#vis struct #ident #generics #fields #bounds))
}

pub(super) fn enumeration(item: &ItemEnum) -> String {
    let (vis, ident, generics, bounds) = (&item.vis, &item.ident, &item.generics, &item.generics.where_clause);
    open(&item.attrs) + &text(quote!(#vis enum #ident #generics #bounds))
}

/// Whether programs may not know all of it.
fn open(attrs: &[Attribute]) -> String {
    let is_open = attrs.iter().any(|attr| attr.path().is_ident("non_exhaustive"));
    if is_open { "#[non_exhaustive] ".to_owned() } else { String::new() }
}

pub(super) fn interface(item: &ItemTrait) -> String {
    let (vis, ident, generics, bounds) = (&item.vis, &item.ident, &item.generics, &item.generics.where_clause);
    let (colon, above) = (&item.colon_token, &item.supertraits);
    text(quote!(#vis trait #ident #generics #colon #above #bounds))
}

pub(super) fn alias(item: &ItemType) -> String {
    let (vis, ident, generics, ty) = (&item.vis, &item.ident, &item.generics, &item.ty);
    text(quote!(#vis type #ident #generics = #ty))
}

/// A constant or a static.
pub(super) fn value(vis: impl ToTokens, keyword: impl ToTokens, ident: &Ident, ty: &Type) -> String {
    text(quote!(#vis #keyword #ident: #ty))
}

pub(super) fn field(field: &Field) -> String {
    let Field { vis, ident, ty, .. } = field;
    text(quote!(#vis #ident: #ty))
}

pub(super) fn variant(variant: &Variant) -> String {
    let ident = &variant.ident;
    let fields = variant.fields.iter().map(|Field { ident, ty, .. }| match ident {
        Some(ident) => quote!(#ident: #ty),
        None => quote!(#ty),
    });
    let fields = match &variant.fields {
        Fields::Unit => None,
        Fields::Named(_) => Some(quote!({ #(#fields),* })),
        Fields::Unnamed(_) => Some(quote!((#(#fields),*))),
    };
    open(&variant.attrs) + &text(quote!(#ident #fields))
}

/// What an implementation of a trait chooses.
pub(super) fn associated_type(item: &TraitItemType) -> String {
    let TraitItemType { ident, generics, colon_token, bounds, .. } = item;
    let default = item.default.as_ref().map(|(_, ty)| quote!(= #ty));
    text(quote!(type #ident #generics #colon_token #bounds #default))
}

pub(super) fn associated_value(item: &TraitItemConst) -> String {
    let default = item.default.is_some().then_some(" = ..");
    value(TokenStream::new(), item.const_token, &item.ident, &item.ty) + default.unwrap_or_default()
}

/// A function, without what only its body sees.
pub(super) fn function(vis: impl ToTokens, sig: &Signature) -> String {
    let mut sig = sig.clone();
    for input in &mut sig.inputs {
        match input {
            FnArg::Receiver(receiver) => receiver.mutability = None,
            FnArg::Typed(input) => {
                if let Pat::Ident(pattern) = &mut *input.pat {
                    pattern.mutability = None;
                }
            }
        }
    }
    text(quote!(#vis #sig))
}

/// What a type must be to have the methods, where that is more than its name.
pub(super) fn of_methods(item: &ItemImpl) -> String {
    let (generics, ty, bounds) = (&item.generics, &item.self_ty, &item.generics.where_clause);
    if is_plain(item) { String::new() } else { text(quote!(impl #generics #ty #bounds)) }
}

/// A trait and what is chosen of it.
pub(super) fn of_trait(item: &ItemImpl, path: &syn::Path) -> String {
    let (generics, ty, bounds) = (&item.generics, &item.self_ty, &item.generics.where_clause);
    let target = (!is_plain(item)).then(|| quote!(for #ty #bounds));
    let types = item.items.iter().filter_map(|item| match item {
        ImplItem::Type(item) => Some((&item.ident, &item.ty)),
        _ => None,
    });
    let types: TokenStream = types.map(|(ident, ty)| quote!(type #ident = #ty;)).collect();
    let types = (!types.is_empty()).then(|| quote!({ #types }));
    text(quote!(impl #generics #path #target #types))
}

/// Whether an `impl` is for all of a type.
fn is_plain(item: &ItemImpl) -> bool {
    let is_name = |ty: &Type| match ty {
        Type::Path(ty) => ty.path.segments.iter().all(|segment| matches!(segment.arguments, PathArguments::None)),
        _ => false,
    };
    item.generics.params.is_empty() && is_name(&item.self_ty)
}
