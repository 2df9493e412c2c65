//! Which of `Eq`, `Hash` and `Ord` a type can have: those that all it holds have.

use crate::ir::{Operation, Structure, Type, TypeDef, TypeKind, ValueTraits};
use std::collections::BTreeMap;

/// What the types of `crate::types` have, by name.
type Known<'t> = BTreeMap<&'t str, ValueTraits>;

/// Decides it for inputs, outputs and types. One that holds itself has what all else in it has.
pub(in crate::lower) fn decide(operations: &mut [Operation], types: &mut [TypeDef]) {
    let found = of_types(types);
    for (def, found) in types.iter_mut().zip(&found) {
        match &mut def.kind {
            TypeKind::Structure(shape) => shape.values = *found,
            TypeKind::Union(shape) => shape.values = *found,
            TypeKind::Enum(_) => {}
        }
    }
    let known: Known<'_> = types.iter().map(TypeDef::ident).zip(found).collect();
    for operation in operations {
        for structure in [&mut operation.input, &mut operation.output] {
            structure.values = of_structure(structure, &known);
        }
    }
}

/// What each has that all it holds have. Whoever lacks something takes it from those that hold it, and these from those
/// that hold them: a type is looked at again only when one that it holds has changed.
fn of_types(types: &[TypeDef]) -> Vec<ValueTraits> {
    let places: BTreeMap<&str, usize> = types.iter().map(TypeDef::ident).zip(0..).collect();
    let mut holders = vec![Vec::new(); types.len()];
    for (holder, def) in types.iter().enumerate() {
        for (name, in_map) in parts(&def.kind).into_iter().filter_map(|ty| named(ty, false)) {
            if let Some(held) = places.get(name) {
                holders[*held].push((holder, in_map));
            }
        }
    }
    let known: Known<'_> = places.keys().map(|name| (*name, ValueTraits::ALL)).collect();
    let mut found: Vec<ValueTraits> = types.iter().map(|def| of_kind(&def.kind, &known)).collect();
    let mut todo: Vec<usize> = (0..types.len()).collect();
    while let Some(held) = todo.pop() {
        for (holder, is_in_map) in &holders[held] {
            let passed = if *is_in_map { in_map(found[held]) } else { found[held] };
            let both = found[*holder].and(passed);
            if both != found[*holder] {
                found[*holder] = both;
                todo.push(*holder);
            }
        }
    }
    found
}

/// The types of what it holds.
fn parts(kind: &TypeKind) -> Vec<&Type> {
    match kind {
        TypeKind::Structure(structure) => structure.fields.iter().map(|field| &field.ty).collect(),
        TypeKind::Union(shape) => shape.variants.iter().filter_map(|variant| variant.ty.as_ref()).collect(),
        TypeKind::Enum(_) => Vec::new(),
    }
}

/// The type of `crate::types` that a type is made of, and whether it is a value of a map there.
fn named(ty: &Type, in_map: bool) -> Option<(&str, bool)> {
    match ty {
        Type::List(item) | Type::Option(item) => named(item, in_map),
        Type::Map(_, value) => named(value, true),
        Type::Named(name, _) => Some((name, in_map)),
        _ => None,
    }
}

fn of_kind(kind: &TypeKind, known: &Known<'_>) -> ValueTraits {
    all(parts(kind).into_iter(), known)
}

fn of_structure(structure: &Structure, known: &Known<'_>) -> ValueTraits {
    all(structure.fields.iter().map(|field| &field.ty), known)
}

fn all<'t>(types: impl Iterator<Item = &'t Type>, known: &Known<'_>) -> ValueTraits {
    types.map(|ty| of_type(ty, known)).fold(ValueTraits::ALL, ValueTraits::and)
}

fn of_type(ty: &Type, known: &Known<'_>) -> ValueTraits {
    match ty {
        Type::F32 | Type::F64 | Type::Document | Type::ByteStream | Type::EventReceiver(_) | Type::EventSender(_) => {
            ValueTraits::NONE
        }
        Type::Blob | Type::BigInteger | Type::BigDecimal => ValueTraits { ord: false, ..ValueTraits::ALL },
        Type::List(item) | Type::Option(item) => of_type(item, known),
        Type::Map(_, value) => in_map(of_type(value, known)),
        Type::Named(name, _) => known.get(name.as_str()).copied().unwrap_or(ValueTraits::NONE),
        Type::Bool | Type::I8 | Type::I16 | Type::I32 | Type::I64 | Type::String | Type::DateTime => ValueTraits::ALL,
    }
}

/// What a map has by its values: a `HashMap` has an order of its own.
fn in_map(value: ValueTraits) -> ValueTraits {
    ValueTraits { eq: value.eq, ..ValueTraits::NONE }
}
