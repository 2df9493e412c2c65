//! `cargo xtask live`: generated clients against a server that nobody here wrote.

mod deviations;
mod python;
mod run;
mod server;
mod suite;
mod table;

use camino::Utf8PathBuf;
use clap::builder::PossibleValuesParser;

use farrier::report::{Outcome, Result};
use farrier::scratch;
use farrier_project::paths;
use suite::Suite;

/// Run programs against a server that nobody here wrote
///
/// SERVER is `moto`, which answers as many services of AWS do and is written in Python; or
/// `fake`, which are the fakes in tests/live/fakes: clients with the feature `test-util`,
/// answered by functions. The programs are the same.
/// Makes a virtual environment below target/live and installs what tests/live/requirements.txt
/// pins, from PyPI; generates clients of the services of tests/live/moto.toml, with the
/// operations that the programs in tests/live/programs need; starts the server on this
/// machine and runs the programs one after the other. What they write boto3 reads, and the
/// other way around, and each value must be the same.
/// Fails when a program does, when a value differs of which tests/live/deviations.toml says
/// nothing, when no program was run, and when Python cannot make virtual environments. Without
/// Python nothing is run, which is no failure.
#[derive(clap::Args)]
#[command(
    verbatim_doc_comment,
    after_help = "\
Examples:
  cargo xtask live moto
  cargo xtask live moto path/to/models --program iam --program sts
  cargo xtask live fake"
)]
pub(crate) struct Args {
    /// The server
    #[arg(value_name = "SERVER", value_parser = PossibleValuesParser::new(["fake", "moto"]))]
    server: String,
    /// The folder of the models; ../shared/models beside the checkout if left out
    #[arg(value_name = "DIR")]
    models: Option<Utf8PathBuf>,
    /// Run this program only; repeat it for more
    #[arg(long = "program", value_name = "NAME")]
    programs: Vec<String>,
}

pub(crate) fn run(args: &Args) -> Result {
    let root = paths::checkout("which has the programs")?;
    let suite = Suite::find(&root, &args.server, args.models.as_deref(), &args.programs)?;
    // What moto does unlike AWS, no fake does.
    let deviations = if args.server == "moto" { deviations::read()? } else { deviations::Deviations::new() };
    let Some(python) = python::find()? else {
        let text = format!("there is no Python on PATH: no program was run against {}\n", args.server);
        return Ok(Outcome { text, success: true });
    };
    let python = python::environment(python, &root, &suite.folder)?;
    farrier::write_all(&suite.jobs()?)?;
    let packages = suite.write_program()?;
    scratch::write(&root, &suite.folder, &packages)?;
    let built = scratch::build(&suite.folder, &["--bins"])?;
    let Some((_, executable)) = built.into_iter().next() else {
        return Ok(Outcome { text: "the programs do not compile\n".to_owned(), success: false });
    };
    let server = (args.server == "moto").then(|| server::Server::start(&python, &root, &suite.folder)).transpose()?;
    let url = server.as_ref().map_or("", |server| &server.url);
    let runs = suite.services().map(|service| run::program(&executable, service, url, &python, &root));
    let runs = runs.collect::<Result<Vec<_>>>()?;
    Ok(table::outcome(&suite, &runs, &deviations, &args.server))
}
