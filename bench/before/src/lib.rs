//! The programs of `docs/migration.md` before they move over, each a module: against the official crates.

#![allow(dead_code, unreachable_pub, reason = "they are programs, each of which is all there is")]

include!(concat!(env!("OUT_DIR"), "/programs.rs"));
