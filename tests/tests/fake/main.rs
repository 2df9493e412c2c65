//! Fakes of services: what programs test themselves with.

mod account;
mod fixtures;
mod protocols;
