//! What all of reading a file shares.

use serde_json::value::RawValue;

use crate::draft::{Assembly, Draft, Origin};
use crate::json::Key;
use crate::source::Source;

/// One file being read into an assembly.
pub(super) struct Reader<'a, 's> {
    pub(super) source: &'a Source<'a>,
    pub(super) origin: Origin,
    pub(super) assembly: &'s mut Assembly<'a>,
    /// The shapes of this file, in its order.
    pub(super) drafts: Vec<Draft>,
}

/// The entries of an object.
pub(super) type Object<'a> = Vec<(Key<'a>, &'a RawValue)>;
