//! Types of shapes, with what builds, writes and reads them.

pub(super) mod builder_types;
pub(super) mod codec;
pub(super) mod enums;
pub(super) mod error;
pub(super) mod extra;
mod setters;
pub(super) mod structure;
pub(super) mod union;
