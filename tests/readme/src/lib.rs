#![doc = include_str!("../../../README.md")]

#[doc = include_str!("../../../docs/own-services.md")]
pub mod own_services {}
