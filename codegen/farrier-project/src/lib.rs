//! Farrier's generator and the disk.
//!
//! Reads `farrier.toml` and models, asks [`farrier_codegen`] for the files of crates, and writes all of them or none.
//! What has a command line stands on this, and what has none, such as a build script.

pub mod config;
pub mod job;
pub mod left_behind;
pub mod limits;
pub mod model;
pub mod names;
pub mod origin;
pub mod paths;
pub mod pipeline;
mod portable;
pub mod problem;
pub mod program;
pub mod sync;
