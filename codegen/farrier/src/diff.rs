//! `diff`: what differs between two models.

use camino::Utf8PathBuf;
use farrier_codegen::known_traits;
use smithy_json_ast::{DiffOptions, Model, closest, did_you_mean, ignorable};
use std::collections::BTreeSet;
use std::slice;

use farrier_project::limits::Limits;
use farrier_project::model::{self, Named};
use farrier_project::{names, program};

use crate::report::{Outcome, Problem, Result};

/// Compare two models, shape by shape
///
/// Prints one line for each difference. The exit code is 0 when the models are
/// equal, and 1 when they differ. It is 1 as well when they cannot be compared,
/// and nothing is on standard output then.
#[derive(clap::Args)]
#[command(
    verbatim_doc_comment,
    after_help = program::named("\
Examples:
  {farrier} diff old/kms.json new/kms.json
  {farrier} diff old/kms.json new/kms.json --ignore documentation,examples")
)]
pub struct Args {
    /// The model before
    #[arg(value_name = "A")]
    before: Utf8PathBuf,
    /// The model after
    #[arg(value_name = "B")]
    after: Utf8PathBuf,
    /// Traits that do not matter, with commas between them: `documentation` for smithy.api#documentation, or a full id
    #[arg(long, value_name = "TRAITS")]
    ignore: Vec<String>,
    #[command(flatten)]
    limits: Limits,
}

pub(crate) fn run(args: &Args) -> Result {
    let before = model::read(slice::from_ref(&args.before), Named::ByHand, &args.limits);
    let after = model::read(slice::from_ref(&args.after), Named::ByHand, &args.limits);
    let (before, after) = match (before, after) {
        (Ok(before), Ok(after)) => (before, after),
        (before, after) => {
            let problems = [before.err(), after.err()];
            return Err(problems.into_iter().flatten().flatten().collect());
        }
    };
    let options = DiffOptions { ignore: names::listed(&args.ignore) };
    check_ignored(&options.ignore, [&before, &after])?;
    let changes = smithy_json_ast::diff(&before, &after, &options);
    let mut text: String = changes.iter().map(|change| format!("{change}\n")).collect();
    text += &match changes.len() {
        0 => format!("no changes in {} shapes\n", after.shapes.len()),
        1 => "1 change\n".to_owned(),
        count => format!("{count} changes\n"),
    };
    Ok(Outcome { text, success: changes.is_empty() })
}

/// A name of nothing is most likely one that was mistyped, and would hide nothing.
fn check_ignored(ignored: &[String], models: [&Model; 2]) -> Result<()> {
    if ignored.is_empty() {
        return Ok(());
    }
    let short = |id: &'static str| id.strip_prefix("smithy.api#");
    let traits: BTreeSet<&str> = known_traits().into_iter().flat_map(|id| [Some(id), short(id)]).flatten().collect();
    let known: BTreeSet<&str> = models.into_iter().flat_map(ignorable).chain(traits).collect();
    let unknown = ignored.iter().filter(|name| !known.contains(name.as_str()));
    let problems: Vec<Problem> = unknown
        .map(|name| {
            let full = known.iter().find(|id| id.rsplit_once('#').is_some_and(|(_, of)| of == name));
            let similar = full.copied().or_else(|| closest(name, known.iter().copied()));
            let help = similar.map(did_you_mean);
            Problem::new(format!("`--ignore`: there is no trait `{name}`, neither known nor in the models")).help(
                help.as_deref().unwrap_or("name a trait by its full id, or one of `smithy.api` by its short name"),
            )
        })
        .collect();
    if problems.is_empty() { Ok(()) } else { Err(problems) }
}
