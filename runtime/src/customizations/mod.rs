//! What single services need beyond their models, as far as it is code. Which service it is about is a row of the table
//! in the generator, `codegen/farrier-codegen/src/customizations/rows.rs`.
//!
//! All of it is inlined, and compiled where a client calls it. What needs another library is behind a feature.

pub mod glacier;
pub mod route53;
#[cfg(feature = "s3")]
pub mod s3;
