//! Methods and traits.

use super::items::{is_hidden, is_public};
use super::{Impl, TypeRef, types};
use crate::rust_source::name;
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use std::collections::BTreeMap;
use syn::punctuated::Punctuated;
use syn::{
    Generics, Ident, ImplItem, ItemImpl, ItemMacro, ItemTrait, Token, TraitItem, Type, TypeParamBound, WherePredicate,
};

/// The traits that programs which use a client rely on. The others are how clients work inside.
const RELIED_ON: [&str; 24] = [
    "AsRef",
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "Deref",
    "Display",
    "Eq",
    "Error",
    "Extend",
    "From",
    "FromIterator",
    "FromStr",
    "Hash",
    "IntoIterator",
    "Iterator",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "ProvideErrorMetadata",
    "RequestId",
    "RequestIdExt",
    "TryFrom",
    "TryInto",
];

/// The member that an implementation of this trait is, if programs rely on it.
pub(super) fn trait_member(label: &str) -> Option<String> {
    let (trait_name, _) = label.split_once('<').unwrap_or((label, ""));
    RELIED_ON.contains(&trait_name).then(|| format!(": impl {label}"))
}

/// What an `impl` gives its type, if anything.
pub(super) fn read(item: &ItemImpl) -> Option<Impl> {
    let members: Vec<String> = match &item.trait_ {
        Some((path, _)) => trait_member(&types::trait_label(path)).into_iter().collect(),
        None => item.items.iter().filter_map(inherent).collect(),
    };
    let target = types::of_type(&item.self_ty);
    (!members.is_empty()).then(|| Impl { target, params: params(&item.generics), members })
}

fn inherent(item: &ImplItem) -> Option<String> {
    match item {
        ImplItem::Fn(item) => is_public(&item.vis, &item.attrs).then(|| method(&item.sig.ident)),
        ImplItem::Const(item) => is_public(&item.vis, &item.attrs).then(|| format!("::{}", name(&item.ident))),
        _ => None,
    }
}

pub(super) fn trait_methods(item: &ItemTrait) -> Vec<String> {
    let methods = item.items.iter().filter_map(|item| match item {
        TraitItem::Fn(item) if !is_hidden(&item.attrs) => Some(method(&item.sig.ident)),
        _ => None,
    });
    methods.collect()
}

fn method(ident: &Ident) -> String {
    format!("::{}()", name(ident))
}

fn params(generics: &Generics) -> BTreeMap<String, Vec<String>> {
    let mut params: BTreeMap<String, Vec<String>> =
        generics.type_params().map(|param| (name(&param.ident), bounds(&param.bounds))).collect();
    for predicate in generics.where_clause.iter().flat_map(|clause| &clause.predicates) {
        if let WherePredicate::Type(predicate) = predicate
            && let Type::Path(bounded) = &predicate.bounded_ty
            && let Some(param) = bounded.path.get_ident().and_then(|ident| params.get_mut(&name(ident)))
        {
            param.extend(bounds(&predicate.bounds));
        }
    }
    params
}

fn bounds(bounds: &Punctuated<TypeParamBound, Token![+]>) -> Vec<String> {
    let traits = bounds.iter().filter_map(|bound| match bound {
        TypeParamBound::Trait(bound) => Some(types::trait_label(&bound.path)),
        _ => None,
    });
    traits.collect()
}

/// The macros of the runtime that write methods, and the types they write them for: one list of names per row.
const METHOD_MACROS: [(&str, &[&str]); 1] = [("built_ins", &["Params", "ParamsBuilder"])];

/// Those whose definition holds the methods: as functions, or as rows `chain(..) => in_place(..)`.
const DEFINITIONS: [(&str, &[&str]); 1] = [("config_setters", &["Builder"])];

/// The macros of the runtime that generated code calls with the name of a type, and the traits they implement for it.
const TRAIT_MACROS: [(&str, Applied, &[&str]); 6] = [
    ("string_enum", Applied::Plain, &["AsRef<str>", "Debug", "Display", "Eq", "From<&str>", "FromStr"]),
    ("output", Applied::Plain, &["RequestId"]),
    ("fluent_builder", Applied::ToAny, &["Clone", "Debug"]),
    ("fluent_builder", Applied::ToNothing, &["Default", "PartialEq"]),
    ("error_shape", Applied::Plain, &["Display", "Error", "ProvideErrorMetadata"]),
    (OPERATION_ERROR, Applied::Plain, &["Debug", "Display", "Error", "ProvideErrorMetadata"]),
];

/// Those that write methods for types with whose names they are called: at which place the name is, and the methods.
const SETTER_MACROS: [(&str, usize, &[&str]); 3] = [
    ("express_setters", 0, &["express_credentials_provider", "set_express_credentials_provider"]),
    ("checksum_config", 0, &["request_checksum_calculation", "response_checksum_validation"]),
    (
        "checksum_config",
        1,
        &[
            "aws_chunked_encoding_chunk_size",
            "request_checksum_calculation",
            "response_checksum_validation",
            "set_aws_chunked_encoding_chunk_size",
            "set_request_checksum_calculation",
            "set_response_checksum_validation",
        ],
    ),
];

/// What a configuration and a builder of a service are called that are as those of the runtime, and what these are.
const CONFIG: (&str, [&str; 2]) = ("service_config", ["Config", "Builder"]);

/// The one that also converts the type into the error of the crate.
const OPERATION_ERROR: &str = "operation_error";

/// What a macro applies the type to whose name it is called with.
#[derive(Clone, Copy)]
enum Applied {
    Plain,
    ToAny,
    /// `()`
    ToNothing,
}

/// What a call or a definition of a macro gives to types.
pub(super) fn of_macro(item: &ItemMacro) -> Vec<Impl> {
    let called = called(item);
    let setters = SETTER_MACROS.iter().filter(|(known, ..)| *known == called);
    let setters: Vec<Impl> =
        setters.filter_map(|(_, at, methods)| Some(written(idents(item).get(*at)?, methods))).collect();
    if !setters.is_empty() {
        return setters;
    }
    if !TRAIT_MACROS.iter().any(|(known, ..)| *known == called) {
        return of_method_macro(item);
    }
    let Some(TokenTree::Ident(ident)) = item.mac.tokens.clone().into_iter().next() else { return Vec::new() };
    let target = name(&ident);
    let rows = TRAIT_MACROS.iter().filter(|(known, ..)| *known == called);
    let own = rows.map(|&(_, applied, traits)| implementing(&[&target], applied, traits.iter().copied()));
    // Outputs of Amazon S3.
    let is_extended = called == "output" && idents(item).iter().any(|word| word == "extended");
    let extended = is_extended.then(|| implementing(&[&target], Applied::Plain, ["RequestIdExt"]));
    let label = format!("From<{target}>");
    let converts = (called == OPERATION_ERROR).then(|| implementing(&["crate", "Error"], Applied::Plain, [&*label]));
    own.chain(extended).chain(converts).collect()
}

/// What types are like whose names a macro is called with.
pub(super) fn likes(item: &ItemMacro) -> Vec<(String, TypeRef)> {
    let (name, of_runtime) = CONFIG;
    if called(item) != name {
        return Vec::new();
    }
    let path = |own: &str| ["farrier_runtime", "config", own].map(str::to_owned).to_vec();
    let like = |own: &str| TypeRef { path: path(own), ..TypeRef::default() };
    idents(item).into_iter().zip(of_runtime).map(|(name, own)| (name, like(own))).collect()
}

/// The name of the macro.
fn called(item: &ItemMacro) -> String {
    item.mac.path.segments.last().map(|segment| segment.ident.to_string()).unwrap_or_default()
}

/// The words that a macro is called with.
fn idents(item: &ItemMacro) -> Vec<String> {
    let words = item.mac.tokens.clone().into_iter().filter_map(|token| match token {
        TokenTree::Ident(ident) => Some(name(&ident)),
        _ => None,
    });
    words.collect()
}

/// The methods written for a type.
fn written(target: &str, methods: &[&str]) -> Impl {
    let members: Vec<String> = methods.iter().map(|name| format!("::{name}()")).collect();
    let target = TypeRef { path: vec![target.to_owned()], ..TypeRef::default() };
    Impl { target, params: BTreeMap::new(), members }
}

/// The traits implemented for a type.
fn implementing<'a>(path: &[&str], applied: Applied, labels: impl IntoIterator<Item = &'a str>) -> Impl {
    let any = "Any".to_owned();
    let args = match applied {
        Applied::Plain => Vec::new(),
        Applied::ToAny => vec![TypeRef { path: vec![any.clone()], ..TypeRef::default() }],
        Applied::ToNothing => vec![TypeRef::default()],
    };
    Impl {
        target: TypeRef { path: path.iter().map(|&part| part.to_owned()).collect(), args, ..TypeRef::default() },
        params: BTreeMap::from([(any, Vec::new())]),
        members: labels.into_iter().filter_map(trait_member).collect(),
    }
}

/// The methods that such a macro writes.
fn of_method_macro(item: &ItemMacro) -> Vec<Impl> {
    let targets = |table: &'static [(&str, &[&'static str])], name: &Ident| {
        table.iter().find(|(known, _)| name == known).map_or(&[] as &[&str], |(_, targets)| targets)
    };
    let (targets, members) = match (&item.ident, item.mac.path.get_ident()) {
        (Some(defined), _) => (targets(&DEFINITIONS, defined), defined_methods(item.mac.tokens.clone())),
        (None, Some(called)) => (targets(&METHOD_MACROS, called), row_methods(item.mac.tokens.clone())),
        (None, None) => return Vec::new(),
    };
    let target = |name: &&str| TypeRef { path: vec![(*name).to_owned()], ..TypeRef::default() };
    let targets = targets.iter().map(target);
    targets.map(|target| Impl { target, params: BTreeMap::new(), members: members.clone() }).collect()
}

/// The methods of a row are its first name and the names derived from it, `set_region` from `region`.
fn row_methods(tokens: TokenStream) -> Vec<String> {
    let mut first: Option<String> = None;
    let mut members = Vec::new();
    for token in tokens {
        match token {
            TokenTree::Punct(punct) if punct.as_char() == ';' => first = None,
            TokenTree::Ident(ident) => {
                let name = name(&ident);
                let base = first.get_or_insert_with(|| name.clone());
                if name == *base || name.ends_with(&format!("_{base}")) {
                    members.push(method(&ident));
                }
            }
            _ => {}
        }
    }
    members
}

/// Names with parentheses behind them that follow `fn` or `=>`, or that `=>` follows.
fn defined_methods(tokens: TokenStream) -> Vec<String> {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let is_punct = |at: Option<usize>, expected: char| matches!(at.and_then(|at| tokens.get(at)), Some(TokenTree::Punct(punct)) if punct.as_char() == expected);
    let mut members = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Group(group) => members.extend(defined_methods(group.stream())),
            TokenTree::Ident(ident) => {
                let has_parameters = matches!(tokens.get(at + 1), Some(TokenTree::Group(group))
                    if group.delimiter() == Delimiter::Parenthesis);
                let before = at.checked_sub(1);
                let is_fn = matches!(before.map(|at| &tokens[at]), Some(TokenTree::Ident(word)) if word == "fn");
                // What a `$` or a `:` comes before is a parameter of the macro.
                let in_row = !is_punct(before, '$') && !is_punct(before, ':');
                let in_row = in_row && (is_punct(before, '>') || is_punct(Some(at + 2), '='));
                if has_parameters && (is_fn || in_row) {
                    members.push(method(ident));
                }
            }
            _ => {}
        }
    }
    members
}
