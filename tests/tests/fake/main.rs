//! Fakes of services: what programs test themselves with.

mod account;
mod fixtures;
mod mocks;
mod observability;
mod protocols;
mod record;
mod retries;
