//! From each shape to its type: one file per kind, and one per decision about members.

pub(super) mod constraint;
pub(super) mod default;
pub(super) mod error;
mod event_part;
pub(super) mod events;
mod string_enum;
pub(super) mod structure;
pub(super) mod target;
pub(super) mod types;
mod union;
pub(super) mod values;
pub(super) mod wire_traits;
