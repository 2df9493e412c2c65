//! From traits to the parts of an HTTP message: where a member goes, what of it is in no log, checksums.

pub(super) mod binding_check;
pub(super) mod bindings;
pub(super) mod body_names;
pub(super) mod checksum;
pub(super) mod hidden;
