//! Text with values in it: `https://{Region}.{partition#dnsSuffix}`.

/// A step of a path into a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PathStep<'a> {
    Member(&'a str),
    Index(i32),
}

/// A part of a text with templates.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Part<'a> {
    Text(String),
    Value(&'a str),
}

/// `None` if the braces do not match. A doubled brace is a brace.
pub(super) fn parts(text: &str) -> Option<Vec<Part<'_>>> {
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
pub(super) fn path(path: &str) -> Vec<Option<PathStep<'_>>> {
    path.split('.').flat_map(segment).collect()
}

/// `name`, `[0]` or `name[0]`.
fn segment(segment: &str) -> Vec<Option<PathStep<'_>>> {
    let Some((name, index)) = segment.split_once('[') else { return vec![Some(PathStep::Member(segment))] };
    let index = index.strip_suffix(']').and_then(|index| index.parse().ok()).map(PathStep::Index);
    let name = Some(PathStep::Member(name)).filter(|_| !name.is_empty());
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
        assert_eq!(path("name"), [Some(PathStep::Member("name"))]);
        assert_eq!(path("[-1]"), [Some(PathStep::Index(-1))]);
        assert_eq!(
            path("a.b[2]"),
            [Some(PathStep::Member("a")), Some(PathStep::Member("b")), Some(PathStep::Index(2))]
        );
        assert_eq!(path("a[x]"), [Some(PathStep::Member("a")), None]);
    }
}
