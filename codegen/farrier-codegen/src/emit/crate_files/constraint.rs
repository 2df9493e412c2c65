//! Constraints: the one table of a crate, which nothing but the feature `validate` knows of.

use super::aggregates::{Aggregate, aggregates};
use crate::emit::tokens::{cfg, ident, named};
use crate::ir::{Constraint, ConstraintSet, Crate, MemberConstraints, TypeKind, Usage};
use proc_macro2::TokenStream;
use quote::quote;
use std::collections::BTreeMap;

/// The module `validate`.
pub(in crate::emit) fn module() -> TokenStream {
    quote! {
        /// Checks values against the constraints of the model. Sending does not.
        #[cfg(feature = "validate")]
        #[allow(dead_code, reason = "each operation is a feature, and all may be off")]
        pub mod validate;
    }
}

/// `validate.rs`: the constraints of members, those of the shapes they target as constants, and the types that have
/// them.
pub(in crate::emit) fn validate(ir: &Crate) -> TokenStream {
    let index = Index::new(ir);
    let shapes = ir.member_constraints.iter().map(|shape| index.shape(shape));
    let constants = ir.constraints.iter().map(|set| index.constant(set));
    let types = aggregates(ir).map(|Aggregate { cfg, path, .. }| {
        quote! {
            #cfg
            impl rt::Constrained for #path {
                const CONSTRAINTS: rt::ConstraintTable = CONSTRAINTS;
            }
        }
    });
    quote! {
        use farrier_runtime::rt;
        pub use farrier_runtime::validate::{Validate, ValidationErrors, Violation, ViolationKind};
        const CONSTRAINTS: rt::ConstraintTable = &[#(#shapes),*];
        #(#constants)*
        #(#types)*
    }
}

/// What constraints name.
struct Index<'a> {
    sets: BTreeMap<&'a str, &'a [Constraint]>,
    enums: BTreeMap<&'a str, &'a Usage>,
}

impl<'a> Index<'a> {
    fn new(ir: &'a Crate) -> Self {
        let sets = ir.constraints.iter().map(|set| (set.ident.as_str(), set.constraints.as_slice())).collect();
        let enums = ir.types.iter().filter(|def| matches!(def.kind, TypeKind::Enum(_)));
        Self { sets, enums: enums.map(|def| (def.ident(), &def.usage)).collect() }
    }

    /// An entry of the table.
    fn shape(&self, shape: &'a MemberConstraints) -> TokenStream {
        let (cfgs, id) =
            (self.cfgs(shape.members.iter().map(|(_, constraints)| &constraints[..])), shape.shape.as_str());
        let members = shape.members.iter().map(|(name, constraints)| {
            let constraints = list(constraints);
            quote!((#name, #constraints))
        });
        quote!(#cfgs (#id, &[#(#members),*]))
    }

    /// The constant of a target.
    fn constant(&self, set: &'a ConstraintSet) -> TokenStream {
        let (name, constraints) = (ident(&set.ident), list(&set.constraints));
        let cfgs = self.cfgs([&set.constraints[..]]);
        quote! {
            #cfgs
            const #name: rt::Constraints = #constraints;
        }
    }

    /// What turns on the enums that constraints name. Whoever has the constraints has these.
    fn cfgs(&self, constraints: impl IntoIterator<Item = &'a [Constraint]>) -> TokenStream {
        let mut found = BTreeMap::new();
        constraints.into_iter().for_each(|constraints| self.enums(constraints, &mut found));
        let cfgs = found.into_values().map(cfg);
        quote!(#(#cfgs)*)
    }

    /// The enums that constraints name, also by other constants.
    fn enums(&self, constraints: &'a [Constraint], found: &mut BTreeMap<&'a str, &'a Usage>) {
        for constraint in constraints {
            match constraint {
                Constraint::Keys(inside) | Constraint::Items(inside) => self.enums(inside, found),
                // A model whose lists hold themselves has been refused.
                Constraint::Inherit(name) => self.enums(self.sets[name.as_str()], found),
                Constraint::OneOf(path) => drop(found.insert(path.as_str(), self.enums[path.as_str()])),
                _ => {}
            }
        }
    }
}

/// Constraints as a slice; those of a target alone are a constant already.
fn list(constraints: &[Constraint]) -> TokenStream {
    if let [Constraint::Inherit(name)] = constraints {
        let name = ident(name);
        return quote!(#name);
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
        Constraint::Required => quote!(rt::Required),
        Constraint::OneOf(path) => {
            let path = named(path);
            quote!(rt::OneOf(#path::values()))
        }
        Constraint::OneOfNumbers(values) => quote!(rt::OneOf(&[#(#values),*])),
        Constraint::Keys(inside) => {
            let inside = list(inside);
            quote!(rt::Keys(#inside))
        }
        Constraint::Items(inside) => {
            let inside = list(inside);
            quote!(rt::Items(#inside))
        }
        Constraint::Inherit(name) => {
            let name = ident(name);
            quote!(rt::Inherit(#name))
        }
    });
    quote!(&[#(#constraints),*])
}
