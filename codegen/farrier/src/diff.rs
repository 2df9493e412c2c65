//! `diff`: what differs between two models.

use camino::Utf8PathBuf;
use smithy_json_ast::DiffOptions;
use std::slice;

use farrier_project::limits::Limits;
use farrier_project::model::{self, Named};
use farrier_project::{names, program};

use crate::report::{Outcome, Result};

/// Compare two models, shape by shape
///
/// Prints one line for each difference. The exit code is 0 when the models are
/// equal, and 1 when they differ.
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
    let changes = smithy_json_ast::diff(&before, &after, &options);
    let mut text: String = changes.iter().map(|change| format!("{change}\n")).collect();
    text += &match changes.len() {
        0 => format!("no changes in {} shapes\n", after.shapes.len()),
        1 => "1 change\n".to_owned(),
        count => format!("{count} changes\n"),
    };
    Ok(Outcome { text, success: changes.is_empty() })
}
