//! Shape tables: the id and the members of a shape as the two texts that the runtime reads.

use super::constraint;
use super::tokens::ident;
use crate::ir::{Field, Presence, Structure, Target, Union};
use proc_macro2::TokenStream;
use quote::quote;
use smithy_json_ast::ShapeId;

/// The widest piece of a text, in bytes.
const WIDTH: usize = 100;

/// A member: its name on the wire, whether it is required, its target.
pub(super) type Row<'a> = (&'a str, bool, &'a Target);

/// The table of a structure or union, and the constraints of its members.
pub(super) struct Table<'a> {
    id: &'a str,
    text: TokenStream,
    rules: Option<TokenStream>,
}

impl<'a> Table<'a> {
    fn new(id: &'a ShapeId, words: &[&str], members: impl Iterator<Item = Row<'a>>) -> Self {
        let rows: Vec<_> = members.collect();
        let head = if words.is_empty() { String::new() } else { format!("{};", words.join(" ")) };
        let members = rows.iter().map(member).collect::<Vec<_>>();
        Self { id: id.as_str(), text: text(head, &members), rules: constraint::rules(&rows) }
    }

    /// The table of a structure. Members that have a value in any case need not be set.
    pub(super) fn structure(structure: &'a Structure) -> Self {
        let required = |field: &Field| field.presence == Presence::Required;
        let rows = structure.wire_fields().map(move |field| (field.wire.as_str(), required(field), &field.target));
        Self::new(&structure.shape, sensitive(structure.sensitive), rows)
    }

    /// The table of the input of an operation, all members of which are optional in Rust.
    pub(super) fn input(input: &'a Structure) -> Self {
        let rows = input.fields.iter().map(|field| (field.wire.as_str(), field.required, &field.target));
        Self::new(&input.shape, sensitive(input.sensitive), rows)
    }

    /// The table of a union.
    pub(super) fn union(union: &'a Union) -> Self {
        let rows = union.variants.iter().map(|variant| (variant.wire.as_str(), false, &variant.target));
        let words: &[&str] = if union.sensitive { &["union", "sensitive"] } else { &["union"] };
        Self::new(&union.shape, words, rows)
    }

    /// What an implementation of the trait of the shape says of it.
    pub(super) fn items(&self) -> TokenStream {
        let Self { id, text, rules } = self;
        let rules = rules.as_ref().map(|rules| {
            quote! {
                #[cfg(feature = "validate")]
                const RULES: rt::Rules = &#rules;
            }
        });
        quote! {
            #rules
            #[inline]
            fn shape() -> &'static rt::ShapeSchema { rt::shape(#id, #text) }
        }
    }

    /// The texts and the constraints as arguments of a macro, and the constant of this name that the constraints are.
    pub(super) fn arguments(&self, name: &str) -> (TokenStream, Option<TokenStream>, Option<TokenStream>) {
        let (Self { id, text, rules }, name) = (self, ident(name));
        let constant = rules.as_ref().map(|rules| {
            quote! {
                #[cfg(feature = "validate")]
                const #name: rt::Rules = &#rules;
            }
        });
        (quote!(#id, #text), rules.as_ref().map(|_| quote!(; #name)), constant)
    }
}

fn sensitive(sensitive: bool) -> &'static [&'static str] {
    if sensitive { &["sensitive"] } else { &[] }
}

/// What the runtime is told of a member.
fn member(&(wire, required, target): &Row<'_>) -> String {
    let mut text = wire.to_owned();
    if required {
        text.push('!');
    }
    self::target(target, &mut text);
    text
}

/// The words of a target; a string needs none.
fn target(target: &Target, text: &mut String) {
    let kind = (target.kind != "string").then_some(target.kind);
    let traits =
        [target.sensitive.then_some("sensitive"), target.token.then_some("token"), target.timestamp, target.event];
    for word in kind.into_iter().chain(traits.into_iter().flatten()) {
        text.push(' ');
        text.push_str(word);
    }
    if let Some(item) = &target.item {
        let mut inside = String::new();
        self::target(item, &mut inside);
        text.push_str(" <");
        text.push_str(inside.trim_start());
        text.push('>');
    }
}

/// The text, in pieces if it is long.
fn text(head: String, members: &[String]) -> TokenStream {
    let mut pieces = vec![head];
    for (index, member) in members.iter().enumerate() {
        let comma = if index + 1 < members.len() { "," } else { "" };
        match pieces.last_mut() {
            Some(piece) if piece.is_empty() => *piece = format!("{member}{comma}"),
            Some(piece) if piece.len() + 1 + member.len() < WIDTH => *piece += &format!(" {member}{comma}"),
            _ => pieces.push(format!("{member}{comma}")),
        }
    }
    match &pieces[..] {
        [piece] => quote!(#piece),
        pieces => quote!(concat!(#(#pieces),*)),
    }
}
