//! Which functions a crate compiles itself: none.

use syn::{FnArg, GenericParam, Generics, ImplItem, Item, Type, parse_quote};

/// Marks every method that would be compiled with its crate `#[inline]`, so that it is compiled where it is used: most
/// programs use a small part of a crate. Generic ones are compiled where they are used anyway.
pub(crate) fn methods(items: &mut [Item]) {
    for item in items {
        match item {
            Item::Impl(block) if !is_generic(&block.generics) => {
                block.items.iter_mut().for_each(method);
            }
            Item::Mod(module) => module.content.iter_mut().for_each(|(_, items)| methods(items)),
            _ => {}
        }
    }
}

fn method(item: &mut ImplItem) {
    if let ImplItem::Fn(function) = item
        && !is_generic(&function.sig.generics)
        && !function.sig.inputs.iter().any(is_anything)
    {
        function.attrs.push(parse_quote!(#[inline]));
    }
}

fn is_generic(generics: &Generics) -> bool {
    generics.params.iter().any(|param| !matches!(param, GenericParam::Lifetime(_)))
}

/// Whether the argument is an `impl Trait`, which makes its function generic.
fn is_anything(argument: &FnArg) -> bool {
    matches!(argument, FnArg::Typed(typed) if matches!(*typed.ty, Type::ImplTrait(_)))
}
