//! Puts on one line what `prettyplease` breaks at its narrower width: calls, signatures, literals and short functions.

use crate::lines::Lines;
use std::borrow::Cow;

/// The widest line, in bytes: what `rustfmt.toml` of this repository allows.
pub const WIDTH: usize = 120;

/// What `prettyplease` indents by, in spaces.
const INDENT: usize = 4;

/// A line of text, its indentation apart.
#[derive(Clone)]
struct Line<'a> {
    indent: usize,
    text: Cow<'a, str>,
}

impl<'a> Line<'a> {
    fn new(line: &'a str) -> Self {
        let text = line.trim_start();
        Self { indent: line.len() - text.len(), text: Cow::Borrowed(text) }
    }

    /// The width of the line, in bytes.
    fn width(&self) -> usize {
        self.indent + self.text.len()
    }

    /// The line one level further out.
    fn dedented(&self) -> Self {
        Self { indent: self.indent.saturating_sub(INDENT), text: self.text.clone() }
    }

    fn is_comment(&self) -> bool {
        self.text.starts_with("//")
    }
}

/// Joins every bracketed group, call chain and short function that fits on a line.
pub(crate) fn fold<'a>(text: impl Iterator<Item = &'a str>, out: &mut Lines) {
    let lines: Vec<Line<'_>> = text.map(Line::new).collect();
    let mut folded = Vec::with_capacity(lines.len());
    fold_lines(&lines, &mut folded);
    for line in &folded {
        out.push(line.indent, &line.text);
    }
}

fn fold_lines<'a>(lines: &[Line<'a>], out: &mut Vec<Line<'a>>) {
    let mut rest = lines;
    while let Some(first) = rest.first() {
        let len = match group(rest) {
            Some(len) => {
                fold_group(&rest[..len], out);
                len
            }
            None => {
                out.push(first.clone());
                1
            }
        };
        rest = &rest[len..];
    }
}

/// How many lines a group has that begins here: its opening line, deeper lines, and the line that closes it.
fn group(lines: &[Line<'_>]) -> Option<usize> {
    let mut len = 0;
    // `) -> T {` closes one group and opens the next.
    loop {
        let open = &lines[len];
        let inner = if open.is_comment() { 0 } else { deeper(&lines[len + 1..], open.indent) };
        if inner == 0 || lines[len + 1].text.is_empty() {
            return (len > 0).then_some(len + 1);
        }
        len += inner + 1;
        let closes = |line: &Line<'_>| line.indent == open.indent && line.text.starts_with([')', ']', '}', '>']);
        if !lines.get(len).is_some_and(closes) {
            return Some(len);
        }
    }
}

/// How many lines from here on are inside of what is indented by `indent`.
fn deeper(lines: &[Line<'_>], indent: usize) -> usize {
    lines.iter().take_while(|line| line.indent > indent || line.text.is_empty()).count()
}

/// Folds the inside first; then the whole, if that fits.
fn fold_group<'a>(lines: &[Line<'a>], out: &mut Vec<Line<'a>>) {
    let indent = lines[0].indent;
    let mut folded = vec![lines[0].clone()];
    let mut rest = &lines[1..];
    while !rest.is_empty() {
        let (inner, after) = rest.split_at(deeper(rest, indent));
        fold_lines(inner, &mut folded);
        folded.extend(after.first().cloned());
        rest = after.get(1..).unwrap_or_default();
    }
    join_segments(folded, out);
}

/// Joins segment by segment, from one line of the outer indentation to the next.
fn join_segments<'a>(lines: Vec<Line<'a>>, out: &mut Vec<Line<'a>>) {
    let mut lines = lines.into_iter();
    let Some(mut current) = lines.next() else { return };
    let mut body: Vec<Line<'a>> = Vec::new();
    for line in lines {
        if line.indent > current.indent {
            body.push(line);
            continue;
        }
        if let Some(table) = table(&current, &body, &line) {
            out.extend(table);
            current.text = Cow::Owned(format!("]{}", line.text));
        } else if let Some(joined) = join(&current, &body, &line) {
            current.text = Cow::Owned(joined);
        } else if current.indent == 0 && current.text.starts_with("rt::") && current.text.ends_with("!(") {
            out.extend(refill(&current, &body, &line));
            current = out.pop().unwrap_or(line);
        } else if is_tuple(&current, &line) {
            out.push(std::mem::replace(&mut current, line));
            out.extend(elements(current.indent + INDENT, &body));
        } else if let Some((head, end)) = share(&current, &body, &line) {
            current.text = Cow::Owned(end);
            out.push(Line { indent: current.indent, text: Cow::Owned(head) });
            out.extend(body[1..body.len() - 1].iter().map(Line::dedented));
        } else {
            let inside = match &body[..] {
                [first, last] if is_function(&current.text) && last.text == "self" => {
                    vec![Line { indent: first.indent, text: Cow::Owned(format!("{} self", first.text)) }]
                }
                _ if is_fillable(&current, &body) => fill(&body),
                _ => std::mem::take(&mut body),
            };
            out.push(std::mem::replace(&mut current, line));
            out.extend(inside);
        }
        body.clear();
    }
    if let Some(joined) = chain(&current, &body) {
        current.text = Cow::Owned(joined);
        body.clear();
    }
    out.push(current);
    out.append(&mut body);
}

/// An opening line, what is inside, and the closing line as one, if that is good style and fits.
fn join(open: &Line<'_>, body: &[Line<'_>], close: &Line<'_>) -> Option<String> {
    let (head, close) = (&*open.text, &*close.text);
    let opener = head.chars().next_back()?;
    if body.is_empty() || !matches!(opener, '(' | '[' | '<' | '{') {
        return None;
    }
    let room = WIDTH.checked_sub(open.width())?;
    let too_long = body.iter().try_fold(room, |room, line| room.checked_sub(line.text.len())).is_none();
    if too_long || body.iter().any(Line::is_comment) {
        return None;
    }
    if body.iter().any(|line| line.text.starts_with("#[")) && !is_short_impl(head, body) {
        return None;
    }
    let inner = body.iter().map(|line| &*line.text).collect::<Vec<_>>().join(" ");
    let list = inner.trim_end_matches(',');
    let joined = match opener {
        '(' | '[' | '<' => format!("{head}{list}{close}"),
        _ if head.starts_with("pub struct ") && body.iter().all(|line| !line.text.starts_with("pub")) => {
            format!("{head} {list} {close}")
        }
        _ if is_short_impl(head, body) => format!("{head} {inner} {close}"),
        _ if is_definition(head) => return None,
        _ if head.ends_with("=> {") && close == "}" && body.len() == 1 && is_expression(&inner) => {
            format!("{}{inner},", head.trim_end_matches('{'))
        }
        _ if is_function(head) && body.len() <= 2 && body.iter().all(|line| !line.text.ends_with(['{', '}', ','])) => {
            format!("{head} {inner} {close}")
        }
        _ if head.starts_with("use ") || head.starts_with("pub use ") => format!("{head}{list}{close}"),
        _ if inner.ends_with(',') && !head.ends_with("=> {") && !head.starts_with("match ") => {
            format!("{head} {list} {close}")
        }
        _ => return None,
    };
    (open.indent + joined.len() <= WIDTH).then_some(joined)
}

/// A function that is one bracketed expression shares its lines with it: `fn f() -> T { T {`, what is inside, and `} }`.
/// The first of these lines and the last.
fn share(open: &Line<'_>, body: &[Line<'_>], close: &Line<'_>) -> Option<(String, String)> {
    let (first, rest) = body.split_first()?;
    let (last, inside) = rest.split_last()?;
    let is_body = is_function(&open.text) && open.text.ends_with('{') && close.text == "}";
    let brackets = first.text.ends_with(['{', '[', '(']) && last.text.chars().all(|c| matches!(c, '}' | ']' | ')'));
    let one = last.indent == first.indent && inside.iter().all(|line| line.indent > first.indent);
    let fits = open.width() + 1 + first.text.len() <= WIDTH;
    (is_body && brackets && one && fits).then(|| (format!("{} {}", open.text, first.text), format!("{} }}", last.text)))
}

/// A call whose last argument is a list, as `f("a", &[` and its elements. The caller closes it with `])`.
fn table<'a>(open: &Line<'a>, body: &[Line<'a>], close: &Line<'_>) -> Option<Vec<Line<'a>>> {
    if !open.text.ends_with('(') || !matches!(&*close.text, ");" | ")") {
        return None;
    }
    let base = body.first()?.indent;
    let list = body.iter().position(|line| line.indent == base && matches!(&*line.text, "&[" | "&mut ["))?;
    let (arguments, elements, end) = (&body[..list], body.get(list + 1..body.len() - 1)?, body.last()?);
    if end.text != "]," || elements.is_empty() {
        return None;
    }
    let arguments: String = arguments.iter().flat_map(|line| [&*line.text, " "]).collect();
    let text = format!("{}{arguments}{}", open.text, body[list].text);
    if open.indent + text.len() > WIDTH || arguments.contains("//") {
        return None;
    }
    let head = Line { indent: open.indent, text: Cow::Owned(text) };
    let dedented: Vec<_> = elements.iter().map(Line::dedented).collect();
    let elements = if is_list(&dedented) { fill(&dedented) } else { dedented };
    Some(std::iter::once(head).chain(elements).collect())
}

/// Whether what is inside may stand in lines as full as they can be.
fn is_fillable(open: &Line<'_>, body: &[Line<'_>]) -> bool {
    open.text.ends_with(['[', '(', '{']) && is_list(body) || is_storage(open, body) || is_translation(open, body)
}

/// The arms of a match between the variants of an enum and its values.
fn is_translation(open: &Line<'_>, body: &[Line<'_>]) -> bool {
    open.text.starts_with("match ") && are_translations(body.iter().map(|line| &*line.text))
}

pub(crate) fn are_translations<'a>(arms: impl Iterator<Item = &'a str> + Clone) -> bool {
    let is_arm = |line: &str| {
        let starts = line.starts_with("Self::") || line.starts_with('"') && line.contains("\" => ");
        line.ends_with(',') && (starts || line.starts_with("other =>"))
    };
    arms.clone().count() > 2 && arms.clone().all(is_arm) && arms.clone().any(|line| line.contains('"'))
}

/// Whether these are short elements of a list that need no line each: references, strings, values out of a builder.
fn is_list(body: &[Line<'_>]) -> bool {
    let base = body.first().map_or(0, |line| line.indent);
    let mut elements = body.iter().filter(|line| line.indent == base);
    body.len() > 1 && elements.all(|line| !line.text.ends_with(',') || is_short(&line.text))
}

/// Whether an element of a list needs no line of its own.
pub(crate) fn is_short(element: &str) -> bool {
    let reference = element.starts_with(['&', '"', '(']);
    let value = element.contains(" b.") || element.contains("(b.") || element.ends_with(": None,");
    reference || value || element.starts_with("rt::") && !element.starts_with("rt::Member")
}

/// The private fields of a builder.
fn is_storage(open: &Line<'_>, body: &[Line<'_>]) -> bool {
    open.indent == 0
        && open.text.starts_with("pub struct ")
        && body.len() > 1
        && body.iter().all(|line| !line.text.starts_with(['/', '#']) && !line.text.contains("pub "))
}

/// As many elements on a line as fit; an element of several lines stays as it is.
fn fill<'a>(body: &[Line<'a>]) -> Vec<Line<'a>> {
    let base = body.first().map_or(0, |line| line.indent);
    let whole = |line: &Line<'_>| line.indent == base && line.text.ends_with(',');
    let mut lines: Vec<Line<'a>> = Vec::new();
    for element in body {
        match lines.last_mut() {
            Some(line) if whole(line) && whole(element) && line.width() + 1 + element.text.len() <= WIDTH => {
                let text = line.text.to_mut();
                text.push(' ');
                text.push_str(&element.text);
            }
            _ => lines.push(element.clone()),
        }
    }
    lines
}

/// A call of a macro, whose arguments `prettyplease` breaks at its own width.
fn refill<'a>(open: &Line<'_>, body: &[Line<'_>], close: &Line<'_>) -> Vec<Line<'a>> {
    let text = body.iter().map(|line| &*line.text).collect::<Vec<_>>().join(" ");
    let mut lines = vec![(0, open.text.to_string())];
    for element in arguments(&format!("{text}{}", close.text)) {
        match lines.last_mut() {
            Some((_, line)) if line.ends_with('(') && line.len() + element.len() <= WIDTH => line.push_str(element),
            Some((indent, line)) if *indent + line.len() + 1 + element.len() <= WIDTH => {
                line.push(' ');
                line.push_str(element);
            }
            _ => lines.push((4, element.to_owned())),
        }
    }
    lines.into_iter().map(|(indent, text)| Line { indent, text: Cow::Owned(text) }).collect()
}

/// A type that is a tuple, within an implementation.
fn is_tuple(open: &Line<'_>, close: &Line<'_>) -> bool {
    open.indent > 0 && open.text.starts_with("type ") && open.text.ends_with("= (") && close.text == ");"
}

/// The elements of a tuple, none of which is a tuple of one, in lines as full as they can be.
fn elements<'a>(indent: usize, body: &[Line<'_>]) -> Vec<Line<'a>> {
    let text = body.iter().map(|line| &*line.text).collect::<Vec<_>>().join(" ");
    let brackets = [("( ", "("), (", )", ")"), ("< ", "<"), (", >", ">")];
    let text = brackets.iter().fold(text, |text, (open, joined)| text.replace(open, joined));
    refilled(indent, text.trim_end_matches(','))
        .into_iter()
        .map(|text| Line { indent, text: Cow::Owned(text) })
        .collect()
}

/// The elements of a list in lines as full as they can be.
pub(crate) fn refilled(indent: usize, text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for element in arguments(text) {
        match lines.last_mut() {
            Some(line) if indent + line.len() + 1 + element.len() + ",".len() <= WIDTH => {
                line.push(' ');
                line.push_str(element);
            }
            _ => lines.push(element.to_owned()),
        }
    }
    lines.last_mut().into_iter().for_each(|line| line.push(','));
    lines
}

/// What stands between spaces after commas, but for those in strings.
pub(crate) fn arguments(text: &str) -> Vec<&str> {
    let mut arguments = Vec::new();
    let (mut start, mut is_quoted, mut is_escaped) = (0, false, false);
    for (at, c) in text.char_indices() {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = is_quoted,
            '"' => is_quoted = !is_quoted,
            ' ' if !is_quoted && text[..at].ends_with(',') => {
                arguments.push(&text[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    arguments.push(&text[start..]);
    arguments
}

/// A call chain as one line: `a` and, deeper, `.b()` and `.c()`.
fn chain(head: &Line<'_>, body: &[Line<'_>]) -> Option<String> {
    let links = !body.is_empty() && body.iter().all(|line| line.text.starts_with('.'));
    let width = head.width() + body.iter().map(|line| line.text.len()).sum::<usize>();
    let parts = std::iter::once(head).chain(body);
    (links && width <= WIDTH).then(|| parts.map(|line| &*line.text).collect())
}

/// Items whose parts stay one a line, however short.
fn is_definition(head: &str) -> bool {
    ["pub struct ", "pub enum ", "impl ", "impl<", "pub mod ", "mod ", "match ", "if "]
        .iter()
        .any(|p| head.starts_with(p))
}

pub(crate) fn is_function(head: &str) -> bool {
    ["fn ", "const fn ", "async fn "].iter().any(|part| head.strip_prefix("pub ").unwrap_or(head).starts_with(part))
        || head.starts_with("pub(crate) fn ")
        || head.starts_with("#[inline] pub")
        || head.starts_with(')')
}

/// An implementation that is one short function and nothing else.
fn is_short_impl(head: &str, body: &[Line<'_>]) -> bool {
    let function = |line: &Line<'_>| {
        ["fn ", "pub fn "].iter().any(|start| line.text.starts_with(start)) && line.text.ends_with('}')
    };
    let is_one = match body {
        [one] => function(one),
        [inline, one] => inline.text == "#[inline]" && function(one),
        _ => false,
    };
    head.starts_with("impl ") && is_one
}

fn is_expression(text: &str) -> bool {
    !text.ends_with([';', '{', '}', ',']) && !text.starts_with("let ") && !text.starts_with("return ")
}

#[cfg(test)]
mod tests;
