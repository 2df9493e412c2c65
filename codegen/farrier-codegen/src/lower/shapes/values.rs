//! Which of `Eq`, `Hash` and `Ord` a type can have: those that all it holds have.

use crate::ir::{Operation, Structure, Type, TypeDef, TypeKind, ValueTraits};
use std::collections::BTreeMap;

/// What the types of `crate::types` have, by name.
type Known = BTreeMap<String, ValueTraits>;

/// Decides it for inputs, outputs and types. One that holds itself has what all else in it has.
pub(in crate::lower) fn decide(operations: &mut [Operation], types: &mut [TypeDef]) {
    let mut known: Known = types.iter().map(|def| (def.ident().to_owned(), ValueTraits::ALL)).collect();
    loop {
        let mut changed = false;
        for def in &*types {
            let found = of_kind(&def.kind, &known);
            changed |= known.insert(def.ident().to_owned(), found) != Some(found);
        }
        if !changed {
            break;
        }
    }
    for def in types {
        let found = of_kind(&def.kind, &known);
        match &mut def.kind {
            TypeKind::Structure(shape) => shape.values = found,
            TypeKind::Union(shape) => shape.values = found,
            TypeKind::Enum(_) => {}
        }
    }
    for operation in operations {
        for structure in [&mut operation.input, &mut operation.output] {
            structure.values = of_structure(structure, &known);
        }
    }
}

fn of_kind(kind: &TypeKind, known: &Known) -> ValueTraits {
    match kind {
        TypeKind::Structure(structure) => of_structure(structure, known),
        TypeKind::Union(shape) => all(shape.variants.iter().filter_map(|variant| variant.ty.as_ref()), known),
        TypeKind::Enum(_) => ValueTraits::ALL,
    }
}

fn of_structure(structure: &Structure, known: &Known) -> ValueTraits {
    all(structure.fields.iter().map(|field| &field.ty), known)
}

fn all<'t>(types: impl Iterator<Item = &'t Type>, known: &Known) -> ValueTraits {
    types.map(|ty| of_type(ty, known)).fold(ValueTraits::ALL, ValueTraits::and)
}

fn of_type(ty: &Type, known: &Known) -> ValueTraits {
    match ty {
        Type::F32 | Type::F64 | Type::Document | Type::ByteStream | Type::EventReceiver(_) | Type::EventSender(_) => {
            ValueTraits::NONE
        }
        Type::Blob | Type::BigInteger | Type::BigDecimal => ValueTraits { ord: false, ..ValueTraits::ALL },
        Type::List(item) | Type::Option(item) => of_type(item, known),
        // A `HashMap` has an order of its own.
        Type::Map(_, value) => ValueTraits { eq: of_type(value, known).eq, ..ValueTraits::NONE },
        Type::Named(name, _) => known.get(name).copied().unwrap_or(ValueTraits::NONE),
        Type::Bool | Type::I8 | Type::I16 | Type::I32 | Type::I64 | Type::String | Type::DateTime => ValueTraits::ALL,
    }
}
