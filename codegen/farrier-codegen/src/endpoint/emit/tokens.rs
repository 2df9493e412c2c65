//! Small pieces of syntax that all of emission shares.

use super::super::ir::{EndpointRules, Type, VarId, Variable};
use proc_macro2::{Ident, Literal, Span, TokenStream, TokenTree};
use quote::{format_ident, quote};

/// Those of the names that the items may use which they do use.
pub(in crate::endpoint) fn imports(items: &TokenStream, names: &[&str]) -> Vec<Ident> {
    names.iter().filter(|name| uses(items, name)).map(|name| ident(name)).collect()
}

/// Whether an identifier occurs in the tokens.
pub(in crate::endpoint) fn uses(tokens: &TokenStream, name: &str) -> bool {
    tokens.clone().into_iter().any(|token| match token {
        TokenTree::Group(group) => uses(&group.stream(), name),
        TokenTree::Ident(ident) => ident == name,
        _ => false,
    })
}

/// Named so that nothing complains if it is not used.
pub(super) fn params_ident(is_used: bool) -> Ident {
    ident(if is_used { "params" } else { "_params" })
}

/// The type of an argument. What is passed on is known to be set.
pub(super) fn argument_type(ty: Type) -> TokenStream {
    match ty {
        Type::String => quote!(&str),
        Type::Boolean => quote!(bool),
        Type::StringArray => quote!(List<'_>),
        Type::Partition => quote!(&Partition),
        Type::Arn => quote!(Arn<'_>),
        Type::Url => quote!(Url<'_>),
    }
}

/// How a parameter is read. One that is required must be there; the error names it.
pub(super) fn read(var: VarId, rules: &EndpointRules) -> TokenStream {
    let Variable { ty, optional, .. } = &rules.variables[var];
    let name = rules.parameters.get(var).map(|parameter| &parameter.name);
    let reader = match ty {
        Type::Boolean => "boolean",
        Type::StringArray => "string_array",
        _ => "string",
    };
    if *optional {
        let reader = ident(reader);
        quote!(params.#reader(#name))
    } else {
        let reader = format_ident!("required_{reader}");
        quote!(params.#reader(#name)?)
    }
}

/// An identifier. Names come here as such: whoever made them saw to that.
pub(super) fn ident(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}

/// A number without a suffix.
pub(super) fn number(value: impl Into<i64>) -> Literal {
    Literal::i64_unsuffixed(value.into())
}
