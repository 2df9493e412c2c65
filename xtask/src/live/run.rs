//! One program, run.

use camino::Utf8Path;
use std::process::{Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use farrier::report::{Problem, Result};
use farrier_project::config::Service;

/// The program that calls boto3, below the root of the checkout.
const BOTO: &str = "tests/live/boto.py";

/// What came of a program.
#[derive(Debug)]
pub(super) struct Run {
    pub(super) name: String,
    /// What was compared and is the same.
    pub(super) same: Vec<String>,
    /// What was compared and differs, with both values.
    pub(super) different: Vec<(String, String)>,
    /// Why it did not come to its end.
    pub(super) failure: Option<String>,
    pub(super) time: Duration,
}

/// Runs the program of a service against the server at a URL, or a fake if that is empty. It ends when this process
/// does, as the server does.
pub(super) fn program(
    executable: &Utf8Path,
    service: &Service,
    url: &str,
    python: &Utf8Path,
    root: &Utf8Path,
) -> Result<Run> {
    let start = Instant::now();
    let mut command = Command::new(executable);
    command.args([&service.name, url, python.as_str(), root.join(BOTO).as_str()]);
    command.env_remove("RUST_BACKTRACE").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let failed = |error| vec![Problem::at(executable, format!("cannot run it: {error}"))];
    let mut child = command.spawn().map_err(failed)?;
    // Waiting would close it, at the end of which the program exits.
    let stdin = child.stdin.take();
    let output = child.wait_with_output().map_err(failed)?;
    drop(stdin);
    let stdout = String::from_utf8_lossy(&output.stdout);
    Ok(read(&service.name, &stdout, &String::from_utf8_lossy(&output.stderr), output.status, start.elapsed()))
}

/// Reads what `tests/live/harness` prints.
fn read(name: &str, stdout: &str, stderr: &str, status: ExitStatus, time: Duration) -> Run {
    let lines = || stdout.lines().filter_map(|line| line.split_once('\t'));
    let of = |verb: &'static str| lines().filter(move |(first, _)| *first == verb).map(|(_, rest)| rest);
    let pair = |rest: &str| rest.split_once('\t').map_or_else(|| (rest.to_owned(), String::new()), owned);
    let failure = (!status.success()).then(|| match stderr.trim() {
        "" => status.to_string(),
        text => text.to_owned(),
    });
    Run {
        name: name.to_owned(),
        same: of("same").map(str::to_owned).collect(),
        different: of("differs").map(pair).collect(),
        failure,
        time,
    }
}

fn owned((what, values): (&str, &str)) -> (String, String) {
    (what.to_owned(), values.to_owned())
}
