//! Python, and a virtual environment with what the server and the programs need.

use camino::{Utf8Path, Utf8PathBuf};
use std::process::{Command, Stdio};
use std::{fs, io};

use farrier::report::{Problem, Result};
use farrier_project::paths;

/// What is installed, below the root of the checkout.
const REQUIREMENTS: &str = "tests/live/requirements.txt";

/// What a Python is asked that is to make virtual environments.
const QUESTION: &str = "import sys, venv, ensurepip; sys.version_info >= (3, 10) or sys.exit('it is %s' % sys.version)";

/// The name of a Python that can make virtual environments; `None` where there is no Python.
///
/// # Errors
/// There is one that cannot.
pub(super) fn find() -> Result<Option<&'static str>> {
    choose(|name| {
        let output = Command::new(name).args(["-c", QUESTION]).stdin(Stdio::null()).output()?;
        let said = String::from_utf8_lossy(&output.stderr).trim().to_owned();
        Ok(if output.status.success() { Ok(()) } else { Err(said) })
    })
}

/// The first of the names that works, by a function that runs it and gives what it says if it does not work.
fn choose(run: impl Fn(&str) -> io::Result<std::result::Result<(), String>>) -> Result<Option<&'static str>> {
    let mut unusable = None;
    for name in ["python3", "python"] {
        match run(name) {
            Ok(Ok(())) => return Ok(Some(name)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Ok(Err(said)) => unusable = unusable.or(Some((name, said))),
            Err(error) => unusable = unusable.or(Some((name, error.to_string()))),
        }
    }
    let Some((name, said)) = unusable else { return Ok(None) };
    let problem = Problem::new(format!("`{name}` cannot make virtual environments: {said}"));
    Err(vec![
        problem.help("it has to be Python 3.10 or newer with `venv` and `ensurepip`, which Debian has in python3-venv"),
    ])
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

#[cfg(test)]
mod tests {
    use super::choose;
    use std::io;

    fn missing() -> io::Error {
        io::ErrorKind::NotFound.into()
    }

    #[test]
    fn no_python_is_no_failure() {
        assert!(choose(|_| Err(missing())).unwrap().is_none());
    }

    #[test]
    fn the_first_python_that_works_is_used() {
        let found = choose(|name| if name == "python" { Ok(Ok(())) } else { Ok(Err("no venv".to_owned())) });
        assert_eq!(found.unwrap(), Some("python"));
        assert_eq!(choose(|_| Ok(Ok(()))).unwrap(), Some("python3"));
    }

    #[test]
    fn a_python_that_makes_no_environments_is_a_failure() {
        let error =
            choose(
                |name| if name == "python3" { Ok(Err("No module named 'venv'".to_owned())) } else { Err(missing()) },
            );
        let problems = error.unwrap_err();
        let [problem] = problems.as_slice() else { panic!("one problem") };
        let text = problem.to_string();
        assert!(text.contains("`python3` cannot make virtual environments: No module named 'venv'"), "{text}");
        let error = choose(|_| Err(io::ErrorKind::PermissionDenied.into())).unwrap_err();
        assert!(error[0].to_string().contains("`python3` cannot make"), "{}", error[0]);
    }
}
