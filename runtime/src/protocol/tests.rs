//! What tests of protocols share.

use crate::serde::{DynStructure, Structure};

/// A structure to write, without its type.
pub(super) fn with_dynamic<T: Structure, R>(value: &T, with: impl FnOnce(&DynStructure<'_>) -> R) -> R {
    with(&DynStructure::new(T::shape(), &|to| value.write(to)))
}

/// Whether AWS's codec does as ours.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum AwsIs {
    Same,
    Different,
}
