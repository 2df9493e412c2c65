//! From texts to schemas.

use crate::schema::{MAX_NESTING, MemberSchema, SchemaText, ValueSchema};
use crate::traits::{Form, Site, TRAITS, Trait, Traits};
use crate::words::ShapeType;
use std::borrow::Cow;
use std::error::Error;
use std::fmt;

/// Why a text is no schema text, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseError {
    position: usize,
    message: String,
}

impl ParseError {
    /// Where in the text it is, in bytes.
    pub fn position(&self) -> usize {
        self.position
    }
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "byte {}: {}", self.position, self.message)
    }
}

impl Error for ParseError {}

impl<'a> SchemaText<'a> {
    /// Parses a text, in time linear in its length but for sorting the names of the members.
    ///
    /// # Errors
    /// The text does not follow the grammar, has a trait where it means nothing, the same trait or member twice,
    /// or nests deeper than [`MAX_NESTING`].
    pub fn parse(text: &'a str) -> Result<Self, ParseError> {
        Self::parse_with(text, TRAITS)
    }

    /// Parses a text that has no traits but these.
    pub(crate) fn parse_with(text: &'a str, traits: &'static [&'static Trait]) -> Result<Self, ParseError> {
        Parser { text, at: 0, traits }.schema()
    }
}

struct Parser<'a> {
    text: &'a str,
    /// The byte that comes next, which begins a character.
    at: usize,
    traits: &'static [&'static Trait],
}

impl<'a> Parser<'a> {
    fn schema(mut self) -> Result<SchemaText<'a>, ParseError> {
        let (shape_type, traits) = if self.has_head() { self.head()? } else { (ShapeType::Structure, Traits::new()) };
        let mut members = Vec::new();
        if self.peek().is_some() {
            members.push(self.member()?);
            while self.skip(b',') {
                members.push(self.member()?);
            }
        }
        match self.peek() {
            Some(_) => Err(self.unexpected("`,`")),
            None => self.unique(SchemaText { shape_type, traits, members }),
        }
    }

    /// Whether a `;` comes before whatever only members have.
    fn has_head(&self) -> bool {
        let mut bytes = self.text.bytes();
        while let Some(byte) = bytes.next() {
            match byte {
                b';' => return true,
                b',' | b'!' | b'<' => return false,
                b'"' => skip_string(&mut bytes),
                _ => {}
            }
        }
        false
    }

    fn head(&mut self) -> Result<(ShapeType, Traits<'a>), ParseError> {
        let start = self.start();
        let shape_type = self.shape_type(ShapeType::Structure);
        if !matches!(shape_type, ShapeType::Structure | ShapeType::Union) {
            return Err(error(start, format!("`{}` has no members", shape_type.word())));
        }
        let traits = self.traits(Site::Shape, shape_type)?;
        if self.at == start {
            return Err(self.unexpected("a type or trait"));
        }
        if self.skip(b';') { Ok((shape_type, traits)) } else { Err(self.unexpected("`;`")) }
    }

    fn member(&mut self) -> Result<MemberSchema<'a>, ParseError> {
        let start = self.start();
        let name = self.word();
        if name.is_empty() {
            return Err(self.unexpected("the name of a member"));
        }
        if name.contains('-') || name.starts_with(|c: char| c.is_ascii_digit()) {
            return Err(error(start, format!("`{name}` is no identifier")));
        }
        let required = self.text[self.at..].starts_with('!');
        self.at += usize::from(required);
        Ok(MemberSchema { name, required, value: self.value(Site::Member, 0)? })
    }

    /// A value after so many `<`.
    fn value(&mut self, site: Site, depth: usize) -> Result<ValueSchema<'a>, ParseError> {
        let start = self.start();
        let shape_type = self.shape_type(ShapeType::String);
        let mut value = ValueSchema { traits: self.traits(site, shape_type)?, ..ValueSchema::new(shape_type) };
        if self.start() == start && site == Site::Nested {
            return Err(self.unexpected("a type or trait"));
        }
        let open = self.at;
        if !self.skip(b'<') {
            return Ok(value);
        }
        if !matches!(shape_type, ShapeType::List | ShapeType::Map) {
            return Err(error(open, format!("nothing is nested in `{}`", shape_type.word())));
        }
        if depth == MAX_NESTING {
            return Err(error(open, format!("lists and maps nest more than {MAX_NESTING} deep")));
        }
        let first = self.start();
        let mut member = self.value(Site::Nested, depth + 1)?;
        let colon = self.at;
        if self.skip(b':') {
            if shape_type != ShapeType::Map {
                return Err(error(colon, "a list has no keys".to_owned()));
            }
            if member.shape_type != ShapeType::String {
                return Err(error(first, format!("`{}` cannot be a key", member.shape_type.word())));
            }
            value.key = Some(Box::new(std::mem::replace(&mut member, self.value(Site::Nested, depth + 1)?)));
        }
        value.member = Some(Box::new(member));
        if self.skip(b'>') { Ok(value) } else { Err(self.unexpected("`>`")) }
    }

    /// The type that comes next; if there is none, this one.
    fn shape_type(&mut self, implied: ShapeType) -> ShapeType {
        let start = self.start();
        let shape_type = ShapeType::from_word(self.word());
        if shape_type.is_none() {
            self.at = start;
        }
        shape_type.unwrap_or(implied)
    }

    /// The traits that come next.
    fn traits(&mut self, site: Site, shape_type: ShapeType) -> Result<Traits<'a>, ParseError> {
        let mut traits = Traits::new();
        loop {
            let start = self.start();
            let word = self.word();
            if word.is_empty() {
                return Ok(traits);
            }
            let Some(which) = self.traits.iter().copied().find(|which| which.has_word(word)) else {
                return Err(error(start, format!("the unknown word `{word}`")));
            };
            if traits.has(which) {
                return Err(error(start, format!("another `{}`", which.name())));
            }
            if !which.fits(site, shape_type) {
                let place = match site {
                    Site::Shape => "the shape, ",
                    Site::Member => "a member, ",
                    Site::Nested => "what is nested, ",
                };
                return Err(error(start, format!("`{word}` says nothing of {place}`{}`", shape_type.word())));
            }
            match which.form() {
                Form::Flag => traits.insert(which),
                Form::Choice(_) => traits.set(which, word),
                Form::Text => traits.set(which, self.string(word)?),
            }
        }
    }

    /// The value of the trait whose name was read.
    fn string(&mut self, name: &str) -> Result<Cow<'a, str>, ParseError> {
        let start = self.at;
        let Some(quoted) = self.text[start..].strip_prefix("=\"") else {
            return Err(error(start, format!("`=\"` has to follow `{name}`, which has a value")));
        };
        self.at += 2;
        let mut unescaped = String::new();
        // What was not yet copied begins here.
        let mut plain = 0;
        let mut chars = quoted.char_indices();
        while let Some((index, c)) = chars.next() {
            match c {
                '"' => {
                    self.at += index + 1;
                    let rest = &quoted[plain..index];
                    return Ok(if plain == 0 { rest.into() } else { (unescaped + rest).into() });
                }
                '\\' => {
                    unescaped.push_str(&quoted[plain..index]);
                    let escape = error(self.at + index, "an unknown escape".to_owned());
                    unescaped.push(escaped(&mut chars).ok_or(escape)?);
                    plain = chars.offset();
                }
                _ => {}
            }
        }
        Err(error(start, "a string without an end".to_owned()))
    }

    /// Letters, digits, `_` and `-`; nothing if there are none.
    fn word(&mut self) -> &'a str {
        let rest = &self.text[self.at..];
        let is_end = |byte: &u8| !(byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
        let word = &rest[..rest.as_bytes().iter().position(is_end).unwrap_or(rest.len())];
        self.at += word.len();
        word
    }

    /// Where the next token begins.
    fn start(&mut self) -> usize {
        let rest = &self.text.as_bytes()[self.at..];
        self.at += rest.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        self.at
    }

    /// The first byte of the next token.
    fn peek(&mut self) -> Option<u8> {
        let start = self.start();
        self.text.as_bytes().get(start).copied()
    }

    /// Skips a delimiter if it comes next.
    fn skip(&mut self, delimiter: u8) -> bool {
        let found = self.peek() == Some(delimiter);
        self.at += usize::from(found);
        found
    }

    fn unexpected(&mut self, wanted: &str) -> ParseError {
        let start = self.start();
        let found = self.text[start..].chars().next().map_or("the end".to_owned(), |c| format!("{c:?}"));
        error(start, format!("{found} in place of {wanted}"))
    }

    /// The schema, if no member is there twice.
    fn unique(&self, schema: SchemaText<'a>) -> Result<SchemaText<'a>, ParseError> {
        let mut names: Vec<&str> = schema.members.iter().map(|member| member.name).collect();
        names.sort_unstable();
        match names.windows(2).find(|pair| pair[0] == pair[1]) {
            None => Ok(schema),
            Some(pair) => {
                // The names are parts of the text: that of the last member is where it stands.
                let last = pair.iter().map(|name| name.as_ptr().addr()).max().unwrap_or_default();
                let position = last - self.text.as_ptr().addr();
                Err(error(position, format!("another member `{}`", pair[0])))
            }
        }
    }
}

/// Skips what is left of a string.
fn skip_string(bytes: &mut std::str::Bytes<'_>) {
    while let Some(byte) = bytes.next() {
        match byte {
            b'"' => return,
            b'\\' => drop(bytes.next()),
            _ => {}
        }
    }
}

/// The character that an escape stands for, after its `\`.
fn escaped(chars: &mut std::str::CharIndices<'_>) -> Option<char> {
    match chars.next()?.1 {
        c @ ('"' | '\\') => Some(c),
        'n' => Some('\n'),
        'u' => {
            let (digits, _) = chars.as_str().strip_prefix('{')?.split_once('}')?;
            let is_hex = (1..=6).contains(&digits.len()) && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
            let code = is_hex.then(|| u32::from_str_radix(digits, 16).ok())??;
            chars.nth(digits.len() + 1)?;
            char::from_u32(code)
        }
        _ => None,
    }
}

fn error(position: usize, message: String) -> ParseError {
    ParseError { position, message }
}
