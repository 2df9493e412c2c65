//! Runs of styled text to Markdown: escapes, code spans, emphasis, links and line wrapping.

use crate::block::{Run, Style};

/// A space at which no line may break. No input holds one: cleaning makes every white space a plain space.
const FIXED_SPACE: char = '\u{a0}';
const SUMMARY_WIDTH: usize = 120;

/// Text of one style without white space at its ends.
struct Piece<'a> {
    text: String,
    style: &'a Style,
    before: Gap,
}

#[derive(Clone, Copy, PartialEq)]
enum Gap {
    None,
    Space,
    Break,
}

impl Piece<'_> {
    fn continues_link(&self, next: &Piece) -> bool {
        next.before != Gap::Break && self.style.link == next.style.link
    }

    fn continues_emphasis(&self, next: &Piece) -> bool {
        next.before != Gap::Break && (self.style.strong, self.style.em) == (next.style.strong, next.style.em)
    }

    /// The first character it adds to the output after a piece with the same link.
    fn first_char(&self) -> char {
        match (self.before, self.style) {
            (Gap::Space, _) => ' ',
            (Gap::Break, _) => '\\',
            (Gap::None, Style { strong: true, .. } | Style { em: true, .. }) => '*',
            (Gap::None, Style { code: true, .. }) => '`',
            (Gap::None, _) => self.text.chars().next().unwrap_or(' '),
        }
    }

    /// The same after a piece with another link or none.
    fn first_char_of_link(&self) -> char {
        if self.before == Gap::None && self.style.link.is_some() { '[' } else { self.first_char() }
    }
}

/// Moves white space from the text of the runs to between them.
fn pieces(runs: &[Run]) -> Vec<Piece<'_>> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut gap = Gap::None;
    for run in runs {
        let Run::Text(text, style) = run else {
            gap = Gap::Break;
            continue;
        };
        let mut words = text.split_ascii_whitespace();
        if gap == Gap::None && text.starts_with([' ', '\n']) {
            gap = Gap::Space;
        } else if gap == Gap::Space && text.starts_with(['.', ',', ';', ':', ')']) {
            // White space before the closing tag, which is layout.
            gap = Gap::None;
        }
        let Some(first) = words.next() else { continue };
        let last = pieces.last_mut();
        if gap == Gap::Break && style.link.is_some() && last.as_ref().is_some_and(|last| last.style.link == style.link)
        {
            // A break would cut the link in two, each with the whole address.
            gap = Gap::Space;
        }
        match last {
            Some(last) if last.style == style && gap != Gap::Break => {
                last.text.push_str(if gap == Gap::None { "" } else { " " });
                last.text.push_str(first);
            }
            _ => pieces.push(Piece { text: first.to_owned(), style, before: gap }),
        }
        if let Some(last) = pieces.last_mut() {
            for word in words {
                last.text.push(' ');
                last.text.push_str(word);
            }
        }
        gap = if text.ends_with([' ', '\n']) { Gap::Space } else { Gap::None };
    }
    pieces
}

/// The paragraph on one line for each part between hard line breaks.
pub(crate) fn markdown(runs: &[Run]) -> String {
    join(&pieces(runs))
}

fn join(pieces: &[Piece]) -> String {
    let mut out = String::new();
    let mut groups = pieces.chunk_by(|a, b| a.continues_link(b)).peekable();
    while let Some(group) = groups.next() {
        match group[0].before {
            _ if out.is_empty() => {}
            Gap::None => {}
            Gap::Space => out.push(' '),
            Gap::Break => out.push('\n'),
        }
        match &group[0].style.link {
            Some(url) => push_apart(&mut out, &link(group, url)),
            None => {
                let after = groups.peek().map_or(' ', |next| next[0].first_char_of_link());
                let before = out.chars().next_back().unwrap_or(' ');
                push_apart(&mut out, &emphasized(group, before, after));
            }
        }
    }
    out
}

fn link(pieces: &[Piece], url: &str) -> String {
    match pieces {
        [Piece { text, style: Style { code: false, .. }, .. }] if text == url => format!("<{url}>"),
        _ => format!("[{}]({url})", emphasized(pieces, '[', ']')).replace(' ', &FIXED_SPACE.to_string()),
    }
}

fn emphasized(pieces: &[Piece], before: char, after: char) -> String {
    let mut out = String::new();
    let mut groups = pieces.chunk_by(|a, b| a.continues_emphasis(b)).peekable();
    while let Some(group) = groups.next() {
        if !out.is_empty() && group[0].before != Gap::None {
            out.push(' ');
        }
        let before = out.chars().next_back().unwrap_or(before);
        let after = groups.peek().map_or(after, |next| next[0].first_char());
        let marker = match (group[0].style.strong, group[0].style.em) {
            (false, false) => "",
            (false, true) => "*",
            (true, false) => "**",
            (true, true) => "***",
        };
        let bare = spans(group, before, after);
        if marker.is_empty() || !takes_markers(&bare, before, after) {
            push_apart(&mut out, &bare);
        } else {
            out.push_str(&format!("{marker}{}{marker}", spans(group, '*', '*')));
        }
    }
    out
}

/// Whether CommonMark reads asterisks around the text as emphasis, and as nothing else.
fn takes_markers(text: &str, before: char, after: char) -> bool {
    let borders = |inner: Option<char>, outer: char| {
        let separated = outer.is_whitespace() || outer.is_ascii_punctuation();
        outer != '*' && (separated || inner.is_some_and(char::is_alphanumeric))
    };
    borders(text.chars().next(), before) && borders(text.chars().next_back(), after)
}

fn spans(pieces: &[Piece], before: char, after: char) -> String {
    let mut out = String::new();
    for (index, piece) in pieces.iter().enumerate() {
        if index > 0 && piece.before != Gap::None {
            out.push(' ');
        }
        // At the start of a line `[..]:` is a definition, even where code holds the closing bracket.
        let defines = piece.style.link.is_some() && piece.text.contains("]:");
        let span = if piece.style.code && !defines {
            code_span(&piece.text)
        } else {
            let before = out.chars().next_back().unwrap_or(before);
            let after = pieces.get(index + 1).map_or(after, Piece::first_char);
            escape(&piece.text, before, after, piece.style.link.is_some())
        };
        push_apart(&mut out, &span);
    }
    out
}

/// Two runs of backticks in a row would be one.
fn push_apart(out: &mut String, span: &str) {
    if out.ends_with('`') && span.starts_with('`') {
        out.push(' ');
    }
    out.push_str(span);
}

fn code_span(text: &str) -> String {
    let ticks = "`".repeat(longest_backtick_run(text) + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{ticks}{pad}{text}{pad}{ticks}").replace(' ', &FIXED_SPACE.to_string())
}

pub(crate) fn longest_backtick_run(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}

/// Text as Markdown that shows it as it is; `before` and `after` are the characters around it.
fn escape(text: &str, before: char, after: char, in_link: bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = before;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let url = if c == 'h' && !in_link { bare_url(rest) } else { None };
        if let Some((url, rendered)) = url {
            push_apart(&mut out, &rendered);
            before = '>';
            rest = &rest[url.len()..];
            continue;
        }
        rest = &rest[c.len_utf8()..];
        let after = rest.chars().next().unwrap_or(after);
        if means_markup(c, before, after) || (c == '&' && ends_entity(rest)) {
            out.push('\\');
        }
        out.push(c);
        before = c;
    }
    out
}

fn means_markup(c: char, before: char, after: char) -> bool {
    match c {
        '\\' | '`' | '[' | ']' => true,
        '*' | '~' => !(before.is_whitespace() && after.is_whitespace()),
        '_' if before.is_alphanumeric() => !after.is_alphanumeric(),
        '_' => !(before.is_whitespace() && after.is_whitespace()),
        '<' => !after.is_whitespace(),
        '!' => after == '[',
        // rustdoc makes a dash of two hyphens, which spoils command line options.
        '-' => before == '-',
        _ => false,
    }
}

fn ends_entity(text: &str) -> bool {
    let name = text.trim_start_matches('#').trim_start_matches(|c: char| c.is_ascii_alphanumeric());
    name.starts_with(';')
}

/// The address at the start of the text and its Markdown: a link, or code if it has placeholders.
fn bare_url(text: &str) -> Option<(&str, String)> {
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"))?;
    let first = host.chars().next()?;
    // With which rustdoc takes a host to begin, though none does: what stands there is a placeholder.
    let is_sign = "-.%@+~#=:_".contains(first);
    if !(first.is_alphanumeric() || is_sign || matches!(first, '<' | '{')) {
        return None;
    }
    let stop = text.find([' ', '<', '{', '>', '"', '`', '\\', '|', '^', '}']).unwrap_or(text.len());
    let template = text[stop..].starts_with(['<', '{']);
    let end = if template { text.find(' ').unwrap_or(text.len()) } else { stop };
    let url = text[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*', '_', ']']);
    let url = if url.contains('(') { url } else { url.trim_end_matches(['.', ',', ')']) };
    if matches!(url, "https://" | "http://") {
        return None;
    }
    let rendered = if template || is_sign { code_span(url) } else { format!("<{url}>") };
    Some((url, rendered))
}

/// The lines of a paragraph, none wider than `width` unless it cannot be broken.
pub(crate) fn wrap(markdown: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut parts = markdown.split('\n').peekable();
    while let Some(part) = parts.next() {
        let mut line = String::new();
        let mut columns = 0;
        for word in part.split(' ').filter(|word| !word.is_empty()) {
            let len = word.chars().count();
            if columns > 0 && columns + 1 + len > width {
                lines.push(std::mem::take(&mut line));
                columns = 0;
            }
            if columns > 0 {
                line.push(' ');
                line.push_str(word);
                columns += 1 + len;
            } else {
                line.push_str(word);
                if let Some(at) = block_marker(word) {
                    line.insert(at, '\\');
                }
                columns = len;
            }
        }
        if parts.peek().is_some() {
            line.push('\\');
        }
        lines.push(line);
    }
    lines.retain(|line| !line.is_empty());
    if markdown.contains(FIXED_SPACE) {
        lines.iter_mut().for_each(|line| *line = line.replace(FIXED_SPACE, " "));
    }
    lines
}

/// Where to put a backslash if the word would start a list, quote, heading, rule, table or fence at the start of a
/// line.
fn block_marker(word: &str) -> Option<usize> {
    let only = |set: &str| word.chars().all(|c| set.contains(c));
    let number = word.strip_suffix(['.', ')']);
    if number.is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())) {
        return Some(word.len() - 1);
    }
    let marker = word.starts_with('>') || only("-+=|:") || only("*") || only("_") || only("#") || only("~");
    marker.then_some(0)
}

/// The first sentence on one line without links, cut at a word if it is long.
pub(crate) fn sentence(runs: &[Run]) -> Option<String> {
    let runs: Vec<Run> = runs.iter().map(without_link).collect();
    let mut pieces = pieces(&runs);
    let end = (0..pieces.len()).find_map(|index| sentence_end(&pieces, index).map(|end| (index, end)));
    if let Some((index, end)) = end {
        pieces.truncate(index + 1);
        pieces[index].text.truncate(end);
    }
    let cut = shorten(&mut pieces);
    let mut lines = wrap(&join(&pieces), usize::MAX);
    let mut line = lines.pop()?;
    if cut {
        line.truncate(line.trim_end_matches([',', ';', ':', '.', '-']).len());
        line.push_str("...");
    }
    Some(line)
}

fn without_link(run: &Run) -> Run {
    match run {
        Run::Text(text, style) => Run::Text(text.clone(), Style { link: None, ..style.clone() }),
        Run::Break => Run::Text(" ".to_owned(), Style::default()),
    }
}

/// The end of the first sentence that ends in the piece.
fn sentence_end(pieces: &[Piece], index: usize) -> Option<usize> {
    const ABBREVIATIONS: [&str; 7] = ["e.g", "i.e", "etc", "vs", "cf", "approx", "incl"];
    let text = &pieces[index].text;
    if pieces[index].style.code {
        return None;
    }
    text.match_indices(['.', '!', '?', '。']).find_map(|(at, mark)| {
        let end = at + mark.len();
        let mut following = text[end..].chars();
        let (gap, next) = match (following.next(), pieces.get(index + 1)) {
            (Some(c), _) => (c == ' ', following.next()),
            (None, Some(piece)) => (piece.before != Gap::None, piece.text.chars().next().filter(|_| !piece.style.code)),
            (None, None) => (true, None),
        };
        let abbreviates = || {
            let word = text[..at].rsplit([' ', '(']).next().unwrap_or_default();
            next.is_some_and(char::is_lowercase) || ABBREVIATIONS.contains(&word)
        };
        let ends = mark == "。" || (gap && !abbreviates());
        ends.then_some(end)
    })
}

/// Drops what is beyond the width of a summary; whether anything was.
fn shorten(pieces: &mut Vec<Piece>) -> bool {
    let mut room = SUMMARY_WIDTH;
    for index in 0..pieces.len() {
        let Piece { text, style, before } = &mut pieces[index];
        room = room.saturating_sub(usize::from(*before != Gap::None));
        let len = text.chars().count();
        if len <= room {
            room -= len;
            continue;
        }
        let fitting = text.char_indices().nth(room).map_or(text.len(), |(at, _)| at);
        let end = match text[..fitting].rfind(' ') {
            _ if style.code => 0,
            Some(end) => end,
            None if index == 0 => fitting,
            None => 0,
        };
        text.truncate(end);
        pieces.truncate(if end == 0 { index } else { index + 1 });
        return true;
    }
    false
}
