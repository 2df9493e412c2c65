//! `Debug` of what is generated.

use super::UnknownVariantValue;
use std::fmt;

/// What is shown in place of `@sensitive` values.
pub const REDACTED: &str = "*** Sensitive Data Redacted ***";

/// A structure with sensitive members: the names of all, the values of those that may be shown.
///
/// # Errors
/// Those of the formatter.
pub fn debug_struct(f: &mut fmt::Formatter<'_>, name: &str, fields: &[(&str, &dyn fmt::Debug)]) -> fmt::Result {
    let mut out = f.debug_struct(name);
    for (name, value) in fields {
        out.field(name, value);
    }
    out.finish()
}

/// The variant of an enum for a value that its model does not know.
///
/// # Errors
/// Those of the formatter.
pub fn debug_unknown(value: &UnknownVariantValue, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.debug_tuple("Unknown").field(value).finish()
}

/// The builder of an input, without the client that it may hold: its configuration is not part of a request.
///
/// # Errors
/// Those of the formatter.
pub fn debug_fluent_builder<I: fmt::Debug>(name: &str, input: &I, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.debug_struct(name).field("input", input).finish_non_exhaustive()
}
