//! From schemas to texts.

use crate::schema::{MemberSchema, SchemaText, ValueSchema};
use crate::traits::{Form, Traits};
use crate::words::ShapeType;
use std::fmt::{self, Write};

impl SchemaText<'_> {
    /// The text in pieces, between which a line may end: what is said of the shape itself, then the members.
    pub fn pieces(&self) -> Vec<String> {
        let head = Head(self).to_string();
        let last = self.members.len().saturating_sub(1);
        let member = |(index, member): (usize, &MemberSchema<'_>)| match index == last {
            true => member.to_string(),
            false => format!("{member},"),
        };
        let head = (!head.is_empty()).then(|| format!("{head};"));
        head.into_iter().chain(self.members.iter().enumerate().map(member)).collect()
    }
}

impl fmt::Display for SchemaText<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.pieces().join(" "))
    }
}

/// What is said of the shape itself.
struct Head<'a>(&'a SchemaText<'a>);

impl fmt::Display for Head<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(SchemaText { shape_type, traits, .. }) = self;
        let mut words = Words { f, any: false };
        if *shape_type != ShapeType::Structure {
            words.next()?.write_str(shape_type.word())?;
        }
        words.traits(traits)
    }
}

impl fmt::Display for MemberSchema<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)?;
        if self.required {
            f.write_char('!')?;
        }
        value(&self.value, &mut Words { f, any: true })
    }
}

/// Writes the words of a value.
fn value(value: &ValueSchema<'_>, words: &mut Words<'_, '_>) -> fmt::Result {
    // Inside of a list or map a string is said where nothing else is.
    let is_implied = value.shape_type == ShapeType::String && (words.any || value.has_traits());
    if !is_implied {
        words.next()?.write_str(value.shape_type.word())?;
    }
    words.traits(&value.traits)?;
    let Some(member) = &value.member else { return Ok(()) };
    let f = words.next()?;
    f.write_char('<')?;
    if let Some(key) = &value.key {
        self::value(key, &mut Words { f, any: false })?;
        f.write_str(": ")?;
    }
    self::value(member, &mut Words { f, any: false })?;
    f.write_char('>')
}

/// Words with a space between them.
struct Words<'a, 'b> {
    f: &'a mut fmt::Formatter<'b>,
    /// Whether something stands before the next word.
    any: bool,
}

impl<'b> Words<'_, 'b> {
    /// Where the next word goes.
    fn next(&mut self) -> Result<&mut fmt::Formatter<'b>, fmt::Error> {
        if std::mem::replace(&mut self.any, true) {
            self.f.write_char(' ')?;
        }
        Ok(self.f)
    }

    fn traits(&mut self, traits: &Traits<'_>) -> fmt::Result {
        traits.iter().try_for_each(|(which, value)| {
            let f = self.next()?;
            match which.form() {
                Form::Flag => f.write_str(which.name()),
                Form::Choice(_) => f.write_str(value),
                Form::Text => {
                    write!(f, "{}=\"", which.name())?;
                    value.chars().try_for_each(|c| escaped(c, f))?;
                    f.write_char('"')
                }
            }
        })
    }
}

/// Writes a character of a string.
fn escaped(c: char, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match c {
        '"' | '\\' => write!(f, "\\{c}"),
        '\n' => f.write_str("\\n"),
        c if c.is_control() => write!(f, "\\u{{{:x}}}", u32::from(c)),
        c => f.write_char(c),
    }
}
