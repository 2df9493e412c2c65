//! The Cargo features of clients, besides those of operations and types: when a client has which, and which a module
//! can have.

pub(crate) mod runtime;

use std::collections::BTreeSet;

/// A Cargo feature of generated crates.
struct Feature {
    name: &'static str,
    when: When,
    /// Whether it may be on in a client that is a module.
    in_modules: bool,
    /// What it turns on whatever the client: see [`turned_on`].
    turns_on: &'static [&'static str],
}

impl Feature {
    const fn when(self, when: When) -> Self {
        Self { when, ..self }
    }
}

/// When a client has a feature. Its name is taken in any case, so that no operation has another one in another client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum When {
    Always,
    /// Where requests may have to be signed with SigV4a.
    SigV4a,
    /// Where sessions with buckets are begun.
    Sessions,
    /// Where requests can be signed now and sent later.
    Presigning,
}

const fn of(name: &'static str, turns_on: &'static [&'static str]) -> Feature {
    Feature { name, when: When::Always, in_modules: false, turns_on }
}

const fn of_modules(name: &'static str, turns_on: &'static [&'static str]) -> Feature {
    Feature { name, when: When::Always, in_modules: true, turns_on }
}

/// In the order of the alphabet.
const ALL: [Feature; 26] = [
    of("aws-lc-rs", &["client", "farrier-runtime/aws-lc-rs"]),
    of("behavior-version-latest", &["client", "farrier-runtime/behavior-version-latest"]),
    of_modules("client", &[]),
    of("default", &[]),
    of("default-https-client", &["rt-tokio", "ring"]),
    of("fips", &["client", "farrier-runtime/fips"]),
    of("futures", &["client", "farrier-runtime/futures"]),
    of("gated-tests", &[]),
    of("graviola", &["client", "farrier-runtime/graviola"]),
    of("http-02x", &["client", "farrier-runtime/http-02x"]).when(When::Presigning),
    of("http-1x", &["client"]).when(When::Presigning),
    of("legacy-https-client", &["rt-tokio", "ring"]),
    of("legacy-test-util", &["test-util"]),
    of("mocks", &["test-util", "farrier-runtime/mocks"]),
    of("operations", &[]),
    of("ring", &["client", "farrier-runtime/ring"]),
    // As the official crate, which has all operations and begins sessions whatever is named.
    of("rt-tokio", &["client", "operations", "s3-express"]),
    of("rustls", &["rt-tokio", "ring"]),
    of_modules("s3-express", &["client", "farrier-runtime/s3-express"]).when(When::Sessions),
    of_modules("serde", &["symmetric", "farrier-runtime/serde"]),
    of_modules("server", &["symmetric", "farrier-runtime/server"]),
    of("sigv4a", &["client", "farrier-runtime/sigv4a"]).when(When::SigV4a),
    of("symmetric", &["farrier-runtime/symmetric"]),
    of_modules("test-util", &["client", "server", "validate", "farrier-runtime/test-util"]),
    of_modules("validate", &["farrier-runtime/validate"]),
    of_modules("value-traits", &[]),
];

/// What a feature turns on: features of the runtime, and those of a client, as far as that has them. `client`,
/// `default`, `operations` and `s3-express` turn on more, which depends on the client.
pub(crate) fn turned_on(name: &str) -> &'static [&'static str] {
    ALL.iter().find(|feature| feature.name == name).map_or(&[], |feature| feature.turns_on)
}

/// The features of a client that one of them turns on, with those that these turn on.
pub(crate) fn closure(name: &'static str) -> BTreeSet<&'static str> {
    let (mut found, mut left) = (BTreeSet::new(), vec![name]);
    while let Some(name) = left.pop() {
        left.extend(turned_on(name).iter().filter(|other| !other.contains('/') && found.insert(**other)));
    }
    found
}

/// The names of all.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    ALL.iter().map(|feature| feature.name)
}

/// When a client has the feature of this name; `None` if there is none.
pub(crate) fn when(name: &str) -> Option<When> {
    ALL.iter().find(|feature| feature.name == name).map(|feature| feature.when)
}

/// What may be on in a module, as in a crate: features besides those of operations. `test-util` is on in tests of the
/// crate that the module is in.
pub fn module_features() -> impl Iterator<Item = &'static str> {
    ALL.iter().filter(|feature| feature.in_modules).map(|feature| feature.name)
}

#[cfg(test)]
mod tests;
