//! Paths and types, as far as names go.

use syn::ext::IdentExt;
use syn::{GenericArgument, Path, PathArguments, Type};

/// A path as it is written, with the types it is applied to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in super::super) struct TypeRef {
    /// Whether it begins with `::`.
    pub(in super::super) absolute: bool,
    pub(in super::super) path: Vec<String>,
    pub(in super::super) args: Vec<TypeRef>,
}

/// The path of a type; one of no segments for types without a name, such as `()`.
pub(super) fn of_type(ty: &Type) -> TypeRef {
    match ty {
        Type::Path(ty) => of_path(&ty.path),
        Type::Reference(ty) => of_type(&ty.elem),
        Type::Paren(ty) => of_type(&ty.elem),
        _ => TypeRef::default(),
    }
}

pub(super) fn of_path(path: &Path) -> TypeRef {
    TypeRef {
        absolute: path.leading_colon.is_some(),
        path: path.segments.iter().map(|segment| segment.ident.unraw().to_string()).collect(),
        args: args(path).map(of_type).collect(),
    }
}

/// The type arguments of the last segment.
fn args(path: &Path) -> impl Iterator<Item = &Type> {
    let arguments = path.segments.last().and_then(|segment| match &segment.arguments {
        PathArguments::AngleBracketed(arguments) => Some(arguments.args.iter()),
        _ => None,
    });
    arguments.into_iter().flatten().filter_map(|argument| match argument {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    })
}

/// A trait as programs know it: `Clone`, `From<&str>`, `From<SdkError>`.
pub(super) fn trait_label(path: &Path) -> String {
    let name = last(path);
    let args: Vec<String> = args(path).map(label).collect();
    if args.is_empty() { name } else { format!("{name}<{}>", args.join(", ")) }
}

/// The last name of a path.
pub(super) fn last(path: &Path) -> String {
    path.segments.last().map(|segment| segment.ident.unraw().to_string()).unwrap_or_default()
}

fn label(ty: &Type) -> String {
    match ty {
        Type::Path(ty) => last(&ty.path),
        Type::Reference(ty) => format!("&{}", label(&ty.elem)),
        _ => "_".to_owned(),
    }
}
