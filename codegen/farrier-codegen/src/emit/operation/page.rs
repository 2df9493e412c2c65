//! The page of an operation: the documentation of its module.

use super::example::example;
use super::known::{Again, Known};
use crate::emit::tokens::docs;
use crate::ir::{Constraint, ErrorRef, Field, Operation, Type};
use crate::names;
use proc_macro2::TokenStream;

/// The attributes of the module.
pub(super) fn page(known: &Known<'_>, op: &Operation) -> TokenStream {
    let mut lines = vec![format!("Types of the `{}` operation.", op.ident)];
    let mut part = |title: &str, part: Vec<String>| {
        if !part.is_empty() {
            lines.push(String::new());
            lines.extend((!title.is_empty()).then(|| format!("# {title}")));
            lines.extend(part);
        }
    };
    part("", op.summary.iter().cloned().collect());
    part("Example", example(known, op));
    part("Input", members(known, op));
    part("Errors", errors(known, op));
    docs(&lines)
}

/// The members of which there is more to say than their type.
fn members(known: &Known<'_>, op: &Operation) -> Vec<String> {
    let token = op.input.token().map(|field| field.member.as_str());
    let line = |field: &Field| {
        let mut said = Vec::new();
        if token == Some(field.member.as_str()) {
            said.push("made up where it is not set, so that a request that is sent again takes effect once".to_owned());
        } else if field.required {
            said.push("required".to_owned());
        }
        say(known, known.of_member(&op.input.shape, &field.member), &field.ty, &mut said);
        (!said.is_empty()).then(|| format!("- `{}`: {}", field.member, said.join("; ")))
    };
    op.input.fields.iter().filter_map(line).collect()
}

/// What constraints ask for of a type. The values of an enum are on its own page, which those of numbers lack.
fn say(known: &Known<'_>, constraints: &[Constraint], ty: &Type, said: &mut Vec<String>) {
    for constraint in known.in_force(constraints) {
        match constraint {
            Constraint::Length(least, None) => said.push(format!("length from {least}")),
            Constraint::Length(least, Some(most)) if least == most => said.push(format!("length {least}")),
            Constraint::Length(least, Some(most)) => said.push(format!("length {least} to {most}")),
            Constraint::Range(least, most) => match (least.as_str(), most.as_str()) {
                (least, "") => said.push(format!("from {least}")),
                ("", most) => said.push(format!("up to {most}")),
                (least, most) => said.push(format!("{least} to {most}")),
            },
            Constraint::Pattern(pattern) => {
                let shown = pattern.replace(|c: char| c.is_control(), " ");
                let longest = longest_run(&shown);
                // Of the spaces inside of a code span one on each side is no part of it.
                let (fence, space) = ("`".repeat(longest + 1), if longest > 0 { " " } else { "" });
                said.push(format!("pattern {fence}{space}{shown}{space}{fence}"));
            }
            Constraint::OneOfNumbers(numbers) => said.push(format!("one of {}", numbers.join(", "))),
            Constraint::UniqueItems => said.push("unique elements".to_owned()),
            Constraint::Keys(_) | Constraint::Items(_) => said.extend(inside(known, constraint, ty)),
            // Of a field that is known already.
            Constraint::Required => {}
            Constraint::OneOf(_) | Constraint::Inherit(_) => {}
        }
    }
}

/// What a constraint of a list or map asks for of what is in there.
fn inside(known: &Known<'_>, constraint: &Constraint, ty: &Type) -> Option<String> {
    let ty = if let Type::Option(ty) = ty { ty } else { ty };
    let (what, constraints, ty) = match (constraint, ty) {
        (Constraint::Items(constraints), Type::List(element)) => ("element", constraints, element),
        (Constraint::Keys(constraints), Type::Map(key, _)) => ("key", constraints, key),
        (Constraint::Items(constraints), Type::Map(_, value)) => ("value", constraints, value),
        _ => return None,
    };
    let mut said = Vec::new();
    say(known, constraints, ty, &mut said);
    (!said.is_empty()).then(|| format!("each {what}: {}", said.join(", ")))
}

/// The most backticks in a row, of which a code span has to have one more around it.
fn longest_run(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or_default()
}

/// What is tried again of operations.
const AGAIN: &str = "Failed connections, throttling and the statuses 500, 502, 503 and 504 are tried again: three attempts \
                     in all, unless configured otherwise.";

/// What is not, of those with streams.
fn once(op: &Operation) -> Vec<&'static str> {
    let exceptions = [
        (
            op.input.bytes().is_some() && op.customizations.body_headers.is_none(),
            " A stream that can be read once is not sent again.",
        ),
        (op.input.sent_events().is_some(), " Nothing is tried again once the first event was taken from the stream."),
        (op.output.streams(), " What fails while the stream of the output is read is not tried again."),
    ];
    exceptions.into_iter().filter_map(|(holds, text)| holds.then_some(text)).collect()
}

/// The errors of the model, and what is tried again.
fn errors(known: &Known<'_>, op: &Operation) -> Vec<String> {
    let again = |error: &ErrorRef| match known.again.get(error.ident.as_str()) {
        Some(Again::Throttling) => ": tried again, as throttling",
        Some(Again::Other) => ": tried again",
        None => "",
    };
    let lines =
        op.errors.iter().map(|error| format!("- [`{0}`](crate::types::error::{0}){1}", error.ident, again(error)));
    let blank = (!op.errors.is_empty()).then(String::new);
    let (module, once) = (names::stem(&op.module), once(op).concat());
    let all = format!("All of [`{0}`](crate::operation::{module}::{0}). {AGAIN}{once}", op.error);
    lines.chain(blank).chain([all]).collect()
}
