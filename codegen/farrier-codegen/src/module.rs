//! A client as one module of another crate: no files of its own, no Cargo features, and paths from where it is.

use crate::emit::{Body, File};
use crate::features;
use crate::names;
use proc_macro2::{Delimiter, Group, Ident, Literal, TokenStream, TokenTree};
use quote::quote;
use std::collections::{BTreeMap, BTreeSet};

/// The Cargo features that are on.
pub(crate) struct Features<'f> {
    always: BTreeSet<&'f str>,
    in_tests: BTreeSet<&'f str>,
}

impl<'f> Features<'f> {
    pub(crate) fn new(features: impl Iterator<Item = &'f str>) -> Self {
        let (mut always, mut in_tests): (BTreeSet<_>, BTreeSet<_>) = features.map(|it| (it, it)).unzip();
        if always.remove("test-util") {
            in_tests.extend(features::closure("test-util"));
        }
        Self { always, in_tests }
    }
}

/// When something is there.
enum Active {
    Always,
    Never,
    InTests,
    ElseThanInTests,
}

impl Active {
    /// The condition that is left of what was asked; `None` if it always holds.
    fn condition(&self) -> Option<TokenStream> {
        match self {
            Self::Always => None,
            // Nothing is what `any()` asks for.
            Self::Never => Some(quote!(any())),
            Self::InTests => Some(quote!(test)),
            Self::ElseThanInTests => Some(quote!(not(test))),
        }
    }
}

/// The items of the module, with those Cargo features on and all others off.
pub(crate) fn module(files: &[File<'_>], features: Features<'_>) -> TokenStream {
    let files = files.iter().filter_map(|file| match &file.body {
        Body::Rust(items) => Some((file.path.as_str(), items())),
        Body::Text(_) => None,
    });
    let inliner = Inliner { files: files.collect(), features };
    let root = inliner.files.get("src/lib.rs").cloned().unwrap_or_default();
    inliner.tokens(without_inner_attributes(root), &Place { path: "src".to_owned(), depth: 0 })
}

/// A module among those of the client.
struct Place {
    /// The folder of the modules below it.
    path: String,
    /// The number of modules above it.
    depth: usize,
}

struct Inliner<'f> {
    files: BTreeMap<&'f str, TokenStream>,
    features: Features<'f>,
}

impl Inliner<'_> {
    /// The tokens of a module, with what is below it in place.
    fn tokens(&self, tokens: TokenStream, place: &Place) -> TokenStream {
        let mut out = TokenStream::new();
        let mut todo = tokens.into_iter().peekable();
        let mut is_off = false;
        while let Some(token) = todo.next() {
            match (&token, todo.peek()) {
                (TokenTree::Punct(sign), Some(TokenTree::Group(group))) if sign.as_char() == '#' => {
                    if let Some(text) = documentation(group) {
                        todo.next();
                        let text = self::text(&text, place.depth);
                        out.extend(quote!(#[doc = #text]));
                        continue;
                    }
                    if let Some((condition, attributes)) = conditional(group) {
                        todo.next();
                        out.extend(match self.when(condition) {
                            Active::Never => TokenStream::new(),
                            when => when.condition().map_or_else(
                                || quote!(#[#attributes]),
                                |condition| quote!(#[cfg_attr(#condition, #attributes)]),
                            ),
                        });
                        continue;
                    }
                    let Some(condition) = condition(group) else {
                        // The files of modules are in place.
                        if is_path(group) {
                            drop(todo.next())
                        } else {
                            out.extend([token])
                        }
                        continue;
                    };
                    todo.next();
                    let when = self.when(condition);
                    is_off |= matches!(when, Active::Never);
                    out.extend(when.condition().map(|condition| quote!(#[cfg(#condition)])));
                }
                (TokenTree::Ident(word), Some(TokenTree::Ident(name))) if word == "mod" => {
                    let name = name.clone();
                    todo.next();
                    let inside = self.inside(&name, place, todo.next(), is_off);
                    out.extend([token, name.into(), inside.into()]);
                    is_off = false;
                }
                (TokenTree::Ident(word), Some(TokenTree::Punct(sign))) if word == "crate" && sign.as_char() == ':' => {
                    out.extend(root(place.depth));
                }
                (TokenTree::Group(group), _) => {
                    let mut new = Group::new(group.delimiter(), self.tokens(group.stream(), place));
                    new.set_span(group.span());
                    out.extend([TokenTree::from(new)]);
                    is_off &= group.delimiter() != Delimiter::Brace;
                }
                _ => {
                    is_off &= !matches!(&token, TokenTree::Punct(sign) if sign.as_char() == ';');
                    out.extend([token]);
                }
            }
        }
        out
    }

    /// What is in the module of this name: what stands there, or in a file.
    fn inside(&self, name: &Ident, place: &Place, body: Option<TokenTree>, is_off: bool) -> Group {
        let below =
            Place { path: format!("{}/{}", place.path, names::file(&name.to_string())), depth: place.depth + 1 };
        let tokens = match body {
            _ if is_off => TokenStream::new(),
            Some(TokenTree::Group(group)) => group.stream(),
            _ => self.files.get(format!("{}.rs", below.path).as_str()).cloned().unwrap_or_default(),
        };
        Group::new(Delimiter::Brace, self.tokens(tokens, &below))
    }

    /// When a condition holds.
    fn when(&self, condition: TokenStream) -> Active {
        match (holds(condition.clone(), &self.features.always), holds(condition, &self.features.in_tests)) {
            (true, true) => Active::Always,
            (false, false) => Active::Never,
            (false, true) => Active::InTests,
            (true, false) => Active::ElseThanInTests,
        }
    }
}

/// Whether a condition holds with these features: of the kinds that we write.
fn holds(condition: TokenStream, features: &BTreeSet<&str>) -> bool {
    let tokens: Vec<TokenTree> = condition.into_iter().collect();
    match tokens.as_slice() {
        [TokenTree::Ident(word), TokenTree::Punct(_), TokenTree::Literal(name)] if word == "feature" => {
            features.contains(name.to_string().trim_matches('"'))
        }
        [TokenTree::Ident(word), TokenTree::Group(group)] => {
            let mut each = split(group.stream()).into_iter();
            match word.to_string().as_str() {
                "any" => each.any(|condition| holds(condition, features)),
                "all" => each.all(|condition| holds(condition, features)),
                _ => !each.all(|condition| holds(condition, features)),
            }
        }
        // Tests are none of the crate that the module is in.
        _ => false,
    }
}

/// The condition of an attribute `cfg`.
fn condition(attribute: &Group) -> Option<TokenStream> {
    let tokens: Vec<TokenTree> = attribute.stream().into_iter().collect();
    match tokens.as_slice() {
        [TokenTree::Ident(word), TokenTree::Group(condition)] if word == "cfg" => Some(condition.stream()),
        _ => None,
    }
}

/// Whether it is the attribute `path`.
fn is_path(attribute: &Group) -> bool {
    matches!(attribute.stream().into_iter().next(), Some(TokenTree::Ident(word)) if word == "path")
}

/// The condition of an attribute `cfg_attr`, and the one attribute that it is about.
fn conditional(attribute: &Group) -> Option<(TokenStream, TokenStream)> {
    let tokens: Vec<TokenTree> = attribute.stream().into_iter().collect();
    match tokens.as_slice() {
        [TokenTree::Ident(word), TokenTree::Group(inside)] if word == "cfg_attr" => {
            let mut parts = split(inside.stream()).into_iter();
            Some((parts.next()?, parts.next()?))
        }
        _ => None,
    }
}

/// What commas are between.
fn split(tokens: TokenStream) -> Vec<TokenStream> {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let is_comma = |token: &TokenTree| matches!(token, TokenTree::Punct(sign) if sign.as_char() == ',');
    let parts = tokens.split(is_comma).filter(|part| !part.is_empty());
    parts.map(|part| part.iter().cloned().collect()).collect()
}

/// The path to the module from one that is so deep in it, without the `::` behind it.
fn root(depth: usize) -> TokenStream {
    let above = (1..depth).map(|_| quote!(super::));
    match depth {
        0 => quote!(self),
        _ => quote!(#(#above)* super),
    }
}

/// The same as text, with it.
fn path(depth: usize) -> String {
    if depth == 0 { "self::".to_owned() } else { "super::".repeat(depth) }
}

/// The text of an attribute `doc`.
fn documentation(attribute: &Group) -> Option<Literal> {
    let tokens: Vec<TokenTree> = attribute.stream().into_iter().collect();
    match tokens.as_slice() {
        [TokenTree::Ident(word), TokenTree::Punct(_), TokenTree::Literal(text)] if word == "doc" => Some(text.clone()),
        _ => None,
    }
}

/// Links in documentation lead from where they are, too. Its examples are those of a crate, and nothing to compile.
fn text(literal: &Literal, depth: usize) -> TokenTree {
    let text = literal.to_string();
    if text.trim_matches(['"', ' ']) == "```no_run" {
        return Literal::string(" ```ignore").into();
    }
    let linked = text.contains("](crate::").then(|| text.replace("](crate::", &format!("]({}", path(depth))));
    linked.and_then(|text| text.parse().ok()).unwrap_or_else(|| literal.clone()).into()
}

/// Items that may be included where other items are.
fn without_inner_attributes(tokens: TokenStream) -> TokenStream {
    let mut todo = tokens.into_iter().peekable();
    let mut out = TokenStream::new();
    while let Some(token) = todo.next() {
        let is_sign = |token: &TokenTree, sign| matches!(token, TokenTree::Punct(punct) if punct.as_char() == sign);
        if is_sign(&token, '#') && todo.peek().is_some_and(|next| is_sign(next, '!')) {
            todo.nth(1);
        } else {
            out.extend([token]);
        }
    }
    out
}
