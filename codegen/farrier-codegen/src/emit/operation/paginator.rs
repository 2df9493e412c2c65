//! Paginators: where the token and the items of a page are.

use crate::emit::tokens::{Std, doc, ident};
use crate::ir::{Operation, Step, Type};
use proc_macro2::TokenStream;
use quote::quote;

/// What the runtime needs to know to send an operation once per page, and the names of its paginators.
pub(super) fn of_operation(op: &Operation, std: Std<'_>) -> Option<TokenStream> {
    let paginator = op.paginator.as_ref()?;
    let marker = ident(&op.ident);
    let (name, items_name) = (ident(&paginator.ident), ident(&paginator.items_ident));
    let (token, input_token) = (std.ty(&paginator.token), ident(&paginator.input_token));
    let next = by_ref(&paginator.output_token);
    let next = match paginator.more.as_deref().map(ident) {
        Some(more) => quote!(if output.#more == Some(true) { #next } else { None }),
        None => next,
    };
    let page_size = paginator.page_size.as_ref().map(|(field, ty)| {
        let field = ident(field);
        let value = if *ty == Type::I32 { quote!(limit) } else { quote!(limit.into()) };
        quote! {
            #[inline]
            fn set_page_size(input: &mut Self::Input, limit: i32) { input.#field = Some(#value); }
        }
    });
    let alias_docs = doc(&format!("Sends [`{}`](super::{}) once per page.", op.ident, op.ident));
    let items_docs = doc(&format!("The items of all pages of [`{}`](super::{}).", op.ident, op.ident));
    let items_alias = paginator
        .items
        .as_ref()
        .map(|_| quote!(#items_docs pub type #items_name = farrier_runtime::client::PaginatorItems<super::#marker>;));
    let items = paginator.items.as_ref().map(|(path, ty)| {
        let (ty, value) = (std.ty(ty), by_value(path));
        let value = if path.iter().any(|step| step.optional) { value } else { quote!(Some(#value)) };
        quote! {
            #[cfg(feature = "client")]
            impl rt::PaginatedItems for #marker {
                type Items = #ty;
                #[inline]
                fn items(output: Self::Output) -> Option<Self::Items> { #value }
            }
        }
    });
    Some(quote! {
        #[cfg(feature = "client")]
        impl rt::Paginated for #marker {
            type Token = #token;
            #[inline]
            fn token(input: &mut Self::Input) -> &mut Option<Self::Token> { &mut input.#input_token }
            #[inline]
            fn next_token(output: &Self::Output) -> Option<&Self::Token> { #next }
            #page_size
        }

        #items

        /// Paginator of the operation.
        #[cfg(feature = "client")]
        pub mod paginator {
            #alias_docs
            pub type #name = farrier_runtime::client::Paginator<super::#marker>;
            #items_alias
        }
    })
}

/// A path through an output by reference, as an `Option`.
fn by_ref(path: &[Step]) -> TokenStream {
    let (first, steps) = path.split_first().expect("a path has a step per name, and a text without dots is a name");
    let reference = |base: TokenStream, step: &Step| {
        let field = ident(&step.field);
        match (step.optional, step.boxed) {
            (true, true) => quote!(#base.#field.as_deref()),
            (true, false) => quote!(#base.#field.as_ref()),
            (false, _) => quote!(Some(&#base.#field)),
        }
    };
    let start = reference(quote!(output), first);
    steps.iter().fold(start, |value, step| {
        let field = ident(&step.field);
        let next = reference(quote!(value), step);
        match step.optional {
            true => quote!(#value.and_then(|value| #next)),
            false => quote!(#value.map(|value| &value.#field)),
        }
    })
}

/// A path through an output by value; an `Option` if a step is.
fn by_value(path: &[Step]) -> TokenStream {
    let mut value = quote!(output);
    let mut optional = false;
    for step in path {
        let field = ident(&step.field);
        value = match (optional, step.optional) {
            (false, _) => quote!(#value.#field),
            (true, true) => quote!(#value.and_then(|value| value.#field)),
            (true, false) => quote!(#value.map(|value| value.#field)),
        };
        optional |= step.optional;
    }
    value
}
