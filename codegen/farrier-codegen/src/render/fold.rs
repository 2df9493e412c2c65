//! Puts on one line what `prettyplease` breaks at its narrower width: calls, signatures, literals and short functions.

/// The widest line, in bytes: what `rustfmt.toml` of this repository allows.
pub(super) const WIDTH: usize = 120;

/// Joins every bracketed group, call chain and short function that fits on a line.
pub(super) fn fold(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let mut out = Vec::with_capacity(lines.len());
    fold_lines(&lines, &mut out);
    let mut text = out.join("\n");
    text.push('\n');
    text
}

fn fold_lines(lines: &[&str], out: &mut Vec<String>) {
    let mut index = 0;
    while index < lines.len() {
        match group(&lines[index..]) {
            Some(len) => {
                fold_group(&lines[index..index + len], out);
                index += len;
            }
            None => {
                out.push(lines[index].to_owned());
                index += 1;
            }
        }
    }
}

/// How many lines a group has that begins here: its opening line, deeper lines, and the line that closes it.
fn group(lines: &[&str]) -> Option<usize> {
    let indent = indentation(lines[0]);
    if is_comment(lines[0]) || lines.get(1).is_none_or(|next| indentation(next) <= indent) {
        return None;
    }
    let deeper = lines[1..].iter().take_while(|line| indentation(line) > indent || line.is_empty()).count();
    let closes = lines
        .get(deeper + 1)
        .is_some_and(|line| indentation(line) == indent && line.trim_start().starts_with([')', ']', '}', '>']));
    if !closes {
        return Some(deeper + 1);
    }
    // `) -> T {` closes one group and opens the next.
    let rest = &lines[deeper + 1..];
    Some(deeper + 1 + group(rest).unwrap_or(1))
}

/// Folds the inside first; then the whole, if that fits.
fn fold_group(lines: &[&str], out: &mut Vec<String>) {
    let indent = indentation(lines[0]);
    let mut folded = vec![lines[0].to_owned()];
    let mut start = 1;
    while start < lines.len() {
        let inner = lines[start..].iter().take_while(|line| indentation(line) > indent || line.is_empty()).count();
        fold_lines(&lines[start..start + inner], &mut folded);
        folded.extend(lines.get(start + inner).map(|line| (*line).to_owned()));
        start += inner + 1;
    }
    join_segments(folded, indent, out);
}

/// Joins segment by segment, from one line of the outer indentation to the next.
fn join_segments(lines: Vec<String>, indent: usize, out: &mut Vec<String>) {
    let mut current = lines[0].clone();
    let mut body: Vec<String> = Vec::new();
    for line in lines.into_iter().skip(1) {
        if indentation(&line) > indent {
            body.push(line);
            continue;
        }
        if let Some(table) = table(&current, &body, &line) {
            out.extend(table);
            body.clear();
            current = format!("{}]{}", " ".repeat(indent), line.trim());
            continue;
        }
        match join(&current, &body, &line) {
            Some(joined) => current = joined,
            None => {
                if let Some(mut shared) = share(&current, &body, &line) {
                    current = shared.pop().unwrap_or_default();
                    out.append(&mut shared);
                    body.clear();
                    continue;
                }
                if current.starts_with("rt::") && current.ends_with("!(") {
                    out.extend(refill(&current, &body, &line));
                    current = out.pop().unwrap_or_default();
                    body.clear();
                    continue;
                }
                let body = match body.as_slice() {
                    [first, last] if is_function(current.trim_start()) && last.trim() == "self" => {
                        vec![format!("{first} self")]
                    }
                    _ if is_fillable(&current, &body) => fill(&body),
                    _ => std::mem::take(&mut body),
                };
                out.push(std::mem::replace(&mut current, line));
                out.extend(body);
            }
        }
        body.clear();
    }
    match chain(&current, &body) {
        Some(joined) => out.push(joined),
        None => {
            out.push(current);
            out.append(&mut body);
        }
    }
}

/// An opening line, what is inside, and the closing line as one, if that is good style and fits.
fn join(open: &str, body: &[String], close: &str) -> Option<String> {
    let head = open.trim_start();
    let opener = head.chars().last()?;
    let too_long = || body.iter().map(|line| line.trim_start().len()).sum::<usize>() > WIDTH;
    let statements: Vec<&str> = body.iter().map(|line| line.trim()).collect();
    let attribute = |line: &&str| line.starts_with("#[");
    if body.is_empty() || too_long() || body.iter().any(|line| is_comment(line)) {
        return None;
    }
    if statements.iter().any(attribute) && !is_short_impl(head, &statements) {
        return None;
    }
    let inner = statements.join(" ");
    let joined = match opener {
        '(' | '[' | '<' => format!("{open}{}{}", inner.trim_end_matches(','), close.trim_start()),
        '{' if head.starts_with("pub struct ") && statements.iter().all(|s| !s.starts_with("pub")) => {
            format!("{open} {} {}", inner.trim_end_matches(','), close.trim_start())
        }
        '{' if is_short_impl(head, &statements) => format!("{open} {inner} {}", close.trim_start()),
        '{' if is_definition(head) => return None,
        '{' if head.ends_with("=> {") && close.trim() == "}" && statements.len() == 1 && is_expression(&inner) => {
            format!("{}{inner},", open.trim_end_matches('{'))
        }
        '{' if is_function(head)
            && statements.len() <= 2
            && statements.iter().all(|s| !s.ends_with(['{', '}', ','])) =>
        {
            format!("{open} {inner} {}", close.trim_start())
        }
        '{' if head.starts_with("use ") || head.starts_with("pub use ") => {
            format!("{open}{}{}", inner.trim_end_matches(','), close.trim_start())
        }
        '{' if inner.ends_with(',') && !head.ends_with("=> {") && !head.starts_with("match ") => {
            format!("{open} {} {}", inner.trim_end_matches(','), close.trim_start())
        }
        _ => return None,
    };
    (joined.len() <= WIDTH && !joined.contains('\n')).then_some(joined)
}

/// A function that is one bracketed expression shares its lines with it: `fn f() -> T { T {`, what is inside, and `} }`.
fn share(open: &str, body: &[String], close: &str) -> Option<Vec<String>> {
    let (first, rest) = body.split_first()?;
    let (last, inside) = rest.split_last()?;
    let base = indentation(first);
    let brackets = first.ends_with(['{', '[', '(']) && last.trim().chars().all(|c| matches!(c, '}' | ']' | ')'));
    let one = indentation(last) == base && inside.iter().all(|line| indentation(line) > base);
    let head = format!("{open} {}", first.trim());
    let fits = is_function(open.trim_start()) && open.ends_with('{') && close.trim() == "}" && head.len() <= WIDTH;
    (brackets && one && fits).then(|| {
        let inside = inside.iter().map(|line| line.strip_prefix("    ").unwrap_or(line).to_owned());
        let end = format!("{}{} }}", " ".repeat(indentation(open)), last.trim());
        std::iter::once(head).chain(inside).chain([end]).collect()
    })
}

/// A call whose last argument is a list, as `f("a", &[` and its elements. The caller closes it with `])`.
fn table(open: &str, body: &[String], close: &str) -> Option<Vec<String>> {
    let list = body
        .iter()
        .position(|line| matches!(line.trim(), "&[" | "&mut [") && indentation(line) == indentation(&body[0]))?;
    let (arguments, elements, end) = (&body[..list], body.get(list + 1..body.len() - 1)?, body.last()?);
    if !open.ends_with('(') || !matches!(close.trim(), ");" | ")") || end.trim() != "]," || elements.is_empty() {
        return None;
    }
    let arguments: String = arguments.iter().flat_map(|line| [line.trim(), " "]).collect();
    let head = format!("{open}{arguments}{}", body[list].trim());
    let dedented = elements.iter().map(|line| line.strip_prefix("    ").unwrap_or(line).to_owned()).collect::<Vec<_>>();
    let fits = head.len() <= WIDTH && !arguments.contains("//");
    fits.then(|| {
        std::iter::once(head).chain(if is_fillable("[", &dedented) { fill(&dedented) } else { dedented }).collect()
    })
}

/// Whether these are short elements of a list that need no line each: references, strings, values out of a builder.
fn is_fillable(open: &str, body: &[String]) -> bool {
    let base = body.first().map_or(0, |line| indentation(line));
    let short = |line: &String| {
        let element = line.trim();
        let reference = element.starts_with(['&', '"', '(']) || element.contains(" b.") || element.contains("(b.");
        reference || element.starts_with("rt::") && !element.starts_with("rt::Member")
    };
    let mut elements = body.iter().filter(|line| indentation(line) == base);
    open.ends_with(['[', '(', '{']) && body.len() > 1 && elements.all(|line| short(line) || !line.ends_with(','))
        || is_storage(open, body)
        || is_translation(open, body)
}

/// The arms of a match between the variants of an enum and its values.
fn is_translation(open: &str, body: &[String]) -> bool {
    let arm = |line: &String| {
        let line = line.trim();
        line.starts_with("Self::") || line.starts_with('"') && line.contains("\" => ")
    };
    let last = |line: &String| line.trim().starts_with("other =>");
    open.trim_start().starts_with("match ")
        && body.len() > 2
        && body.iter().all(|line| line.ends_with(',') && (arm(line) || last(line)))
        && body.iter().any(|line| line.contains('"'))
}

/// The private fields of a builder.
fn is_storage(open: &str, body: &[String]) -> bool {
    open.starts_with("pub struct ")
        && body.len() > 1
        && body.iter().all(|line| !line.trim().starts_with(['/', '#']) && !line.contains("pub "))
}

/// As many elements on a line as fit; an element of several lines stays as it is.
fn fill(body: &[String]) -> Vec<String> {
    let base = body.first().map_or(0, |line| indentation(line));
    let whole = |line: &str| indentation(line) == base && line.ends_with(',');
    let mut lines: Vec<String> = Vec::new();
    for element in body {
        match lines.last_mut() {
            Some(line) if whole(line) && whole(element) && line.len() + 1 + element.trim().len() <= WIDTH => {
                line.push(' ');
                line.push_str(element.trim());
            }
            _ => lines.push(element.clone()),
        }
    }
    lines
}

/// A call of a macro, whose arguments `prettyplease` breaks at its own width.
fn refill(open: &str, body: &[String], close: &str) -> Vec<String> {
    let text = body.iter().map(|line| line.trim()).collect::<Vec<_>>().join(" ");
    let mut lines = vec![open.to_owned()];
    for element in format!("{text}{close}").split_inclusive(", ").map(str::trim) {
        match lines.last_mut() {
            Some(line) if line.ends_with('(') && line.len() + element.len() <= WIDTH => line.push_str(element),
            Some(line) if line.len() + 1 + element.len() <= WIDTH => {
                line.push(' ');
                line.push_str(element);
            }
            _ => lines.push(format!("    {element}")),
        }
    }
    lines
}

/// A call chain as one line: `a` and, deeper, `.b()` and `.c()`.
fn chain(head: &str, body: &[String]) -> Option<String> {
    let links = !body.is_empty() && body.iter().all(|line| line.trim_start().starts_with('.'));
    let rest: String = body.iter().map(|line| line.trim()).collect();
    let joined = format!("{head}{rest}");
    (links && joined.len() <= WIDTH).then_some(joined)
}

fn indentation(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

fn is_comment(line: &str) -> bool {
    line.trim_start().starts_with("//")
}

/// Items whose parts stay one a line, however short.
fn is_definition(head: &str) -> bool {
    ["pub struct ", "pub enum ", "impl ", "impl<", "pub mod ", "mod ", "match ", "if "]
        .iter()
        .any(|p| head.starts_with(p))
}

fn is_function(head: &str) -> bool {
    ["fn ", "const fn ", "async fn "].iter().any(|part| head.strip_prefix("pub ").unwrap_or(head).starts_with(part))
        || head.starts_with("pub(crate) fn ")
        || head.starts_with("#[inline] pub")
        || head.starts_with(')')
}

/// An implementation that is one short function and nothing else.
fn is_short_impl(head: &str, statements: &[&str]) -> bool {
    let function = |line: &str| ["fn ", "pub fn "].iter().any(|start| line.starts_with(start)) && line.ends_with('}');
    head.starts_with("impl ") && matches!(statements, [one] | ["#[inline]", one] if function(one))
}

fn is_expression(text: &str) -> bool {
    !text.ends_with([';', '{', '}', ',']) && !text.starts_with("let ") && !text.starts_with("return ")
}

#[cfg(test)]
mod tests;
