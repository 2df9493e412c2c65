//! Where generated crates find the runtime.

use crate::toml::quoted;

/// How the `Cargo.toml` of a generated crate names `farrier-runtime`: the keys of its dependency but for features.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuntimeDependency(Vec<(&'static str, String)>);

impl RuntimeDependency {
    /// The keys there are, as Cargo defines them. A path is relative to the generated crate.
    pub const KEYS: [&'static str; 7] = ["version", "path", "git", "branch", "tag", "rev", "registry"];

    /// A dependency with these keys, of which Cargo says whether they go together.
    pub fn new(keys: impl IntoIterator<Item = (&'static str, String)>) -> Self {
        Self(keys.into_iter().collect())
    }

    /// A published version.
    pub fn version(version: impl Into<String>) -> Self {
        Self::new([("version", version.into())])
    }

    /// A folder, relative to the generated crate.
    pub fn path(path: impl Into<String>) -> Self {
        Self::new([("path", path.into())])
    }

    /// The same with another path, if it has one.
    ///
    /// # Errors
    /// That of `path`.
    pub fn with_path<E>(self, path: impl Fn(&str) -> Result<String, E>) -> Result<Self, E> {
        let keys = self.0.into_iter().map(|(key, value)| match key {
            "path" => Ok((key, path(&value)?)),
            _ => Ok((key, value)),
        });
        keys.collect::<Result<_, _>>().map(Self)
    }

    /// What is wrong with it, if something is, and what to do about it.
    pub fn problem(&self) -> Option<(String, String)> {
        let (_, version) = self.0.iter().find(|(key, _)| *key == "version")?;
        semver::VersionReq::parse(version).err().map(|error| {
            let message = format!("`{}` is no version of the runtime: {error}", version.escape_debug());
            (message, "write one as Cargo has it, such as `0.1`".to_owned())
        })
    }

    /// As it stands in the table of a manifest.
    pub fn manifest(&self) -> String {
        let keys: Vec<_> = self.0.iter().map(|(key, value)| format!("{key} = {}", quoted(value))).collect();
        keys.join(", ")
    }
}

impl Default for RuntimeDependency {
    fn default() -> Self {
        Self::version(env!("CARGO_PKG_VERSION"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_keeps_all_its_characters() {
        let dependency = RuntimeDependency::path(r#"..\a "b"/runtime"#);
        assert_eq!(dependency.manifest(), r#"path = "..\\a \"b\"/runtime""#);
    }
}
