//! Constraints: constants of the shapes that have some, and those of members. The feature `validate` has them.

use super::schema_text::Member;
use super::tokens::{cfg, ident, named};
use crate::ir::{Constraint, Crate, Usage};
use proc_macro2::TokenStream;
use quote::quote;
use std::collections::BTreeMap;

/// The module `constraints`, if the model has constraints.
pub(super) fn module(ir: &Crate) -> Option<TokenStream> {
    (!ir.constraints.is_empty()).then(|| {
        quote! {
            #[cfg(feature = "validate")]
            mod constraints;
        }
    })
}

/// The module `validate`.
pub(super) fn validate() -> TokenStream {
    quote! {
        /// Checks values against the constraints of the model. Sending does not.
        #[cfg(feature = "validate")]
        pub mod validate {
            pub use farrier_runtime::validate::{Validate, ValidationErrors, Violation, ViolationKind};
        }
    }
}

/// `constraints.rs`: a constant a shape.
pub(super) fn constants(ir: &Crate) -> TokenStream {
    let constants = ir.constraints.iter().map(|set| {
        let (name, constraints) = (ident(&set.ident), list(&set.constraints, &TokenStream::new()));
        let mut found = BTreeMap::new();
        enums(ir, &set.constraints, &mut found);
        let cfgs = found.values().map(|usage| cfg(usage));
        quote! {
            #(#cfgs)*
            #[allow(dead_code, reason = "each operation is a feature, and all may be off")]
            pub(crate) const #name: rt::Constraints = #constraints;
        }
    });
    quote! {
        #[allow(unused_imports, reason = "the types that constraints name may all be off")]
        use farrier_runtime::rt;
        #(#constants)*
    }
}

/// The enums that constraints name, also by other constants.
fn enums<'a>(ir: &'a Crate, constraints: &'a [Constraint], found: &mut BTreeMap<&'a str, &'a Usage>) {
    for constraint in constraints {
        match constraint {
            Constraint::Keys(inside) | Constraint::Items(inside) => enums(ir, inside, found),
            // A model whose lists hold themselves has been refused.
            Constraint::Inherit(name) => {
                let sets = ir.constraints.iter().filter(|set| set.ident == *name);
                sets.for_each(|set| enums(ir, &set.constraints, found));
            }
            Constraint::OneOf(path) => {
                let defs = ir.types.iter().filter(|def| def.ident() == path);
                found.extend(defs.map(|def| (def.ident(), &def.usage)));
            }
            _ => {}
        }
    }
}

/// The constraints of the members of a shape; nothing if there are none.
pub(super) fn rules(members: &[Member<'_>]) -> Option<TokenStream> {
    let constrained = members.iter().filter(|(_, constraints)| !constraints.is_empty());
    let rules: Vec<_> = constrained
        .map(|(member, constraints)| {
            let (name, constraints) = (member.name, list(constraints, &quote!(crate::constraints::)));
            quote!((#name, #constraints))
        })
        .collect();
    (!rules.is_empty()).then(|| quote!([#(#rules),*]))
}

/// Constraints as a slice; those of a target alone are a constant already.
fn list(constraints: &[Constraint], module: &TokenStream) -> TokenStream {
    if let [Constraint::Inherit(name)] = constraints {
        let name = ident(name);
        return quote!(#module #name);
    }
    let constraints = constraints.iter().map(|constraint| match constraint {
        Constraint::Length(min, max) => {
            let min = proc_macro2::Literal::u64_unsuffixed(*min);
            let max = match max {
                Some(max) => {
                    let max = proc_macro2::Literal::u64_unsuffixed(*max);
                    quote!(#max)
                }
                None => quote!(u64::MAX),
            };
            quote!(rt::Length(#min, #max))
        }
        Constraint::Range(min, max) => quote!(rt::Range(#min, #max)),
        Constraint::Pattern(pattern) => quote!(rt::Pattern(#pattern)),
        Constraint::UniqueItems => quote!(rt::UniqueItems),
        Constraint::OneOf(path) => {
            let path = named(path);
            quote!(rt::OneOf(#path::values()))
        }
        Constraint::Keys(inside) => {
            let inside = list(inside, module);
            quote!(rt::Keys(#inside))
        }
        Constraint::Items(inside) => {
            let inside = list(inside, module);
            quote!(rt::Items(#inside))
        }
        Constraint::Inherit(name) => {
            let name = ident(name);
            quote!(rt::Inherit(#module #name))
        }
    });
    quote!(&[#(#constraints),*])
}
