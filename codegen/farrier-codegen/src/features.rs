//! The Cargo features of clients, besides those of operations and types: when a client has which, and which a module can have.

/// A Cargo feature of generated crates.
struct Feature {
    name: &'static str,
    when: When,
    /// Whether it may be on in a client that is a module.
    in_modules: bool,
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

const fn of(name: &'static str) -> Feature {
    Feature { name, when: When::Always, in_modules: false }
}

const fn of_modules(name: &'static str) -> Feature {
    Feature { name, when: When::Always, in_modules: true }
}

/// In the order of the alphabet.
const ALL: [Feature; 26] = [
    of("aws-lc-rs"),
    of("behavior-version-latest"),
    of_modules("client"),
    of("default"),
    of("default-https-client"),
    of("fips"),
    of("futures"),
    of("gated-tests"),
    of("graviola"),
    Feature { name: "http-02x", when: When::Presigning, in_modules: false },
    Feature { name: "http-1x", when: When::Presigning, in_modules: false },
    of("legacy-https-client"),
    of("legacy-test-util"),
    of("mocks"),
    of("operations"),
    of("ring"),
    of("rt-tokio"),
    of("rustls"),
    Feature { name: "s3-express", when: When::Sessions, in_modules: true },
    of_modules("serde"),
    of_modules("server"),
    Feature { name: "sigv4a", when: When::SigV4a, in_modules: false },
    of("symmetric"),
    of_modules("test-util"),
    of_modules("validate"),
    of_modules("value-traits"),
];

/// What `test-util` turns on of a client.
pub(crate) const OF_TEST_UTIL: [&str; 4] = ["client", "server", "symmetric", "validate"];

/// The names of all.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    ALL.iter().map(|feature| feature.name)
}

/// When a client has the feature of this name; `None` if there is none.
pub(crate) fn when(name: &str) -> Option<When> {
    ALL.iter().find(|feature| feature.name == name).map(|feature| feature.when)
}

/// What may be on in a module, as in a crate: features besides those of operations. `test-util` is on in tests of the crate that
/// the module is in.
pub fn module_features() -> impl Iterator<Item = &'static str> {
    ALL.iter().filter(|feature| feature.in_modules).map(|feature| feature.name)
}

#[cfg(test)]
mod tests;
