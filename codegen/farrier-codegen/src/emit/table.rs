//! Shape tables: a static a shape, its members as the text that the runtime reads.

use super::constraint;
use super::tokens::ident;
use crate::ir::{Field, Presence, Structure, Target};
use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};
use smithy_json_ast::ShapeId;

/// The widest line of a text, in bytes, and what it is indented by.
const WIDTH: usize = 112;
const INDENT: &str = "\n     ";

/// A member: its name on the wire, whether it is required, its target.
pub(super) type Row<'a> = (&'a str, bool, &'a Target);

/// The table of a structure or union, as a static of its file, and its constraints, if it has any.
pub(super) fn table<'a>(
    name: &str,
    kind: &str,
    (id, sensitive): (&ShapeId, bool),
    members: impl Iterator<Item = Row<'a>>,
) -> Vec<TokenStream> {
    let rows: Vec<_> = members.collect();
    let (table, id) = (ident(name), id.as_str());
    let text = text(&rows.iter().map(member).collect::<Vec<_>>());
    let sensitive = sensitive.then(|| quote!(.sensitive()));
    let constants = constraint::rules(&format_ident!("{name}_RULES"), &rows);
    let value = match &constants {
        None => {
            let kind = ident(kind);
            quote!(rt::#kind(#id, #text))
        }
        Some((rules, _)) => {
            let kind = format_ident!("checked_{kind}");
            quote!(rt::#kind(#id, #text, &[#[cfg(feature = "validate")] #rules]))
        }
    };
    let table = quote!(static #table: rt::Shape = #value #sensitive;);
    constants.map(|(_, constants)| constants).into_iter().chain([table]).collect()
}

/// The table of a structure. Members that have a value in any case need not be set.
pub(super) fn structure(name: &str, structure: &Structure) -> Vec<TokenStream> {
    let required = |field: &Field| field.presence == Presence::Required;
    let rows = structure.wire_fields().map(|field| (field.wire.as_str(), required(field), &field.target));
    table(name, "structure", (&structure.shape, structure.sensitive), rows)
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

/// The text, in lines if it is long: white space means nothing in it.
fn text(members: &[String]) -> Literal {
    let mut lines = vec![String::new()];
    for (index, member) in members.iter().enumerate() {
        let comma = if index + 1 < members.len() { "," } else { "" };
        match lines.last_mut() {
            Some(line) if line.is_empty() => *line = format!("{member}{comma}"),
            Some(line) if line.len() + 1 + member.len() < WIDTH => *line += &format!(" {member}{comma}"),
            _ => lines.push(format!("{member}{comma}")),
        }
    }
    // A literal shows line breaks as escapes; those here are to be seen.
    let lines: Vec<String> = lines.iter().map(|line| Literal::string(line).to_string()).collect();
    let lines: Vec<&str> = lines.iter().map(|line| line.trim_matches('"')).collect();
    let raw = format!("\"{}\"", lines.join(INDENT));
    raw.parse().unwrap_or_else(|_| Literal::string(&members.join(", ")))
}
