//! What violates a constraint, and how it is said.

use std::error::Error;
use std::fmt;

/// All that violates a constraint, at least one; printed one per line.
#[derive(Clone, Debug, PartialEq)]
pub struct ValidationErrors {
    pub(super) violations: Vec<Violation>,
}

impl ValidationErrors {
    /// The violations, in the order of the members in the model; entries of maps are in no order.
    pub fn violations(&self) -> &[Violation] {
        &self.violations
    }
}

impl fmt::Display for ValidationErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.violations.iter().enumerate().try_for_each(|(index, violation)| {
            let separator = if index == 0 { "" } else { "\n" };
            write!(f, "{separator}{violation}")
        })
    }
}

impl Error for ValidationErrors {}

/// A value that violates a constraint.
#[derive(Clone, Debug, PartialEq)]
pub struct Violation {
    pub(super) path: String,
    pub(super) shape_id: &'static str,
    pub(super) kind: ViolationKind,
}

impl Violation {
    /// Where the value is, by the member names of the model: `Tags[3].Key`, `Labels["a"]` for the value under a key and
    /// `Labels[key "a"]` for the key itself. Keys of sensitive maps are `*`. Empty for the value that was checked.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The absolute shape id of the structure or union that the value is a member of, itself or in lists and maps.
    pub fn shape_id(&self) -> &'static str {
        self.shape_id
    }

    /// Which constraint is violated, and how.
    pub fn kind(&self) -> &ViolationKind {
        &self.kind
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = if self.path.is_empty() { self.shape_id } else { &self.path };
        write!(f, "{place}: {}", self.kind)
    }
}

/// A constraint and what violates it. Where `actual` is an `Option`, it is `None` for `@sensitive` values.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum ViolationKind {
    /// `@required`: there is no value.
    Required,
    /// `@length`: in code points of a string, bytes of a blob, elements of a list or entries of a map.
    #[non_exhaustive]
    Length {
        /// The least, if there is one.
        min: Option<u64>,
        /// The most, if there is one.
        max: Option<u64>,
        /// What it is.
        actual: u64,
    },
    /// `@range`, as decimal numbers.
    #[non_exhaustive]
    Range {
        /// The least, if there is one.
        min: Option<&'static str>,
        /// The greatest, if there is one.
        max: Option<&'static str>,
        /// What it is.
        actual: Option<String>,
    },
    /// `@pattern`: the text has no part that matches.
    #[non_exhaustive]
    Pattern {
        /// The ECMAScript regular expression.
        pattern: &'static str,
        /// What it is.
        actual: Option<String>,
    },
    /// `@uniqueItems`: two elements of the list are equal.
    #[non_exhaustive]
    UniqueItems {
        /// The index of the first of them.
        first: usize,
        /// The index of the other.
        second: usize,
    },
    /// An enum, or an intEnum, has a value that the model does not know. A service that is newer than the model may know
    /// it.
    #[non_exhaustive]
    Enum {
        /// The values that the model knows, numbers as digits.
        values: &'static [&'static str],
        /// What it is.
        actual: Option<String>,
    },
    /// A union has a member that the model does not know. It cannot be sent.
    UnknownMember,
}

/// How many values of an enum a message names.
const NAMED_VALUES: usize = 10;

/// How much of a text a message shows, in code points.
const SHOWN: usize = 64;

impl fmt::Display for ViolationKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Required => f.write_str("required, but not set"),
            Self::Length { min, max, actual } => write!(f, "length {actual} is not {}", between(min, max)),
            Self::Range { min, max, actual: Some(actual) } => write!(f, "{actual} is not {}", between(min, max)),
            Self::Range { min, max, actual: None } => write!(f, "the value is not {}", between(min, max)),
            Self::Pattern { pattern, actual } => write!(f, "{} does not match {pattern}", shown(actual)),
            Self::UniqueItems { first, second } => write!(f, "elements {first} and {second} are equal"),
            Self::Enum { values, actual } => {
                let more = if values.len() > NAMED_VALUES { ", ..." } else { "" };
                let values = values[..values.len().min(NAMED_VALUES)].join(", ");
                write!(f, "{} is none of {values}{more}", shown(actual))
            }
            Self::UnknownMember => f.write_str("the member of the union that is set is not in the model"),
        }
    }
}

fn between<T: fmt::Display>(min: &Option<T>, max: &Option<T>) -> String {
    match (min, max) {
        (Some(min), Some(max)) => format!("between {min} and {max}"),
        (Some(min), None) => format!("at least {min}"),
        (None, Some(max)) => format!("at most {max}"),
        (None, None) => "a number".to_owned(),
    }
}

fn shown(actual: &Option<String>) -> String {
    match actual {
        None => "the value".to_owned(),
        Some(text) => match text.char_indices().nth(SHOWN) {
            Some((end, _)) => format!("{:?}...", &text[..end]),
            None => format!("{text:?}"),
        },
    }
}
