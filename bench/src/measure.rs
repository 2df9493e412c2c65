//! What a process costs: wall time, CPU time, memory.
//!
//! This program runs itself as a wrapper around what is measured, because the system tells these numbers of a process
//! to its parent only: around a command, or, through cargo, around the compiler of one crate.

use crate::Result;
use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeValLike;
use std::env;
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::Instant;

/// Makes this program a wrapper: the file that takes what was measured, one line per process.
const LOG: &str = "FARRIER_BENCH_LOG";
/// The documentation compiler that cargo would have run.
const RUSTDOC: &str = "FARRIER_BENCH_RUSTDOC";

/// What a process and those it started have used.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Usage {
    /// Seconds from start to end.
    pub(crate) wall: f64,
    /// Seconds of CPU in the program itself.
    pub(crate) user: f64,
    /// Seconds of CPU in the system.
    pub(crate) system: f64,
    /// The most bytes of memory that one of the processes had.
    pub(crate) peak: f64,
}

impl Usage {
    /// Seconds of CPU.
    pub(crate) fn cpu(&self) -> f64 {
        self.user + self.system
    }
}

/// Runs a command to its end.
pub(crate) fn command(command: Command) -> Result<Usage> {
    let mut wrapper = Command::new(env::current_exe()?);
    wrapper.arg(command.get_program()).args(command.get_args());
    inherit(&mut wrapper, &command);
    let log = run(&mut wrapper)?;
    log.last().map(|(_, usage)| *usage).ok_or_else(|| format!("nothing was measured of {command:?}").into())
}

/// Runs cargo to its end; the answer is of the compilation of the crate `name` alone.
pub(crate) fn compilation(mut cargo: Command, name: &str) -> Result<Usage> {
    let wrapper = env::current_exe()?;
    cargo.env("RUSTC_WRAPPER", &wrapper).env("RUSTDOC", &wrapper).env(RUSTDOC, rustdoc()?);
    let log = run(&mut cargo)?;
    let mut of_crate = log.iter().filter(|(of, _)| of == name);
    of_crate.next_back().map(|(_, usage)| *usage).ok_or_else(|| format!("{name} was not compiled by {cargo:?}").into())
}

/// Runs a command that must work, and shows what it says if it does not.
pub(crate) fn must(command: &mut Command) -> Result<String> {
    let output = command.output().map_err(|error| format!("{command:?}: {error}"))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(format!("{command:?}: {}\n{said}", output.status).into())
}

fn inherit(to: &mut Command, from: &Command) {
    for (name, value) in from.get_envs() {
        match value {
            Some(value) => to.env(name, value),
            None => to.env_remove(name),
        };
    }
    if let Some(folder) = from.get_current_dir() {
        to.current_dir(folder);
    }
}

fn run(command: &mut Command) -> Result<Vec<(String, Usage)>> {
    let log = env::temp_dir().join(format!("farrier-bench-{}", std::process::id()));
    fs::write(&log, "")?;
    let result = must(command.env(LOG, &log));
    let lines = fs::read_to_string(&log)?;
    fs::remove_file(&log)?;
    result?;
    Ok(lines.lines().filter_map(parse).collect())
}

fn parse(line: &str) -> Option<(String, Usage)> {
    let (name, numbers) = line.split_once('\t')?;
    let numbers: Vec<f64> = numbers.split('\t').filter_map(|number| number.parse().ok()).collect();
    let [wall, user, system, peak] = numbers[..] else { return None };
    Some((name.to_owned(), Usage { wall, user, system, peak }))
}

fn rustdoc() -> Result<PathBuf> {
    let sysroot = must(Command::new("rustc").args(["--print", "sysroot"]))?;
    Ok(Path::new(sysroot.trim()).join("bin/rustdoc"))
}

/// Runs what the arguments say if this program is a wrapper; `None` if it is not.
pub(crate) fn as_wrapper() -> Option<ExitCode> {
    let log = env::var_os(LOG)?;
    let mut arguments: Vec<OsString> = env::args_os().skip(1).collect();
    // Cargo names the compiler in front of its arguments, but not the documentation compiler.
    let is_rustdoc = arguments.first().is_some_and(|first| first.to_string_lossy().starts_with('-'));
    let program = if is_rustdoc { env::var_os(RUSTDOC)? } else { arguments.remove(0) };
    let start = Instant::now();
    let status = Command::new(&program).args(&arguments).env_remove(LOG).status();
    let wall = start.elapsed().as_secs_f64();
    let written = usage(wall).and_then(|usage| append(&log, &crate_name(&arguments), usage));
    match (status, written) {
        (Ok(status), Ok(())) if status.success() => Some(ExitCode::SUCCESS),
        (Ok(status), Ok(())) => Some(ExitCode::from(status.code().and_then(|code| code.try_into().ok()).unwrap_or(1))),
        (status, written) => {
            eprintln!("{}: {status:?}, {written:?}", program.to_string_lossy());
            Some(ExitCode::FAILURE)
        }
    }
}

fn usage(wall: f64) -> Result<Usage> {
    let children = getrusage(UsageWho::RUSAGE_CHILDREN)?;
    let seconds = |time: nix::sys::time::TimeVal| time.num_microseconds() as f64 / 1e6;
    // Linux counts it in kilobytes.
    let peak = children.max_rss() as f64 * 1024.0;
    Ok(Usage { wall, user: seconds(children.user_time()), system: seconds(children.system_time()), peak })
}

fn crate_name(arguments: &[OsString]) -> String {
    let name = arguments.iter().position(|argument| argument == "--crate-name").and_then(|at| arguments.get(at + 1));
    name.map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

fn append(log: &OsString, name: &str, usage: Usage) -> Result {
    let Usage { wall, user, system, peak } = usage;
    let line = format!("{name}\t{wall}\t{user}\t{system}\t{peak}\n");
    Ok(File::options().append(true).open(log)?.write_all(line.as_bytes())?)
}
