//! Fakes of services: what programs test themselves with.

mod account;
mod bytes;
mod events;
mod fixtures;
mod held;
mod mocks;
mod observability;
mod protocols;
mod record;
mod retries;
