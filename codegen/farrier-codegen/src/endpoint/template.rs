//! Text with values in it: `https://{Region}.{partition#dnsSuffix}`.

use super::ir::{Piece, Type};
use super::json::At;
use super::values::{Typed, Values, template};

/// A step of a path into a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step<'a> {
    Member(&'a str),
    Index(i32),
}

/// Lowers a string that may hold templates. One that is nothing but a template is what that stands for.
pub(super) fn lower(values: &mut Values<'_>, at: &At<'_>, text: &str) -> Option<Typed> {
    let Some(parts) = parts(text) else {
        let problem = at.problem("unbalanced braces in a template");
        return values.cx.report(problem.with_help("a brace as such is written twice"));
    };
    if let [Part::Value(reference)] = parts.as_slice() {
        return value(values, at, reference);
    }
    let mut pieces = Vec::new();
    for part in parts {
        pieces.push(match part {
            Part::Text(text) => Piece::Text(text),
            Part::Value(reference) => {
                let value = value(values, at, reference)?;
                if value.ty != Type::String {
                    return values.cx.report(at.problem(format!("`{reference}` is not a string")));
                }
                Piece::Value(values.set(at, value)?)
            }
        });
    }
    Some(Typed::new(template(pieces), Type::String))
}

/// `Region` or `partition#dnsSuffix`.
fn value(values: &mut Values<'_>, at: &At<'_>, reference: &str) -> Option<Typed> {
    match reference.split_once('#') {
        None => values.reference(at, reference),
        Some((name, path)) => {
            let target = values.reference(at, name)?;
            values.attribute(at, target, path)
        }
    }
}

#[derive(Debug, PartialEq, Eq)]
enum Part<'a> {
    Text(String),
    Value(&'a str),
}

/// `None` if the braces do not match. A doubled brace is a brace.
fn parts(text: &str) -> Option<Vec<Part<'_>>> {
    let mut parts = Vec::new();
    let mut plain = String::new();
    let mut rest = text;
    while let Some(position) = rest.find(['{', '}']) {
        let (before, brace) = rest.split_at(position);
        plain.push_str(before);
        if let Some(after) = brace.strip_prefix("{{").or_else(|| brace.strip_prefix("}}")) {
            plain.push_str(brace.get(..1)?);
            rest = after;
            continue;
        }
        let (reference, after) = brace.strip_prefix('{')?.split_once('}')?;
        if !plain.is_empty() {
            parts.push(Part::Text(std::mem::take(&mut plain)));
        }
        parts.push(Part::Value(reference));
        rest = after;
    }
    plain.push_str(rest);
    if !plain.is_empty() {
        parts.push(Part::Text(plain));
    }
    Some(parts)
}

/// The steps of a path; `None` for one that cannot be read.
pub(super) fn path(path: &str) -> Vec<Option<Step<'_>>> {
    path.split('.').flat_map(segment).collect()
}

/// `name`, `[0]` or `name[0]`.
fn segment(segment: &str) -> Vec<Option<Step<'_>>> {
    let Some((name, index)) = segment.split_once('[') else { return vec![Some(Step::Member(segment))] };
    let index = index.strip_suffix(']').and_then(|index| index.parse().ok()).map(Step::Index);
    let name = Some(Step::Member(name)).filter(|_| !name.is_empty());
    name.map(Some).into_iter().chain([index]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_values_alternate() {
        let text = |text: &str| Part::Text(text.to_owned());
        assert_eq!(parts("").as_deref(), Some([].as_slice()));
        assert_eq!(parts("a{B}{c#d}e"), Some(vec![text("a"), Part::Value("B"), Part::Value("c#d"), text("e")]));
        assert_eq!(parts("{{a}}{b}"), Some(vec![text("{a}"), Part::Value("b")]));
        assert_eq!(parts("a{b"), None);
        assert_eq!(parts("a}b"), None);
    }

    #[test]
    fn paths_are_members_and_indices() {
        assert_eq!(path("name"), [Some(Step::Member("name"))]);
        assert_eq!(path("[-1]"), [Some(Step::Index(-1))]);
        assert_eq!(path("a.b[2]"), [Some(Step::Member("a")), Some(Step::Member("b")), Some(Step::Index(2))]);
        assert_eq!(path("a[x]"), [Some(Step::Member("a")), None]);
    }
}
