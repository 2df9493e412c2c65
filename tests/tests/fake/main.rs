//! Fakes of services: what programs test themselves with.

mod account;
mod bytes;
mod events;
mod exceptions;
mod fixtures;
mod held;
mod messages;
mod mocks;
mod observability;
mod paths;
mod protocols;
mod record;
mod redacted;
mod retries;
mod streams;
mod waiters;

/// Operations with a map of all headers there are: to whoever reads it, those of the connection are entries, too.
const ALL_HEADERS: [&str; 2] = ["Hail", "Survey"];

/// Nothing failed but these operations.
#[track_caller]
fn passed(failures: &[String], but: &[&str]) {
    let is_of = |failure: &str, name: &str| failure.starts_with(&format!("{name} "));
    let is_known = |failure: &str| but.iter().chain(&ALL_HEADERS).any(|name| is_of(failure, name));
    // The text of when an object expires is that of the date, whatever it was before.
    let failures = failures.iter().filter(|failure| !is_known(failure) && !failure.contains("output.Expires"));
    let failures: Vec<_> = failures.map(String::as_str).collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
