//! Python, and a virtual environment with what the server and the programs need.

use camino::{Utf8Path, Utf8PathBuf};
use std::fs;
use std::process::{Command, Stdio};

use farrier::report::{Problem, Result};
use farrier_project::paths;

/// What is installed, below the root of the checkout.
const REQUIREMENTS: &str = "tests/live/requirements.txt";

/// The name of a Python that can make virtual environments.
pub(super) fn find() -> Option<&'static str> {
    let works = |name: &&str| {
        let mut command = Command::new(name);
        command.args(["-c", "import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))"]);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command.status().is_ok_and(|status| status.success())
    };
    ["python3", "python"].into_iter().find(works)
}

/// The Python of the environment in `folder`, which is made again when the requirements have changed.
pub(super) fn environment(python: &str, root: &Utf8Path, folder: &Utf8Path) -> Result<Utf8PathBuf> {
    let requirements = root.join(REQUIREMENTS);
    let wanted = paths::read_text(&requirements).map_err(|problem| vec![problem])?;
    let venv = folder.join("venv");
    let own = venv.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    // Written last, so that an environment which was left half made is not taken for one.
    let installed = venv.join("installed.txt");
    if own.exists() && fs::read_to_string(&installed).is_ok_and(|installed| installed == wanted) {
        return Ok(own);
    }
    let failed = |error| vec![Problem::at(&venv, error)];
    fs::create_dir_all(folder).map_err(failed)?;
    call(python, &["-m", "venv", "--clear", venv.as_str()])?;
    let pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement"];
    call(own.as_str(), &[pip.as_slice(), &[requirements.as_str()]].concat())?;
    fs::write(&installed, wanted).map_err(failed)?;
    Ok(own)
}

fn call(program: &str, arguments: &[&str]) -> Result<()> {
    let status = Command::new(program).args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).status();
    let status = status.map_err(|error| vec![Problem::at(program, format!("cannot run it: {error}"))])?;
    match status.success() {
        true => Ok(()),
        false => {
            let problem = Problem::new(format!("`{program} {}` failed: {status}", arguments.join(" ")));
            Err(vec![problem.help("the packages come from PyPI; above is what Python says")])
        }
    }
}
