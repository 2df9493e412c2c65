//! `cargo xtask bench`: measurements beside the official crates, by the workspace in `bench/`.

use camino::{Utf8Path, Utf8PathBuf};
use clap::builder::PossibleValuesParser;

use farrier::report::{Outcome, Problem, Result};
use farrier::scratch;
use farrier_project::paths;

/// Measure generated clients beside the official crates
///
/// Compiles and runs both in turn on this machine: compile time, a whole program, size
/// of the code, codec, call, streams, the generator itself, pages of its documentation, and
/// what is said to be better. Prints a table of each; writes all of them with charts to
/// target/bench/report.md, and the chart of the documentation to target/bench/chart.svg.
/// The first time, the official crates are compiled, which takes minutes. Services without
/// a model are left out.
#[derive(clap::Args)]
#[command(
    verbatim_doc_comment,
    after_help = "\
Examples:
  cargo xtask bench codec call
  cargo xtask bench compile --runs 5 --service partnercentral-account"
)]
pub(crate) struct Args {
    /// What to measure; all of it if nothing is named
    #[arg(value_name = "NAME", value_parser = PossibleValuesParser::new(BENCHMARKS))]
    benchmarks: Vec<String>,
    /// How often
    #[arg(long, value_name = "N", default_value_t = 3)]
    runs: u32,
    /// The only service to compile and count lines of
    #[arg(long, value_name = "NAME")]
    service: Option<String>,
    /// The only way to compile: check, dev, release or rustdoc
    #[arg(long, value_name = "NAME")]
    mode: Option<String>,
    /// The folder of the models of other services; ../shared/models if left out
    #[arg(long, value_name = "DIR")]
    models: Option<Utf8PathBuf>,
}

/// The benchmarks there are: those of `bench/src/main.rs`, which is compiled only to run them.
const BENCHMARKS: [&str; 10] =
    ["compile", "app", "tls", "size", "codec", "call", "streams", "generator", "docs-pages", "claims"];

pub(crate) fn run(args: &Args) -> Result {
    let root = paths::checkout("which has the folder bench")?;
    let mut command = scratch::cargo(Utf8Path::new("."));
    command.args(["run", "--quiet", "--release", "--manifest-path"]).arg(root.join("bench/Cargo.toml"));
    command.args(["--package", "bench", "--"]).args(&args.benchmarks).args(["--runs", &args.runs.to_string()]);
    command.args(args.service.iter().flat_map(|service| ["--service", service]));
    command.args(args.mode.iter().flat_map(|mode| ["--mode", mode]));
    command.args(args.models.iter().flat_map(|folder| ["--models", folder.as_str()]));
    let status = command.status().map_err(|error| vec![Problem::new(format!("cannot run cargo: {error}"))])?;
    Ok(Outcome { text: String::new(), success: status.success() })
}

#[cfg(test)]
mod tests {
    use super::BENCHMARKS;

    #[test]
    fn the_names_are_those_of_the_benchmarks() {
        let source = include_str!("../../bench/src/main.rs");
        let file = syn::parse_file(source).unwrap();
        let names = file.items.iter().find_map(|item| match item {
            syn::Item::Enum(item) if item.ident == "Benchmark" => {
                Some(item.variants.iter().map(|variant| variant.ident.to_string().to_lowercase()).collect::<Vec<_>>())
            }
            _ => None,
        });
        assert_eq!(names.unwrap(), BENCHMARKS.map(|name| name.replace('-', "")));
    }
}
