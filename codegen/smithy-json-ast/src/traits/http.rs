//! HTTP bindings: where requests go, and which members are part of what.

use serde_json::Value;

use super::{Reader, Trait};

/// `smithy.api#http`: where the requests of an operation go, and the status of its answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Http<'a> {
    /// The method.
    pub method: &'a str,
    /// The pattern of path and query, as the model has it.
    pub uri: &'a str,
    /// The labels in the pattern, in its order.
    pub labels: Vec<Label<'a>>,
    /// The status of an answer that is a success, 200 if left out.
    pub code: u16,
}

/// A segment of a path that a member fills in: `{name}` or `{name+}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Label<'a> {
    /// The member.
    pub name: &'a str,
    /// Whether it may be several segments.
    pub greedy: bool,
}

impl Trait for Http<'_> {
    const ID: &'static str = "smithy.api#http";
    const EXAMPLE: &'static str = r#"{"method": "GET", "uri": "/things/{name}/parts/{path+}?list", "code": 200}"#;
    type Value<'a> = Http<'a>;

    fn read<'a>(reader: &mut Reader<'a>, value: &'a Value) -> Option<Http<'a>> {
        let entries = reader.structure(value, &["method", "uri", "code"])?;
        let method = reader.required(entries, "method", |reader, value| {
            reader.text("an HTTP method, such as GET in capitals", value, is_method)
        });
        let uri = reader.required(entries, "uri", pattern);
        let code = reader.optional(entries, "code", Reader::status)?;
        let (uri, labels) = uri?;
        Some(Http { method: method?, uri, labels, code: code.unwrap_or(200) })
    }
}

/// `smithy.api#httpError`: the status of answers that are this error.
#[derive(Clone, Copy, Debug)]
pub enum HttpError {}

impl Trait for HttpError {
    const ID: &'static str = "smithy.api#httpError";
    const EXAMPLE: &'static str = "404";
    type Value<'a> = u16;

    fn read<'a>(reader: &mut Reader<'a>, value: &'a Value) -> Option<u16> {
        reader.status(value)
    }
}

/// A pattern and its labels.
fn pattern<'a>(reader: &mut Reader<'a>, value: &'a Value) -> Option<(&'a str, Vec<Label<'a>>)> {
    let uri = reader.text("a path that begins with `/`", value, |text| text.starts_with('/'))?;
    let path = uri.split('?').next().unwrap_or(uri);
    let segments = path.split('/').filter(|segment| segment.contains(['{', '}']));
    let labels: Option<Vec<_>> = segments.map(label).collect();
    let query = &uri[path.len()..];
    let problem = match &labels {
        None => "has braces that are not all of a segment, with a name between them",
        Some(_) if query.contains(['{', '}']) => "has a label behind the path",
        Some(labels) if labels.iter().filter(|label| label.greedy).count() > 1 => "has more than one greedy label",
        Some(labels) if has_twins(labels) => "has the same label twice",
        Some(_) if !uri.chars().all(is_plain) => "has characters that no path or query has",
        Some(_) => return labels.map(|labels| (uri, labels)),
    };
    let subject = reader.subject();
    reader.error(format!("{subject} {problem}"))
}

/// The label that a segment is; `None` if its braces are no label.
fn label(segment: &str) -> Option<Label<'_>> {
    let inside = segment.strip_prefix('{')?.strip_suffix('}')?;
    let (name, greedy) = inside.strip_suffix('+').map_or((inside, false), |name| (name, true));
    let is_name = name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    is_name.then_some(Label { name, greedy })
}

fn has_twins(labels: &[Label<'_>]) -> bool {
    labels.iter().enumerate().any(|(index, label)| labels.iter().skip(index + 1).any(|other| other.name == label.name))
}

/// Whether a character can stand in a request as it is.
fn is_plain(c: char) -> bool {
    c.is_ascii_graphic() && !matches!(c, '#' | '"' | '<' | '>' | '\\' | '^' | '`' | '|')
}

/// Whether a text is a method that means what it says: case counts, so that `get` is none that a server knows.
fn is_method(text: &str) -> bool {
    const KNOWN: [&str; 9] = ["CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "TRACE"];
    let known = KNOWN.iter().find(|known| known.eq_ignore_ascii_case(text));
    !text.is_empty() && is_token(text) && known.is_none_or(|known| *known == text)
}

/// Whether all of a text can be part of the name of a header.
fn is_token(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
}

/// Declares a type for each trait whose value is a text, with what the text has to be and an example of it.
macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident = $id:literal, $wanted:literal, $example:literal, $is_fine:expr;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub enum $name {}

        impl Trait for $name {
            const ID: &'static str = $id;
            const EXAMPLE: &'static str = $example;
            type Value<'a> = &'a str;

            fn read<'a>(reader: &mut Reader<'a>, value: &'a Value) -> Option<&'a str> {
                reader.text($wanted, value, $is_fine)
            }
        }
    )*};
}

texts! {
    /// `smithy.api#httpHeader`: a member that is the header of this name.
    HttpHeader = "smithy.api#httpHeader", "the name of a header", r#""X-Thing""#,
        |text| !text.is_empty() && is_token(text);
    /// `smithy.api#httpPrefixHeaders`: a map whose entries are the headers whose names begin so. It may be empty.
    HttpPrefixHeaders = "smithy.api#httpPrefixHeaders", "the beginning of the name of a header", r#""X-Thing-""#,
        is_token;
    /// `smithy.api#httpQuery`: a member that is the parameter of the query of this name.
    HttpQuery = "smithy.api#httpQuery", "a string that is not empty", r#""thing""#, |text| !text.is_empty();
    /// `smithy.api#mediaType`: what a blob or string holds.
    MediaType = "smithy.api#mediaType", "a media type", r#""image/png""#,
        |text| text.contains('/') && text.chars().all(|c| c == ' ' || c.is_ascii_graphic());
}
