//! What commands say, and how the process ends.

use smithy_json_ast::{Diagnostic, Severity};
use std::fmt;
use std::io::{self, Write};
use std::process::ExitCode;

/// How a command that could do its work ended.
pub(crate) struct Outcome {
    /// What goes to standard output. May hold ANSI styles; they are left out where nobody sees them.
    pub(crate) text: String,
    /// Whether the answer is yes: up to date, equal, done.
    pub(crate) success: bool,
}

/// One reason why a command could not do its work, or a warning.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Problem {
    severity: Severity,
    text: String,
}

pub(crate) type Result<T = Outcome> = std::result::Result<T, Vec<Problem>>;

impl Problem {
    /// A problem of the command line.
    pub(crate) fn new(message: impl fmt::Display) -> Self {
        Self::error(format!("error: {message}"))
    }

    /// A problem of a file, or of a place in a file.
    pub(crate) fn at(place: impl fmt::Display, message: impl fmt::Display) -> Self {
        Self::error(format!("{place}: error: {message}"))
    }

    /// Adds what to do about it.
    pub(crate) fn help(self, help: impl fmt::Display) -> Self {
        Self { text: format!("{self}\n  help: {help}"), ..self }
    }

    /// Whether it is more than a warning.
    pub(crate) fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    fn error(text: String) -> Self {
        Self { severity: Severity::Error, text }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl From<Diagnostic> for Problem {
    fn from(diagnostic: Diagnostic) -> Self {
        Self { severity: diagnostic.severity, text: diagnostic.to_string() }
    }
}

/// The problems, for `map_err`.
pub(crate) fn problems(diagnostics: Vec<Diagnostic>) -> Vec<Problem> {
    diagnostics.into_iter().map(Problem::from).collect()
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
pub(crate) fn note(line: &str) {
    // As in `usage`.
    let _ = writeln!(anstream::stderr(), "{line}");
}

fn fail(problems: &[Problem]) -> ExitCode {
    tell(problems);
    ExitCode::FAILURE
}

/// How many warnings are shown.
const WARNINGS: usize = 20;

/// Prints problems to standard error: all errors, and so many warnings that a person may read them.
pub(crate) fn tell(problems: &[Problem]) {
    let mut text = String::new();
    let mut count = [0; 2];
    for problem in problems {
        let is_error = problem.severity == Severity::Error;
        count[usize::from(is_error)] += 1;
        if is_error || count[0] <= WARNINGS {
            text += &format!("{problem}\n");
        }
    }
    let [warnings, errors] = count;
    if warnings > WARNINGS {
        text += &format!("{} more warnings\n", warnings - WARNINGS);
    }
    if errors > 1 {
        text += &format!("{errors} errors\n");
    }
    // As in `usage`.
    let _ = anstream::stderr().write_all(text.as_bytes());
}
