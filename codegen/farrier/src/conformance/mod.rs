//! `conformance`: generated clients against the tests that models bring along.

mod cargo;
mod cases;
mod deviations;
mod fakes;
mod files;
mod rules;
mod subject;
mod table;

use camino::{Utf8Path, Utf8PathBuf};
use farrier_codegen::parallel;
use smithy_json_ast::{closest, did_you_mean, suggestion};
use std::collections::{BTreeMap, BTreeSet};

use crate::progress;
use crate::report::{Problem, Result};
use cases::{CaseKind, Filter};
use farrier_project::config::Config;
use farrier_project::paths::read_text;
use farrier_project::{program, sync};
use files::COUNTS;
use subject::{Setting, Subject};

/// Run the tests that models bring along
///
/// Generates a client from every model, with tests from `smithy.test#httpRequestTests`,
/// `smithy.test#httpResponseTests`, `smithy.test#eventStreamTests` and
/// `smithy.rules#endpointTests`, into `target/conformance-clients`, compiles all of them and
/// runs the tests. A service that speaks
/// several protocols gets a client of each. Of a service whose protocol is not supported
/// the endpoint rules are tested; its other cases are skipped, and the table says why.
/// Fails when a test does, when a model of a supported protocol gives no client, and when
/// no case was run at all.
///
/// DIR holds the models, each a file or a folder of files, or is the root of a conformance
/// suite: `protocol-tests` and `endpoint-rules` in it are run, and the models beside it in
/// `../models`. If there is a
/// `counts.json` with the number of cases of each model, these must have been found. A
/// service of AWS whose model has tests and no endpoint rules gets those of its other model.
#[derive(clap::Args)]
#[command(
    verbatim_doc_comment,
    after_help = program::named("\
Examples:
  {farrier} conformance codegen/farrier-codegen/tests/protocol
  {farrier} conformance ../shared/conformance --protocol awsJson1_0
  {farrier} conformance models --serde
  {farrier} conformance ../shared/conformance --case AwsJson10EndpointTrait")
)]
pub struct Args {
    /// The folder of the models
    #[arg(value_name = "DIR")]
    folder: Utf8PathBuf,
    /// Another folder of models
    #[arg(long, value_name = "DIR")]
    models: Option<Utf8PathBuf>,
    /// Run the cases of this protocol only
    #[arg(long, value_name = "NAME")]
    protocol: Option<String>,
    /// Run the tests for servers, too, by the way back of each client
    #[arg(long)]
    server: bool,
    /// Also test that values of all types come back from formats of serde, and are what JSON protocols send
    #[arg(long)]
    serde: bool,
    /// Run the protocol tests of this id only
    #[arg(long, value_name = "ID")]
    case: Option<String>,
}

pub(crate) fn run(args: &Args) -> Result {
    let config = Config::find_any()?;
    let root = config.as_ref().map_or_else(Utf8PathBuf::new, |config| config.root.clone());
    let filter =
        Filter { protocol: args.protocol.clone(), case: args.case.clone(), server: args.server, serde: args.serde };
    let scratch = root.join("target/conformance-clients");
    let command = format!("{} conformance {}", program::name(), args.folder);
    let files = files::models(&args.folder, args.models.as_deref())?;
    let locks = sync::Locks::take([scratch.as_path()], &progress::waits)?;
    let setting = Setting { config: config.as_ref(), scratch: &scratch, command: &command, filter: &filter };
    let by_file = parallel::map(&files, |file| {
        let model = rules::read(file, &files)?;
        subject::prepare(file, &model, &setting)
    });
    let by_file = collect(by_file)?;
    let lost = lost(&files, &by_file)?;
    let subjects: Vec<Subject> = by_file.into_iter().flatten().collect();
    if subjects.iter().all(|subject| subject.wanted().is_empty() && subject.problem.is_none()) {
        return Err(vec![nothing(&args.folder, &filter, &subjects)]);
    }
    sync::apply(&locks, subjects.iter().filter_map(|subject| subject.plan.as_ref()))?;
    let results = cargo::test(&root, &scratch, &subjects, &filter)?;
    Ok(table::outcome(&subjects, &results, lost))
}

/// Why there is nothing to do.
fn nothing(folder: &Utf8Path, filter: &Filter, subjects: &[Subject]) -> Problem {
    let cases = || subjects.iter().flat_map(|subject| &subject.cases);
    let named = cases().map(|case| cases::protocol_name(&case.protocol)).filter(|name| !name.is_empty());
    let protocols: BTreeSet<&str> = named.collect();
    let none = |which: String| Problem::at(folder, format!("the models have no case{which}"));
    match (&filter.protocol, &filter.case) {
        _ if cases().next().is_none() => none(String::new()),
        (Some(protocol), _) if !cases().any(|case| filter.wants_protocol(&case.protocol)) => {
            none(format!(" of the protocol `{protocol}`")).help(suggestion(protocol, protocols))
        }
        (_, id) => {
            let id = id.as_deref().unwrap_or_default();
            let problem = none(format!(" with the id `{id}`"));
            match closest(id, cases().map(|case| case.id.as_str())) {
                Some(similar) => problem.help(did_you_mean(similar)),
                None => problem,
            }
        }
    }
}

fn collect<T>(results: Vec<Result<T>>) -> Result<Vec<T>> {
    let mut done = Vec::new();
    let mut problems = Vec::new();
    for result in results {
        match result {
            Ok(item) => done.push(item),
            Err(more) => problems.extend(more),
        }
    }
    if problems.is_empty() { Ok(done) } else { Err(problems) }
}

/// What `counts.json` says of each model and was not found in it.
fn lost(files: &[Utf8PathBuf], by_file: &[Vec<Subject>]) -> Result<Vec<String>> {
    let mut lost = Vec::new();
    let mut counts = BTreeMap::new();
    for (file, subjects) in files.iter().zip(by_file) {
        let folder = file.parent().unwrap_or(Utf8Path::new("."));
        if !counts.contains_key(folder) {
            counts.insert(folder, read_counts(&folder.join(COUNTS))?);
        }
        let Some(counts) = &counts[folder] else { continue };
        let expected = &counts[file.file_stem().unwrap_or_default()];
        for (key, kind) in [
            ("request_client", CaseKind::Request),
            ("response_client", CaseKind::Response),
            ("eventstream_client", CaseKind::EventStream),
        ] {
            let cases = subjects.iter().flat_map(|subject| &subject.cases);
            let found = cases.filter(|case| case.kind == kind).count();
            if expected[key] != found {
                lost.push(format!("{file}: {found} cases found, {COUNTS} says {key} {}", expected[key]));
            }
        }
    }
    Ok(lost)
}

fn read_counts(path: &Utf8Path) -> Result<Option<serde_json::Value>> {
    if !path.exists() {
        return Ok(None);
    }
    let counts = read_text(path).and_then(|text| serde_json::from_str(&text).map_err(|error| Problem::at(path, error)));
    counts.map(Some).map_err(|problem| vec![problem])
}
