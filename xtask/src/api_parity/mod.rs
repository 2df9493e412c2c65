//! `cargo xtask api-parity`: generated crates against the official ones, path by path.

mod compare;
mod differences;
#[cfg(test)]
mod listing;
mod newer;
mod resolve;
mod sources;
mod surface;
mod syntax;
#[cfg(test)]
mod tests;

use camino::Utf8PathBuf;
use std::collections::BTreeMap;

use compare::Parity;
use farrier::report::{Outcome, Result};
use farrier_codegen::LeftOut;
use farrier_project::config::Config;
use newer::Newer;
use resolve::Crates;
use syntax::Module;

/// Compare the public API of a generated crate with that of the official one
///
/// Reads the sources of both - types, fields, methods, variants, functions and the
/// traits that programs rely on, through re-exports and aliases - and tells which
/// paths of the official crate are missing here. The official crate is the newest
/// `aws-sdk-CRATE` that cargo has fetched. Ours is generated from the model that
/// farrier.toml names for CRATE. Signatures are not compared. Everything that is missing
/// counts, also on purpose, but for names in a list of what models are too old for.
#[derive(clap::Args)]
#[command(
    verbatim_doc_comment,
    after_help = "\
Examples:
  cargo xtask api-parity partnercentralaccount
  cargo xtask api-parity kms --model kms.json --missing 20
  cargo xtask api-parity kms --official ../aws-sdk-rust/sdk/kms --goal 99"
)]
pub(crate) struct Args {
    /// The official crate without its prefix: `kms` for aws-sdk-kms
    #[arg(value_name = "CRATE")]
    name: String,
    /// The folder of the official crate
    #[arg(long, value_name = "DIR")]
    official: Option<Utf8PathBuf>,
    /// The model
    #[arg(long, value_name = "FILE")]
    model: Option<Utf8PathBuf>,
    /// Leave out the operations that need what Farrier cannot do yet; what they have counts as missing
    #[arg(long)]
    skip_unsupported: bool,
    /// List at most so many missing paths of each kind
    #[arg(long, value_name = "N")]
    missing: Option<usize>,
    /// Fail below this share
    #[arg(long, value_name = "PERCENT")]
    goal: Option<f64>,
}

pub(crate) fn run(args: &Args) -> Result {
    let config = Config::find()?;
    let ours = sources::generated(&config, &args.name, args.model.as_ref(), args.skip_unsupported)?;
    let (folder, official) = sources::official(&args.name, args.official.as_deref())?;
    let runtime = sources::runtime(&config.root)?;
    let shared = sources::shared();
    let official = surface_of("official", &official, [], &shared);
    let surface = surface_of("ours", &ours.output, [("farrier_runtime", &runtime)], &shared);
    let mut newer = Newer::of(&args.name);
    let parity = compare::compare(&official, &surface, &mut newer);
    let against = folder.file_name().unwrap_or(folder.as_str());
    Ok(outcome(&parity, &newer, &ours.left_out, against, args))
}

/// The surface of a crate among those it names.
fn surface_of<'a, const N: usize>(
    name: &str,
    krate: &'a Module,
    own: [(&str, &'a Module); N],
    shared: &'a BTreeMap<String, Module>,
) -> surface::Surface<'a> {
    let shared = shared.iter().map(|(name, module)| (name.clone(), module));
    let own = own.into_iter().chain([(name, krate)]).map(|(name, module)| (name.to_owned(), module));
    surface::of(Crates(shared.chain(own).collect()), name)
}

fn outcome(parity: &Parity, newer: &Newer, left_out: &[LeftOut], against: &str, args: &Args) -> Outcome {
    let sum = parity.sum();
    let mut text = format!("{against}: {:.2} % of {} public paths\n\n", floor(sum.percent()), sum.total);
    for (category, count) in &parity.categories {
        text +=
            &format!("  {category:<12}{:>7} of {:>6}  {:6.2} %\n", count.present, count.total, floor(count.percent()));
    }
    for (category, missing) in &parity.missing {
        text += &format!("\nmissing {category}: {}\n", missing.len());
        let shown = args.missing.unwrap_or(usize::MAX).min(missing.len());
        text.extend(missing[..shown].iter().map(|path| format!("  {path}\n")));
        if shown < missing.len() {
            text += &format!("  and {} more\n", missing.len() - shown);
        }
    }
    if !parity.deliberate.is_empty() {
        text += "\nmissing on purpose:\n";
    }
    for (pattern, count) in &parity.deliberate {
        text += &format!("  {count:>5}  {pattern}: {}\n", compare::reason(pattern));
    }
    text.extend(left_out.iter().map(|left| format!("\n{}\n", left.warning().message)));
    text += &of_newer(newer);
    text += &format!("\n{} public paths are ours alone\n", parity.extra);
    let success = args.goal.is_none_or(|goal| sum.percent() >= goal);
    if !success {
        text += &format!("the share is below the goal of {} %\n", args.goal.unwrap_or_default());
    }
    Outcome { text, success }
}

/// What does not count.
fn of_newer(newer: &Newer) -> String {
    let mut text = String::new();
    if !newer.counts.is_empty() {
        let names: Vec<&str> = newer.counts.keys().map(String::as_str).collect();
        let paths: usize = newer.counts.values().sum();
        text += &format!("\nnot counted, {}:\n  {paths:>5}  {}\n", newer.reason, names.join(", "));
    }
    let stale: Vec<&str> = newer.stale().into_iter().collect();
    if !stale.is_empty() {
        text += &format!("\nlisted as newer than the model, but not missing: {}\n", stale.join(", "));
    }
    text
}

/// Two decimals, rounded down: 100 means all.
fn floor(percent: f64) -> f64 {
    (percent * 100.0).floor() / 100.0
}
