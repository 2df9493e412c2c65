//! Shape schemas: the id of a shape and its schema text, which the runtime reads.

use crate::ir::{Field, Presence, Structure, Union};
use farrier_schema_text::{MemberSchema, SchemaText, ShapeType, Traits};
use proc_macro2::TokenStream;
use quote::quote;
use smithy_json_ast::ShapeId;

/// How wide a line of a schema text may get, in bytes.
const WIDTH: usize = 100;

/// What generated code says of a structure or union.
pub(super) struct ShapeSchema<'a> {
    id: &'a str,
    text: TokenStream,
}

impl<'a> ShapeSchema<'a> {
    fn new(id: &'a ShapeId, shape_type: ShapeType, traits: Traits<'a>, members: Vec<MemberSchema<'a>>) -> Self {
        Self { id: id.as_str(), text: text(id, &SchemaText { shape_type, traits, members }) }
    }

    /// That of a structure. Members that have a value in any case need not be set.
    pub(super) fn structure(structure: &'a Structure) -> Self {
        let member = |field: &'a Field| {
            let required = field.presence == Presence::Required;
            MemberSchema { name: &field.member, required, value: field.schema.clone() }
        };
        let members = structure.wire_fields().map(member).collect();
        Self::new(&structure.shape, ShapeType::Structure, structure.traits.clone(), members)
    }

    /// That of the input of an operation, all members of which are optional in Rust.
    pub(super) fn input(input: &'a Structure) -> Self {
        let member = |field: &'a Field| MemberSchema {
            name: &field.member,
            required: field.required,
            value: field.schema.clone(),
        };
        let members = input.wire_fields().map(member).collect();
        Self::new(&input.shape, ShapeType::Structure, input.traits.clone(), members)
    }

    /// That of a union.
    pub(super) fn union(union: &'a Union) -> Self {
        let variants = union.variants.iter();
        let members = variants.map(|variant| MemberSchema {
            name: &variant.member,
            required: false,
            value: variant.schema.clone(),
        });
        Self::new(&union.shape, ShapeType::Union, union.traits.clone(), members.collect())
    }

    /// The function of the trait of the shape that gives its schema.
    pub(super) fn function(&self) -> TokenStream {
        let Self { id, text } = self;
        quote! {
            #[inline]
            fn shape() -> &'static rt::ShapeSchema { rt::shape(#id, #text) }
        }
    }

    /// Id and text as arguments of a macro.
    pub(super) fn arguments(&self) -> TokenStream {
        let Self { id, text } = self;
        quote!(#id, #text)
    }
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
