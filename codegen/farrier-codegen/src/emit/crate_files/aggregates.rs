//! The structures and unions of a crate, for what is listed apart from them.

use crate::emit::tokens::{cfg, ident, named};
use crate::ir::{Crate, Structure, TypeKind};
use proc_macro2::TokenStream;
use quote::quote;

/// A structure or union of the crate.
pub(super) struct Aggregate {
    /// What turns it on.
    pub(super) cfg: TokenStream,
    pub(super) path: TokenStream,
    /// Whether it has a stream of events, which is no value.
    pub(super) has_events: bool,
    /// Whether it has a stream of bytes, and cannot be compared.
    pub(super) has_bytes: bool,
}

/// All of them: inputs and outputs, types, errors.
pub(super) fn aggregates(ir: &Crate) -> impl Iterator<Item = Aggregate> {
    let of_operations = ir.operations.iter().flat_map(|op| {
        let (module, feature) = (ident(&op.module), &op.feature);
        [&op.input, &op.output].map(|structure| {
            let name = ident(&structure.ident);
            Aggregate {
                cfg: quote!(#[cfg(feature = #feature)]),
                path: quote!(crate::operation::#module::#name),
                has_events: has_events(structure),
                has_bytes: structure.bytes().is_some(),
            }
        })
    });
    let types = ir.types.iter().filter(|def| !matches!(def.kind, TypeKind::Enum(_)));
    let types = types.map(|def| Aggregate {
        cfg: cfg(&def.usage),
        path: named(def.ident()),
        has_events: false,
        has_bytes: false,
    });
    let errors = ir.errors.iter().map(|error| {
        let name = ident(&error.structure.ident);
        Aggregate {
            cfg: cfg(&error.usage),
            path: quote!(crate::types::error::#name),
            has_events: false,
            has_bytes: false,
        }
    });
    of_operations.chain(types).chain(errors)
}

/// Whether a structure has a stream of events.
pub(super) fn has_events(structure: &Structure) -> bool {
    structure.events().or(structure.sent_events()).is_some()
}
