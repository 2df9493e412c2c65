//! Where things are.

use crate::Result;
use crate::measure::must;
use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The folder of the project.
pub(crate) fn root() -> &'static Path {
    bench().parent().unwrap_or(bench())
}

/// The folder of this workspace.
pub(crate) fn bench() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The folder of everything that is written.
pub(crate) fn out() -> PathBuf {
    target().join("bench")
}

fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// Cargo, for the manifest and with the target folder given.
pub(crate) fn cargo(subcommand: &str, manifest: &Path, target: &Path) -> Command {
    let mut cargo = Command::new("cargo");
    cargo.args([subcommand, "--quiet", "--manifest-path"]).arg(manifest);
    // What is set for this program, by the cargo that runs it, is not for others.
    for (name, _) in env::vars_os() {
        let name = name.to_string_lossy();
        if name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_") || name == "CARGO_INCREMENTAL" {
            cargo.env_remove(&*name);
        }
    }
    cargo.env("CARGO_TARGET_DIR", target);
    cargo
}

/// The generator in the build that `cargo xtask` runs, which is that for development.
pub(crate) fn generator() -> Result<PathBuf> {
    must(cargo("build", &root().join("Cargo.toml"), &target()).args(["--package", "xtask"]))?;
    Ok(target().join("debug/xtask"))
}

/// The generator in a release build.
pub(crate) fn released_generator() -> Result<PathBuf> {
    must(cargo("build", &root().join("Cargo.toml"), &target()).args(["--release", "--package", "xtask"]))?;
    Ok(target().join("release/xtask"))
}
