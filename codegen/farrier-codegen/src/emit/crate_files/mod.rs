//! The files that are there once per crate.

mod aggregates;
pub(super) mod client;
pub(super) mod constraint;
mod discovery;
pub(super) mod error;
pub(super) mod fake;
pub(super) mod manifest;
pub(super) mod off;
mod own_config;
pub(super) mod runtime_features;
pub(super) mod serde;
pub(super) mod service;
pub(super) mod waiter;
