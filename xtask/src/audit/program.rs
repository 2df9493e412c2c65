//! A program that stands for those of users: what it depends on is looked at.

use camino::{Utf8Path, Utf8PathBuf};
use std::fs;

use super::versions;
use farrier::report::{Problem, Result};

/// What a program calls a service with.
#[derive(clap::ValueEnum, Clone, Copy, Debug, Default, PartialEq)]
pub(super) enum Kind {
    /// A client of ours with its defaults
    #[default]
    Default,
    /// A client of ours with TLS by AWS-LC
    AwsLcRs,
    /// A client of ours with TLS by the part of AWS-LC that is validated
    Fips,
    /// A client of ours with TLS by Graviola
    Graviola,
    /// A client of ours with its defaults, and credentials by farrier-credentials
    Credentials,
    /// Our runtime with all features and the oldest versions that its manifest allows
    Oldest,
    /// The official crate of the same service, with its defaults
    Official,
}

impl Kind {
    /// What cargo-deny looks at of the program.
    pub(super) fn arguments(self) -> &'static [&'static str] {
        match self {
            Self::Oldest => &["--all-features", "--exclude-dev"],
            _ => &[],
        }
    }
}

/// The runtime in a copy of the checkout, as no program of its own has the oldest versions of what the runtime names.
fn oldest(root: &Utf8Path, folder: &Utf8Path, rules: &str) -> Result<Utf8PathBuf> {
    let copy = folder.with_file_name("oldest");
    if !versions::resolve_oldest(root, &copy)? {
        return Err(vec![Problem::at(&copy, "cargo does not find the oldest versions that the manifests allow")]);
    }
    let runtime = copy.join("runtime");
    fs::write(runtime.join("deny.toml"), rules).map_err(|error| vec![Problem::at(&runtime, error)])?;
    Ok(runtime)
}

/// Writes the program, with what every program has besides. The versions are those of our `Cargo.lock`, as far as it
/// has them.
pub(super) fn write(root: &Utf8Path, folder: &Utf8Path, kind: Kind, rules: &str) -> Result<Utf8PathBuf> {
    let failed = |error| vec![Problem::at(folder, error)];
    let path = |crate_: &str| camino::absolute_utf8(root.join(crate_)).map_err(failed);
    let client = format!("partnercentral-account = {{ path = {:?}", path("generated/partnercentral-account")?);
    let client_by = |tls: &str| {
        format!("{client}, default-features = false, features = [\"client\", \"operations\", {tls:?}] }}\n")
    };
    let dependencies = match kind {
        Kind::Default => format!("{client} }}\n"),
        Kind::AwsLcRs => client_by("aws-lc-rs"),
        Kind::Fips => client_by("fips"),
        Kind::Graviola => client_by("graviola"),
        Kind::Credentials => {
            format!("{client} }}\nfarrier-credentials = {{ path = {:?} }}\n", path("runtime/credentials")?)
        }
        Kind::Oldest => return oldest(root, folder, rules),
        Kind::Official => "aws-sdk-partnercentralaccount = \"1\"\n".to_owned(),
    };
    let manifest = format!(
        "[package]\nname = \"program\"\nversion = \"0.1.0\"\nedition = \"2024\"\nlicense = \"MIT\"\npublish = false\n\n\
         [dependencies]\n{dependencies}\
         tokio = {{ version = \"1\", features = [\"macros\", \"rt-multi-thread\"] }}\n\n[workspace]\n"
    );
    fs::create_dir_all(folder.join("src")).map_err(failed)?;
    fs::write(folder.join("Cargo.toml"), manifest).map_err(failed)?;
    fs::write(folder.join("src/main.rs"), "fn main() {}\n").map_err(failed)?;
    fs::write(folder.join("deny.toml"), rules).map_err(failed)?;
    fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock")).map_err(failed)?;
    Ok(folder.to_owned())
}
