//! Shape tables.

use super::tokens::ident;
use crate::ir::Target;
use proc_macro2::TokenStream;
use quote::quote;

/// One row a member: wire name, whether it is required, target.
pub(super) fn rows<'a>(members: impl Iterator<Item = (&'a str, bool, &'a Target)>) -> TokenStream {
    let rows = members.map(|(wire, required, target)| {
        let kind = ident(target.kind);
        let required = required.then(|| quote!(.required()));
        let traits = traits(target);
        quote!(rt::Member::new(#wire, rt::Kind::#kind) #required #traits)
    });
    quote!(&[#(#rows),*])
}

/// The traits of a target as calls of its constructor.
fn traits(target: &Target) -> TokenStream {
    let sensitive = target.sensitive.then(|| quote!(.sensitive()));
    let timestamp = target.timestamp.map(|format| {
        let format = ident(match format {
            "DateTime" => "date_time",
            "HttpDate" => "http_date",
            _ => "epoch_seconds",
        });
        quote!(.#format())
    });
    let item = target.item.as_deref().map(|item| {
        let (kind, traits) = (ident(item.kind), traits(item));
        quote!(.item(&const { rt::Target::new(rt::Kind::#kind) #traits }))
    });
    quote!(#sensitive #timestamp #item)
}
