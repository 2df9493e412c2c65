use super::taken::{Taken, numbered, set};

/// Words that are one word however they are cased, as in `IPv4` or `MiB`.
const WHOLE_WORDS: [&str; 7] = ["ipv4", "ipv6", "sigv4", "mib", "gib", "kib", "ttl"];

/// In the order of the alphabet.
const KEYWORDS: [&str; 52] = [
    "Self", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro",
    "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static", "struct", "super",
    "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Field names that would collide with methods of builders and errors.
const RESERVED_FIELDS: [(&str, &str); 8] = [
    ("build", "build_value"),
    ("builder", "builder_value"),
    ("customize", "customize_value"),
    ("default", "default_value"),
    ("make_operation", "make_operation_value"),
    ("meta", "meta_value"),
    ("presigned", "presigned_value"),
    ("send", "send_value"),
];

/// Variants every enum and union has of its own.
const RESERVED_VARIANTS: [(&str, &str); 4] = [
    ("SelfValue", "SelfValue_"),
    ("Self", "SelfValue"),
    ("Unknown", "UnknownValue"),
    ("UnknownValue", "UnknownValue_"),
];

/// Modules of types, and of their errors, that no shape is in, and the crate that their files name.
const TYPE_MODULES: [&str; 4] = ["builders", "error", "farrier_runtime", "types"];
const ERROR_MODULES: [&str; 3] = ["builders", "error", "farrier_runtime"];

/// Methods of requests, besides those for members.
const REQUEST_METHODS: [&str; 4] = ["as_input", "into_paginator", "send_with", "wait"];

/// What the field is called that every error has.
pub(crate) const MESSAGE: &str = "message";

/// Methods of errors and of their builders, besides those for members.
const ERROR_METHODS: [&str; 2] = ["retryable_error_kind", "set_meta"];

/// The Rust type for a shape name: `KMSInternalException` is `KmsInternalException`.
pub(crate) fn type_name(shape: &str) -> String {
    let name = upper_camel(shape);
    if name == "Self" { "SelfValue".to_owned() } else { digit_escaped(name) }
}

pub(super) fn digit_escaped(name: String) -> String {
    if name.starts_with(|c: char| c.is_ascii_digit()) { format!("_{name}") } else { name }
}

/// What has fields.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Holder {
    Input,
    /// It has a field `message`, whether its shape says so or not.
    Error,
    Other,
}

/// The fields of a structure: no two may share a name, or the name of a setter or getter.
pub(crate) fn fields<'a>(members: impl Iterator<Item = &'a str>, of: Holder) -> Vec<String> {
    let methods =
        |field: &str| vec![stem(field).to_owned(), format!("set_{}", suffix(field)), format!("get_{}", suffix(field))];
    let mut taken = if of == Holder::Input { set(REQUEST_METHODS) } else { set(ERROR_METHODS) };
    let mut message = (of == Holder::Error).then(|| taken.pick(MESSAGE.to_owned(), numbered, methods));
    let name = |member| {
        let name = field(member);
        message.take_if(|_| name == MESSAGE).unwrap_or_else(|| taken.pick(name, numbered, methods))
    };
    members.map(name).collect()
}

/// A struct field: the identifier, with `r#` if it is a keyword.
fn field(member: &str) -> String {
    let name = snake(member);
    match RESERVED_FIELDS.iter().find(|(from, _)| *from == name) {
        Some((_, to)) => (*to).to_owned(),
        None => escape(name),
    }
}

/// A variant of an enum or union that is not taken yet; takes it.
pub(crate) fn unique_variant(member: &str, taken: &mut Taken) -> String {
    // No underscore stands before a number in a name of this case.
    let numbered =
        |name: &str, number| if number == 1 { name.to_owned() } else { numbered(name.trim_end_matches('_'), number) };
    taken.pick(variant(member), numbered, |name| vec![name.to_owned()])
}

/// A variant of an enum or union.
pub(super) fn variant(member: &str) -> String {
    let name = upper_camel(member);
    match RESERVED_VARIANTS.iter().find(|(from, _)| *from == name) {
        Some((_, to)) => (*to).to_owned(),
        None if name.is_empty() => "Empty".to_owned(),
        None => digit_escaped(name),
    }
}

/// The longest name of a module. Common systems take file names of 255 bytes; an ending and a number are still to come.
pub(super) const LONGEST_MODULE: usize = 200;

/// A module or method. What a long name loses, numbers make up for where two are alike then.
pub(crate) fn module(shape: &str) -> String {
    let mut name = snake(shape);
    while name.len() > LONGEST_MODULE {
        name.pop();
    }
    // Its file would be `mod.rs`, which is that of the module around it.
    if name == "mod" { "mod_".to_owned() } else { escape(name) }
}

/// What Windows keeps for devices, whatever ending follows: these, and these with a digit.
const DEVICES: [&str; 4] = ["aux", "con", "nul", "prn"];
const NUMBERED_DEVICES: [&str; 2] = ["com", "lpt"];

/// Whether Windows keeps the name, in small letters and without ending, for a device.
pub fn is_device(stem: &str) -> bool {
    let numbered = stem.strip_suffix(|c: char| c.is_ascii_digit());
    DEVICES.contains(&stem) || numbered.is_some_and(|name| NUMBERED_DEVICES.contains(&name))
}

/// The file of a module, without its ending.
pub(crate) fn file(module: &str) -> String {
    let stem = stem(module);
    format!("{stem}{}", if is_device(stem) { "_" } else { "" })
}

/// Snake case without regard to keywords.
pub(crate) fn snake(name: &str) -> String {
    words(name).join("_").to_lowercase()
}

/// A constant of a shape.
pub(crate) fn constant(shape: &str) -> String {
    digit_escaped(snake(shape).to_uppercase())
}

/// A name without its `r#`.
pub(crate) fn stem(ident: &str) -> &str {
    ident.strip_prefix("r#").unwrap_or(ident)
}

/// The type that builds a structure.
pub(crate) fn builder(structure: &str) -> String {
    format!("{structure}Builder")
}

/// What no module of a type is called.
pub(crate) fn type_modules() -> Taken {
    set(TYPE_MODULES)
}

/// What no module of an error is called.
pub(crate) fn error_modules() -> Taken {
    set(ERROR_MODULES)
}

/// What follows the underscore of another word.
pub(crate) fn suffix(ident: &str) -> &str {
    stem(ident).trim_start_matches('_')
}

fn escape(name: String) -> String {
    match name.as_str() {
        "crate" | "self" | "super" => format!("{name}_"),
        "" | "_" => "empty".to_owned(),
        _ if KEYWORDS.binary_search(&name.as_str()).is_ok() => format!("r#{name}"),
        _ => digit_escaped(name),
    }
}

/// Upper camel case as the official crates have it: `DBInstance` is `DbInstance`, `ACLs` is `AcLs`.
pub(super) fn upper_camel(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut start = true;
    let mut last = '_';
    let mut chars = name.chars().peekable();
    while let Some(c) = chars.next() {
        let is_first = start || starts_camel(last, c, chars.peek());
        start = !c.is_alphanumeric();
        match is_first {
            _ if start => {}
            false if c.is_ascii() => out.push(c.to_ascii_lowercase()),
            false => out.extend(c.to_lowercase()),
            true => out.extend(c.to_uppercase()),
        }
        last = c;
    }
    out
}

/// Whether a capital begins a word: after a small letter or a digit, or as the last one of several before a small
/// letter.
fn starts_camel(last: char, c: char, next: Option<&char>) -> bool {
    let after_word = last.is_ascii_lowercase() || last.is_ascii_digit();
    let ends_acronym = last.is_ascii_uppercase() && next.is_some_and(char::is_ascii_lowercase);
    c.is_ascii_uppercase() && (after_word || ends_acronym)
}

/// The words of a name, for snake case.
fn words(name: &str) -> Vec<&str> {
    let lower_case = !name.chars().any(|c| c.is_uppercase());
    let mut words = Vec::new();
    // Where the word begins, and its last character.
    let (mut start, mut last) = (0, None);
    for (at, c) in name.char_indices() {
        // Most of a name is in the middle of a word.
        if c.is_ascii_lowercase() && last.is_some_and(|last: char| last.is_ascii_lowercase()) {
            continue;
        }
        let is_boundary = match last {
            _ if !c.is_alphanumeric() => true,
            None => false,
            Some(last) => {
                let starts = starts_upper(last, c) || lower_case && starts_after_digit(last, c);
                ends_acronym(last, &name[at..]) || starts && whole_word(&name[start..]) <= at - start
            }
        };
        if is_boundary {
            words.extend(Some(&name[start..at]).filter(|word| !word.is_empty()));
        }
        if is_boundary || last.is_none() {
            start = if c.is_alphanumeric() { at } else { at + c.len_utf8() };
        }
        last = Some(c).filter(|c| c.is_alphanumeric());
    }
    words.extend(Some(&name[start..]).filter(|word| !word.is_empty()));
    words
}

/// The length of the longest of [`WHOLE_WORDS`] that is here.
fn whole_word(rest: &str) -> usize {
    let is_here = |word: &&&str| rest.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    WHOLE_WORDS.iter().filter(is_here).map(|word| word.len()).max().unwrap_or(0)
}

fn starts_upper(last: char, c: char) -> bool {
    c.is_uppercase() && (last.is_lowercase() || last.is_ascii_digit())
}

fn starts_after_digit(last: char, c: char) -> bool {
    c.is_lowercase() && last.is_ascii_digit()
}

/// `DB[P]roxy` and `IAM[U]ser`, but not `AC[L]s` or `DynamoD[B]v2`.
fn ends_acronym(last: char, rest: &str) -> bool {
    let mut chars = rest.chars();
    let upper = last.is_uppercase() && chars.next().is_some_and(char::is_uppercase);
    match (chars.next(), chars.next()) {
        _ if !upper => false,
        (Some('s'), next) if !next.is_some_and(char::is_lowercase) => false,
        (Some('v'), Some(c)) if c.is_ascii_digit() => false,
        (Some(c), _) => c.is_lowercase(),
        (None, _) => false,
    }
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
