//! Shape tables.

use super::constraint;
use super::tokens::ident;
use crate::ir::{Field, Presence, Structure, Target};
use proc_macro2::TokenStream;
use quote::quote;
use smithy_json_ast::ShapeId;

/// The table of a structure or union, as a static of its file.
pub(super) fn table<'a>(
    name: &str,
    kind: &str,
    (id, sensitive): (&ShapeId, bool),
    members: impl Iterator<Item = (&'a str, bool, &'a Target)>,
) -> TokenStream {
    let (name, kind, id) = (ident(name), ident(kind), id.as_str());
    let rows = rows(members);
    let sensitive = sensitive.then(|| quote!(.sensitive()));
    quote!(static #name: rt::Shape = rt::#kind(#id, #rows) #sensitive;)
}

/// One row a member: wire name, whether it is required, target.
fn rows<'a>(members: impl Iterator<Item = (&'a str, bool, &'a Target)>) -> TokenStream {
    let rows = members.map(|(wire, required, target)| {
        let kind = ident(target.kind);
        let required = required.then(|| quote!(.required()));
        let event = target.event.map(|part| {
            let part = ident(part);
            quote!(.#part())
        });
        let (traits, constraints) = (traits(target), constraint::row(target));
        quote!(rt::Member::new(#wire, rt::Kind::#kind) #required #event #traits #constraints)
    });
    quote!(&[#(#rows),*])
}

/// The table of a structure. Members that have a value in any case need not be set.
pub(super) fn structure(name: &str, structure: &Structure) -> TokenStream {
    let required = |field: &Field| field.presence == Presence::Required;
    let rows = structure.wire_fields().map(|field| (field.wire.as_str(), required(field), &field.target));
    table(name, "structure", (&structure.shape, structure.sensitive), rows)
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
