//! `generate`: any model, any place.

use camino::{Utf8Path, Utf8PathBuf};
use clap::builder::{NonEmptyStringValueParser, PossibleValuesParser, TypedValueParser};
use farrier_codegen::{FeaturePer, Request, RuntimeDependency, wrong_package};
use farrier_project::config::{Config, options};
use farrier_project::job::{self, Job};
use farrier_project::limits::Limits;
use farrier_project::{model, names, paths, program};

use crate::client::ClientArgs;
use crate::report::{self, Outcome, Problem, Result};
use crate::{progress, summary, unpublished};

/// Generate a client crate from any model into any folder
///
/// Takes one Smithy JSON AST model, in one file or in several, and writes a crate
/// with the operations asked for and the shapes they need. Only files that Farrier
/// wrote are replaced or removed.
#[derive(clap::Args)]
#[command(
    verbatim_doc_comment,
    after_help = program::named("\
Examples:
  {farrier} generate --model kms.json --out ../my-kms
  {farrier} generate --model s3.json --out ../my-s3 --operations GetObject,PutObject --crate-name my-s3")
)]
pub struct Args {
    /// The model; repeat it for a model in several files
    #[arg(long, value_name = "FILE", required = true, num_args = 1..)]
    model: Vec<Utf8PathBuf>,
    /// The folder of the crate; made if there is none
    #[arg(long, value_name = "DIR", value_parser = NonEmptyStringValueParser::new().map(Utf8PathBuf::from))]
    out: Utf8PathBuf,
    /// The operations wanted, by shape name, with commas between them; all of the service if left out
    #[arg(long, value_name = "NAMES")]
    operations: Vec<String>,
    /// The name of the crate; the name of the service in kebab-case if left out
    #[arg(long, value_name = "NAME", value_parser = NonEmptyStringValueParser::new())]
    crate_name: Option<String>,
    /// Also write the protocol and endpoint tests of the model, as tests of the crate
    #[arg(long)]
    protocol_tests: bool,
    /// What has a Cargo feature of its own: an operation, a resource of the model, a tag of operations, or nothing
    #[arg(long, value_name = "WHAT", value_parser = PossibleValuesParser::new(FeaturePer::NAMES), default_value = FeaturePer::NAMES[0])]
    feature_per: String,
    /// A key of `[package]` in the Cargo.toml of the crate, such as version=1.2.3, with commas in lists: keywords=a,b;
    /// repeat it for more
    #[arg(long, value_name = "KEY=VALUE")]
    manifest: Vec<String>,
    /// A feature that the crate has besides, with those that it turns on; `default` replaces that of the crate
    #[arg(long, value_name = "NAME=FEATURES")]
    feature: Vec<String>,
    /// The folder of farrier-runtime; what farrier.toml says if left out, else the version of this program
    #[arg(long, value_name = "DIR", conflicts_with = "runtime_version")]
    runtime_path: Option<Utf8PathBuf>,
    /// The published version of farrier-runtime to depend on
    #[arg(long, value_name = "VERSION")]
    runtime_version: Option<String>,
    #[command(flatten)]
    client: ClientArgs,
    /// List the files that were written or removed
    #[arg(long)]
    verbose: bool,
}

pub(crate) fn run(args: &Args) -> Result {
    let runtime = runtime(args)?;
    if let Some((message, help)) = args.crate_name.as_deref().and_then(wrong_package) {
        return Err(vec![Problem::new(format!("`--crate-name`: {message}")).help(help)]);
    }
    let operations = names::listed(&args.operations);
    if operations.is_empty() && !args.operations.is_empty() {
        let problem = Problem::new("`--operations` names no operation");
        return Err(vec![problem.help("name some, or leave the option out for all of them")]);
    }
    let job = Job {
        name: args.out.to_string(),
        models: args.model.clone(),
        folder: args.out.clone(),
        request: Request {
            model: model::label(&args.model),
            package: args.crate_name.clone().unwrap_or_default(),
            command: command(args, &operations),
            operations,
            protocol_tests: args.protocol_tests,
            feature_per: FeaturePer::named(&args.feature_per).unwrap_or_default(),
            manifest: options::manifest(&args.manifest, &args.feature)?,
            runtime,
            ..args.client.request()
        },
        limits: args.client.limits,
        lacking: Vec::new(),
    };
    let jobs = [job];
    let planned = progress::write_all(&jobs)?;
    report::tell(unpublished::warning(&jobs, &planned).as_slice());
    Ok(Outcome { text: summary::written(&planned, args.verbose), success: true })
}

fn runtime(args: &Args) -> Result<RuntimeDependency> {
    match (&args.runtime_path, &args.runtime_version) {
        (Some(path), _) => match paths::wrong_runtime(path) {
            Some((message, help)) => Err(Problem::new(format!("`--runtime-path`: {message}")).help(help)),
            None => paths::relative(&args.out, path).map(RuntimeDependency::path),
        },
        (None, Some(version)) => Ok(RuntimeDependency::version(version)),
        (None, None) => job::runtime(Config::find_any()?.as_ref(), &args.out),
    }
    .map_err(|problem| vec![problem])
}

/// The command that does the same again.
fn command(args: &Args, operations: &[String]) -> String {
    let mut command = format!("{} generate", program::name());
    let limit = |value: usize, usual: usize| (value != usual).then(|| value.to_string());
    let ClientArgs { service_id, protocol, skip_unsupported, allow_unknown_trait, limits } = &args.client;
    let usual = Limits::default();
    let limits = [
        ("max-model-mib", limit(limits.model_mib, usual.model_mib)),
        ("max-shapes", limit(limits.shapes, usual.shapes)),
        ("max-members", limit(limits.members, usual.members)),
    ];
    let mut option = |name: &str, value: Option<&str>| {
        if let Some(value) = value {
            command += &format!(" --{name} {}", quote(value));
        }
    };
    for model in &args.model {
        option("model", Some(model.as_str()));
    }
    option("out", Some(args.out.as_str()));
    option("operations", Some(operations.join(",").as_str()).filter(|names| !names.is_empty()));
    option("crate-name", args.crate_name.as_deref());
    option("service", service_id.as_deref());
    option("protocol", protocol.as_deref());
    for id in allow_unknown_trait {
        option("allow-unknown-trait", Some(id));
    }
    option("feature-per", Some(args.feature_per.as_str()).filter(|name| *name != FeaturePer::default().name()));
    for pair in &args.manifest {
        option("manifest", Some(pair));
    }
    for pair in &args.feature {
        option("feature", Some(pair));
    }
    for (name, value) in &limits {
        option(name, value.as_deref());
    }
    option("runtime-path", args.runtime_path.as_deref().map(Utf8Path::as_str));
    option("runtime-version", args.runtime_version.as_deref());
    if *skip_unsupported {
        command += " --skip-unsupported";
    }
    if args.protocol_tests {
        command += " --protocol-tests";
    }
    command
}

/// The word as a shell reads it, on one line whatever it holds.
fn quote(word: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_./:,=+@%".contains(c);
    if !word.is_empty() && word.chars().all(is_plain) {
        word.to_owned()
    } else if word.chars().any(char::is_control) {
        format!("$'{}'", word.escape_debug())
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::quote;

    #[test]
    fn words_on_one_line() {
        for (word, quoted) in [
            ("models/kms.json", "models/kms.json"),
            ("ns#Name", "'ns#Name'"),
            ("it's", r"'it'\''s'"),
            ("a\nfn main() {}", r"$'a\nfn main() {}'"),
            ("", "''"),
        ] {
            assert_eq!(quote(word), quoted);
        }
    }
}
