//! What the tests of generated clients share: a server on this machine that answers by a script, and clients for it.

pub mod captured;
pub mod chain;
pub mod client;
pub mod clock;
pub mod descriptors;
pub mod faults;
pub mod frames;
mod goaway;
pub mod hash;
pub mod host;
pub mod log;
pub mod malformed;
pub mod secrets;
pub mod server;
pub mod signature;
pub mod sigv4a;
pub mod tls;
pub mod tomb;
