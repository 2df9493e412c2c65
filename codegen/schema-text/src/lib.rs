//! Schema texts: how a generated crate says what a structure or union of its model consists of.
//!
//! A schema text is a constant string. The generator writes it, and the runtime parses it when the shape is first used.
//! Both do it with this crate, so that they cannot disagree:
//!
//! ```
//! use farrier_schema_text::{SENSITIVE, SchemaText, ShapeType, TIMESTAMP_FORMAT};
//!
//! let text = "Name!, At timestamp date-time, Secrets list <sensitive>, Labels map <sensitive: integer>";
//! let schema = SchemaText::parse(text)?;
//! let [name, at, secrets, labels] = &schema.members[..] else { panic!("four members") };
//! assert!(name.required && name.value.shape_type == ShapeType::String);
//! assert_eq!(at.value.traits.get(&TIMESTAMP_FORMAT), Some("date-time"));
//! assert!(secrets.value.member.as_ref().is_some_and(|element| element.traits.has(&SENSITIVE)));
//! assert!(labels.value.key.as_ref().is_some_and(|key| key.traits.has(&SENSITIVE)));
//! assert_eq!(schema.to_string(), text);
//! # Ok::<_, farrier_schema_text::ParseError>(())
//! ```
//!
//! # The grammar
//!
//! ```text
//! schema = [ value ";" ] [ member { "," member } ]       the value before the `;`: type and traits of the shape itself
//! member = NAME [ "!" ] value                            `!`: @required
//! value  = [ TYPE ] { trait } [ "<" [ value ":" ] value ">" ]
//! trait  = WORD [ "=" '"' { character | escape } '"' ]
//! escape = "\" ( '"' | "\" | "n" | "u{" HEX "}" )
//! ```
//!
//! `NAME` is a Smithy identifier and `TYPE` a Smithy type, see [`ShapeType`]. The type of a shape is `structure` unless
//! it is said, that of every other value `string`. Between `<` and `>` stands what the elements of a list or the values
//! of a map are, for maps the keys before them; it is left out where it would say nothing. A `WORD` is that of a
//! [`Trait`]; the traits there are, and where each may stand, are one list in `traits.rs`. Between all these there may
//! be white space.

#![forbid(unsafe_code)]

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

mod parse;
mod schema;
#[cfg(test)]
mod tests;
mod traits;
mod words;
mod write;

pub use parse::ParseError;
pub use schema::{MAX_NESTING, MemberSchema, SchemaText, ValueSchema};
pub use traits::*;
pub use words::{ShapeType, TimestampFormat};
