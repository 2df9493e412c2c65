//! Characters, entities and addresses: what both readers must agree on.

/// The text with `\n` as its only line end, tabs as spaces and no character that cannot be seen.
pub(crate) fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' => {
                chars.next_if_eq(&'\n');
                out.push('\n');
            }
            '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push('\n'),
            '\t' => out.push_str("    "),
            ' '..='~' => out.push(c),
            _ => out.extend(visible(c)),
        }
    }
    out
}

/// The character as a reader sees it: any white space is a space, and control characters, bidirectional overrides and
/// all else that Unicode calls default ignorable are nothing.
fn visible(c: char) -> Option<char> {
    match c {
        '\n' => Some('\n'),
        c if c.is_whitespace() => Some(' '),
        c if c.is_control() => None,
        '\u{ad}'
        | '\u{34f}'
        | '\u{61c}'
        | '\u{115f}'..='\u{1160}'
        | '\u{17b4}'..='\u{17b5}'
        | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{3164}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}'
        | '\u{ffa0}'
        | '\u{fff0}'..='\u{fffb}'
        | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e0fff}' => None,
        c => Some(c),
    }
}

/// The character reference at the start of `text`: its character, if one can be seen, and its length in bytes.
pub(crate) fn entity(text: &str) -> Option<(Option<char>, usize)> {
    let body = text.strip_prefix('&')?;
    let end = body.bytes().take(12).position(|byte| byte == b';')?;
    let name = body.get(..end)?;
    let number = match name.strip_prefix('#') {
        Some(digits) => match digits.strip_prefix(['x', 'X']) {
            Some(hex) => Some(u32::from_str_radix(hex, 16).ok()?),
            None => Some(digits.parse().ok()?),
        },
        None => None,
    };
    let c = match number {
        Some(number) => char::from_u32(number),
        None => Some(named(name)?),
    };
    Some((c.and_then(visible), end + 2))
}

fn named(name: &str) -> Option<char> {
    const NAMES: [(&str, char); 33] = [
        ("amp", '&'),
        ("apos", '\''),
        ("bull", '•'),
        ("cent", '¢'),
        ("copy", '©'),
        ("deg", '°'),
        ("eacute", 'é'),
        ("euro", '€'),
        ("ge", '≥'),
        ("gt", '>'),
        ("hellip", '…'),
        ("laquo", '«'),
        ("larr", '←'),
        ("ldquo", '“'),
        ("le", '≤'),
        ("lsquo", '‘'),
        ("lt", '<'),
        ("mdash", '—'),
        ("micro", 'µ'),
        ("middot", '·'),
        ("nbsp", '\u{a0}'),
        ("ndash", '–'),
        ("ne", '≠'),
        ("plusmn", '±'),
        ("quot", '"'),
        ("raquo", '»'),
        ("rarr", '→'),
        ("rdquo", '”'),
        ("reg", '®'),
        ("rsquo", '’'),
        ("sect", '§'),
        ("times", '×'),
        ("trade", '™'),
    ];
    NAMES.iter().find(|(known, _)| *known == name).map(|(_, c)| *c)
}

/// The text with its character references replaced.
pub(crate) fn decode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let (c, len) = entity(rest).unwrap_or((Some('&'), 1));
        out.extend(c);
        rest = &rest[len..];
    }
    out.push_str(rest);
    out
}

/// The address as a link may carry it, if it leads anywhere from a documentation page.
pub(crate) fn link_target(address: &str) -> Option<String> {
    let address = address.trim();
    let (scheme, rest) = address.split_once(':')?;
    let usable = match scheme.to_ascii_lowercase().as_str() {
        "http" | "https" => rest.strip_prefix("//")?.starts_with(|c: char| c.is_alphanumeric()),
        // Without a dot rustdoc reads the part after `@` as an item of that kind.
        "mailto" => rest.split_once('@')?.1.contains('.'),
        _ => false,
    };
    usable.then(|| address.chars().fold(String::with_capacity(address.len()), push_url_char))
}

fn push_url_char(mut url: String, c: char) -> String {
    if c.is_ascii_alphanumeric() || "-._~:/?#@!$&'*+,;=%".contains(c) {
        url.push(c);
    } else {
        for byte in c.encode_utf8(&mut [0; 4]).bytes() {
            url.push_str(&format!("%{byte:02X}"));
        }
    }
    url
}
