//! What commands say, and how the process ends.

mod sources;
mod tell;

pub use farrier_project::problem::{Problem, problems};
pub(crate) use tell::set;
pub use tell::{Telling, tell};

use std::io::{self, Write};
use std::process::ExitCode;

/// What a command has to say, or everything that is in the way.
pub type Result<T = Outcome> = farrier_project::problem::Result<T>;

/// How a command that could do its work ended.
pub struct Outcome {
    /// What goes to standard output. May hold ANSI styles; they are left out where nobody sees them.
    pub text: String,
    /// Whether the answer is yes: up to date, equal, done.
    pub success: bool,
}

/// Prints what a command has to say.
pub(crate) fn finish(result: Result) -> ExitCode {
    match result {
        Ok(outcome) => match print(&outcome.text) {
            Ok(()) if outcome.success => ExitCode::SUCCESS,
            Ok(()) => ExitCode::FAILURE,
            Err(error) => fail(&[Problem::at("standard output", error)]),
        },
        Err(problems) => fail(&problems),
    }
}

/// Prints help, or what is wrong with the arguments.
pub(crate) fn usage(error: &clap::Error) -> ExitCode {
    if error.use_stderr() && Telling::is_json(std::env::args_os()) {
        let text = error.to_string();
        let text = text.trim().trim_start_matches("error: ");
        let (message, help) = text.split_once("\n\n").unwrap_or((text, "try `--help`"));
        set(Telling::JSON);
        return fail(&[Problem::new(message).help(help.trim_start())]);
    }
    // Nobody is left to be told when neither stream can be written.
    let _ = error.print();
    if error.use_stderr() { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

fn print(text: &str) -> io::Result<()> {
    // Looking for colours to leave out takes a while.
    let mut stdout: Box<dyn Write> = match text.contains('\u{1b}') {
        true => Box::new(anstream::stdout().lock()),
        false => Box::new(io::stdout().lock()),
    };
    match stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()) {
        // The reader has seen enough (`| head`).
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => result,
    }
}

/// Says in one line what goes on, to whoever waits.
pub fn note(line: &str) {
    // As in `usage`.
    let _ = writeln!(anstream::stderr(), "{line}");
}

fn fail(problems: &[Problem]) -> ExitCode {
    tell(problems);
    ExitCode::FAILURE
}
