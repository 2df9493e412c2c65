#![doc = include_str!("../../../docs/migration.md")]

/// The first program that anybody sees.
#[cfg(doctest)]
#[doc = include_str!("../../../README.md")]
mod readme {}
