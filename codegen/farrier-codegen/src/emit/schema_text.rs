//! Shape schemas: the id of a shape and its schema text, which the runtime reads.

use super::constraint;
use super::tokens::ident;
use crate::ir::{Constraint, Field, Presence, Structure, Union};
use farrier_schema_text::{MemberSchema, SENSITIVE, SchemaText, ShapeType, Traits, ValueSchema};
use proc_macro2::TokenStream;
use quote::quote;
use smithy_json_ast::ShapeId;

/// How wide a line of a schema text may get, in bytes.
const WIDTH: usize = 100;

/// What generated code says of a structure or union, and the constraints of its members.
pub(super) struct ShapeSchema<'a> {
    id: &'a str,
    text: TokenStream,
    rules: Option<TokenStream>,
}

/// A member: its schema and its constraints.
pub(super) type Member<'a> = (MemberSchema<'a>, &'a [Constraint]);

impl<'a> ShapeSchema<'a> {
    fn new(id: &'a ShapeId, shape_type: ShapeType, sensitive: bool, members: Vec<Member<'a>>) -> Self {
        let rules = constraint::rules(&members);
        let mut traits = Traits::new();
        if sensitive {
            traits.insert(&SENSITIVE);
        }
        let members = members.into_iter().map(|(member, _)| member).collect();
        let text = text(id, &SchemaText { shape_type, traits, members });
        Self { id: id.as_str(), text, rules }
    }

    /// That of a structure. Members that have a value in any case need not be set.
    pub(super) fn structure(structure: &'a Structure) -> Self {
        let member = |field: &'a Field| {
            let required = field.presence == Presence::Required;
            member(&field.wire, required, &field.schema, &field.constraints)
        };
        let members = structure.wire_fields().map(member).collect();
        Self::new(&structure.shape, ShapeType::Structure, structure.sensitive, members)
    }

    /// That of the input of an operation, all members of which are optional in Rust.
    pub(super) fn input(input: &'a Structure) -> Self {
        let member = |field: &'a Field| member(&field.wire, field.required, &field.schema, &field.constraints);
        let members = input.fields.iter().map(member).collect();
        Self::new(&input.shape, ShapeType::Structure, input.sensitive, members)
    }

    /// That of a union.
    pub(super) fn union(union: &'a Union) -> Self {
        let variants = union.variants.iter();
        let members =
            variants.map(|variant| member(&variant.wire, false, &variant.schema, &variant.constraints)).collect();
        Self::new(&union.shape, ShapeType::Union, union.sensitive, members)
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

    /// Id, text and constraints as arguments of a macro, and the constant of this name that the constraints are.
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

fn member<'a>(
    name: &'a str,
    required: bool,
    value: &'a ValueSchema<'static>,
    constraints: &'a [Constraint],
) -> Member<'a> {
    (MemberSchema { name, required, value: value.clone() }, constraints)
}

/// The text of a schema as a literal, of several lines if it is long.
fn text(id: &ShapeId, schema: &SchemaText<'_>) -> TokenStream {
    let mut lines: Vec<String> = Vec::new();
    for piece in schema.pieces() {
        match lines.last_mut() {
            Some(line) if line.len() + 1 + piece.len() <= WIDTH => *line += &format!(" {piece}"),
            _ => lines.push(piece),
        }
    }
    let text = lines.concat();
    // A wrong text would be a wrong wire format.
    assert_eq!(SchemaText::parse(&text).as_ref(), Ok(schema), "the schema text of `{id}` says something else: {text}");
    match &lines[..] {
        [] | [_] => quote!(#text),
        lines => quote!(concat!(#(#lines),*)),
    }
}
