//! How problems are printed.

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use farrier_project::problem::{MOST_SHOWN, first};
use serde_json::json;
use smithy_json_ast::{Severity, Span, shown, visible, visible_line};
use std::ffi::OsString;
use std::io::{IsTerminal, Write};
use std::ops::Range;
use std::sync::OnceLock;

use super::Problem;
use super::sources::Sources;

/// How the command line wants problems to be printed.
#[derive(clap::Args, Clone, Copy, Debug)]
pub struct Telling {
    /// How errors and warnings are printed, to standard error
    #[arg(long, global = true, value_enum, value_name = "FORMAT", default_value_t)]
    message_format: Format,
    /// The most errors, and the most warnings, that are printed; the others are counted. JSON has all of them
    #[arg(long, global = true, value_name = "N", default_value_t = MOST_SHOWN)]
    max_messages: usize,
}

#[derive(clap::ValueEnum, Clone, Copy, Debug, Default, PartialEq)]
enum Format {
    /// With the line of the file on a terminal, else plain
    #[default]
    Auto,
    /// With the line of the file
    Snippets,
    /// Without it
    Plain,
    /// A JSON object per line: severity, message, file, line, column, shape, pointer, help
    Json,
}

/// As the command line has it that says nothing of it.
impl Default for Telling {
    fn default() -> Self {
        Self { message_format: Format::Auto, max_messages: MOST_SHOWN }
    }
}

impl Telling {
    /// For programs.
    pub(super) const JSON: Self = Self { message_format: Format::Json, max_messages: usize::MAX };

    /// Whether arguments ask for JSON that are wrong otherwise.
    pub(super) fn is_json(args: impl Iterator<Item = OsString>) -> bool {
        let args: Vec<OsString> = args.collect();
        let is_pair = |pair: &[OsString]| pair[0] == "--message-format" && pair[1] == "json";
        args.windows(2).any(is_pair) || args.iter().any(|arg| arg == "--message-format=json")
    }
}

static TELLING: OnceLock<Telling> = OnceLock::new();

/// Sets how problems are printed from here on.
pub(crate) fn set(telling: Telling) {
    // The command line is read once.
    let _ = TELLING.set(telling);
}

/// Prints problems to standard error.
pub fn tell(problems: &[Problem]) {
    let telling = TELLING.get().copied().unwrap_or_default();
    // Nobody is left to be told when it cannot be written.
    let _ = anstream::stderr().write_all(text(problems, telling).as_bytes());
}

fn text(problems: &[Problem], Telling { message_format, max_messages }: Telling) -> String {
    let most = if message_format == Format::Json { usize::MAX } else { max_messages };
    let (shown, others) = first(problems, most);
    let sources = Sources::of(&shown);
    let located = sources.located(&shown);
    let with_lines = match message_format {
        Format::Json => return located.iter().map(json).collect(),
        Format::Auto => std::io::stderr().is_terminal(),
        Format::Snippets => true,
        Format::Plain => false,
    };
    let mut text: String = located
        .iter()
        .map(|problem| match sources.line(problem).filter(|line| with_lines && line.len() <= LONGEST_LINE) {
            Some(line) => snippet(problem, Some(line)),
            None if with_lines => snippet(problem, None),
            None => format!("{problem}\n"),
        })
        .collect();
    for Problem(more) in &others {
        text += &format!("{}\n", more.message);
    }
    let errors = problems.iter().filter(|problem| problem.is_error()).count();
    if errors > 1 {
        text += &format!("{errors} errors\n");
    }
    text
}

fn json(Problem(diagnostic): &Problem) -> String {
    let value = json!({
        "severity": diagnostic.severity.to_string(),
        "message": diagnostic.message,
        "file": Some(&diagnostic.file).filter(|file| !file.is_empty()),
        "line": diagnostic.span.map(|span| span.line),
        "column": diagnostic.span.map(|span| span.column),
        "shape": diagnostic.shape.as_ref().map(|shape| shape.as_str()),
        "pointer": diagnostic.pointer,
        "help": diagnostic.help,
    });
    format!("{value}\n")
}

/// The longest line of which a part is shown.
const LONGEST_LINE: usize = 1 << 20;

/// As rustc shows its errors.
fn snippet(problem: &Problem, line: Option<&str>) -> String {
    let Problem(diagnostic) = problem;
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut group = Group::with_title(level.primary_title(shown(&diagnostic.message)));
    let file = visible(&diagnostic.file);
    let place = |span: Span, column: usize| format!("{file}:{}:{column}", span.line);
    let mut places = None;
    group = match (diagnostic.span, line) {
        (Some(span), Some(line)) => {
            let Range { start, end } = token(line, span.column as usize);
            let [before, until] = [start, end].map(|at| visible_line(&line[..at]));
            places = Some([place(span, before.chars().count() + 1), place(span, span.column as usize)]);
            let caret = AnnotationKind::Primary.span(before.len()..until.len());
            let source = Snippet::source(visible_line(line)).line_start(span.line as usize);
            group.element(source.path(&*file).annotation(caret))
        }
        (Some(span), None) => {
            group.element(Origin::path(&*file).line(span.line as usize).char_column(span.column as usize))
        }
        (None, _) if !file.is_empty() => group.element(Origin::path(&*file)),
        (None, _) => group,
    };
    if let Some(place) = diagnostic.place() {
        group = group.element(Level::NOTE.message(format!("at {place}")));
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(shown(help)));
    }
    let text = format!("{}\n\n", Renderer::styled().render(&[group]));
    // The renderer counts in the line as it is shown, where what is hidden in the file is longer.
    match places {
        Some([shown, of_file]) => text.replacen(&shown, &of_file, 1),
        None => text,
    }
}

/// What begins at a column: a string, a word, or a single character.
fn token(line: &str, column: usize) -> Range<usize> {
    let start = (0..=column.saturating_sub(1).min(line.len())).rev().find(|at| line.is_char_boundary(*at)).unwrap_or(0);
    let rest = &line[start..];
    let mut is_escaped = false;
    let ends_string = |(_, c): &(usize, char)| {
        let ends = *c == '"' && !is_escaped;
        is_escaped = *c == '\\' && !is_escaped;
        ends
    };
    let is_word = |c: char| c.is_alphanumeric() || "-_.+#$".contains(c);
    let length = match rest.chars().next() {
        Some('"') => rest.char_indices().skip(1).find(ends_string).map_or(rest.len(), |(end, _)| end + 1),
        Some(c) if is_word(c) => rest.find(|c| !is_word(c)).unwrap_or(rest.len()),
        Some(c) => c.len_utf8(),
        None => 0,
    };
    start..start + length
}
