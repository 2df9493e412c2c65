//! What calls and definitions of the runtime's macros give to types.

use super::impls::{method, plain_trait};
use super::line::line;
use super::{Impl, Member, TypeRef};
use crate::rust_source::name;
use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use std::collections::BTreeMap;
use syn::{Ident, ItemMacro};

/// The macros of the runtime that write methods, and the types they write them for: one list of names per row.
const METHOD_MACROS: [(&str, &[&str]); 1] = [("built_ins", &["Params", "ParamsBuilder"])];

/// Those whose definition holds the methods: as functions, or as rows `chain(..) => in_place(..)`.
const DEFINITIONS: [(&str, &[&str]); 2] = [("config_setters", &["Builder"]), ("config_rows", &["Builder"])];

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

/// The macros of the runtime that write a type, and the module that has their definition.
const TYPE_MACROS: [(&str, &str, &str); 1] = [("fake", "Fake", "fake")];

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

/// What types are like whose names a macro is called with, or that it writes.
pub(super) fn likes(item: &ItemMacro) -> Vec<(String, TypeRef)> {
    let like = |path: &[&str]| {
        let path = ["farrier_runtime"].iter().chain(path).map(|&name| name.to_owned()).collect();
        TypeRef { path, ..TypeRef::default() }
    };
    if let Some((macro_name, name, module)) = TYPE_MACROS.iter().find(|(known, ..)| *known == called(item)) {
        return vec![((*name).to_owned(), like(&[module, &definition(macro_name), name]))];
    }
    let (name, of_runtime) = CONFIG;
    let names = idents(item).into_iter().filter(|_| called(item) == name);
    names.zip(of_runtime).map(|(name, own)| (name, like(&["config", own]))).collect()
}

/// The type that a macro writes where it is called.
pub(super) fn declared(item: &ItemMacro) -> Option<String> {
    TYPE_MACROS.iter().find(|(known, ..)| *known == called(item)).map(|(_, name, _)| (*name).to_owned())
}

/// The items that the definition of such a macro has, and the module that they stand in here.
pub(super) fn defined(item: &ItemMacro) -> Option<(String, Vec<syn::Item>)> {
    let (name, ..) = TYPE_MACROS.iter().find(|(known, ..)| item.ident.as_ref().is_some_and(|ident| ident == known))?;
    let body = item.mac.tokens.clone().into_iter().filter_map(|token| match token {
        TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => Some(group.stream()),
        _ => None,
    });
    let file: syn::File = syn::parse2(without_dollars(body.last()?)).ok()?;
    Some((definition(name), file.items))
}

/// The name of a module that nothing else has.
fn definition(macro_name: &str) -> String {
    format!("{macro_name}!")
}

/// `crate` for `$crate`, and a parameter as it is called.
fn without_dollars(tokens: TokenStream) -> TokenStream {
    let tokens = tokens.into_iter().filter(|token| !is(token, '$')).map(|token| match token {
        TokenTree::Group(group) => TokenTree::Group(Group::new(group.delimiter(), without_dollars(group.stream()))),
        token => token,
    });
    tokens.collect()
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
    let member = |name: &&str| Member::new(format!("::{name}()"), format!("pub fn {name}(..)"));
    of_type(target, methods.iter().map(member).collect())
}

fn of_type(target: &str, members: Vec<Member>) -> Impl {
    let target = TypeRef { path: vec![target.to_owned()], ..TypeRef::default() };
    Impl { target, params: BTreeMap::new(), declared: String::new(), members }
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
        declared: String::new(),
        members: labels.into_iter().filter_map(plain_trait).collect(),
    }
}

/// The methods that such a macro writes, in rows as the macro has them, and as what it defines them.
fn of_method_macro(item: &ItemMacro) -> Vec<Impl> {
    let tokens: Vec<TokenTree> = item.mac.tokens.clone().into_iter().collect();
    let find = |table: &[(&str, &'static [&'static str])], name: &Ident| {
        table.iter().find(|(known, _)| name == known).map(|(_, targets)| *targets)
    };
    let (targets, members) = match (&item.ident, item.mac.path.get_ident()) {
        (Some(defined), _) => match find(&DEFINITIONS, defined) {
            Some(targets) => (targets, [functions(&tokens), defined_rows(&tokens)].concat()),
            None => (find(&METHOD_MACROS, defined).unwrap_or_default(), functions(&tokens)),
        },
        (None, Some(called)) => (find(&METHOD_MACROS, called).unwrap_or_default(), called_rows(&tokens)),
        (None, None) => return Vec::new(),
    };
    targets.iter().map(|target| of_type(target, members.clone())).collect()
}

/// The methods of a row are its first name and the names derived from it, `set_region` from `region`.
fn called_rows(tokens: &[TokenTree]) -> Vec<Member> {
    let mut members = Vec::new();
    for row in tokens.split(|token| is(token, ';')) {
        let start = row.iter().position(|token| matches!(token, TokenTree::Ident(_))).unwrap_or(row.len());
        let names = row[start..].iter().filter_map(ident);
        let Some(base) = names.clone().next().map(name) else { continue };
        let own = names.filter(|ident| *ident == &base || name(ident).ends_with(&format!("_{base}")));
        members.extend(own.map(|ident| method(ident, line(row[start..].iter().cloned()))));
    }
    members
}

/// What is written behind `fn`. Names that are parameters of the macro are not counted: rows have them.
fn functions(tokens: &[TokenTree]) -> Vec<Member> {
    let mut members = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        if let TokenTree::Group(group) = token {
            members.extend(functions(&group.stream().into_iter().collect::<Vec<_>>()));
        }
        if ident(token).is_none_or(|word| word != "fn") {
            continue;
        }
        let start = at - usize::from(at > 0 && ident(&tokens[at - 1]).is_some_and(|word| word == "pub"));
        let is_body =
            |token: &TokenTree| matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace);
        let declared = line(tokens[start..].iter().take_while(|token| !is_body(token)).cloned());
        members.push(match tokens.get(at + 1).and_then(ident) {
            Some(ident) => method(ident, declared),
            None => Member::not_counted(declared),
        });
    }
    members
}

/// Names with parentheses behind them that follow `=>`, or that `=>` follows: what a chain gives, and what is set.
fn defined_rows(tokens: &[TokenTree]) -> Vec<Member> {
    let mut members = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        if let TokenTree::Group(group) = token {
            members.extend(defined_rows(&group.stream().into_iter().collect::<Vec<_>>()));
        }
        let (Some(name), Some(given)) = (ident(token), tokens.get(at + 1).filter(|next| is_list(next))) else {
            continue;
        };
        let follows = |expected: char| at > 0 && is(&tokens[at - 1], expected);
        // What a `$` or a `:` comes before is a parameter of the macro.
        if follows('$') || follows(':') {
            continue;
        }
        if tokens.get(at + 2).is_some_and(|token| is(token, '=')) {
            members.push(method(name, line([token.clone(), given.clone()])));
        } else if follows('>') {
            let taken = tokens[at + 2..].iter().take_while(|token| !is(token, ';')).skip(1).cloned();
            members.push(method(name, format!("{name}({})", line(taken))));
        }
    }
    members
}

fn ident(token: &TokenTree) -> Option<&Ident> {
    match token {
        TokenTree::Ident(ident) => Some(ident),
        _ => None,
    }
}

fn is(token: &TokenTree, expected: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == expected)
}

fn is_list(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis)
}
