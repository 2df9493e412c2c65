//! `cargo xtask audit`: what the crates below ours bring with them.

mod advisories;
mod deny;
mod features;
mod program;
mod rust;
mod semver;
mod tools;
mod versions;

use camino::{Utf8Path, Utf8PathBuf};
use clap::ValueEnum;
use std::fmt::Write as _;
use std::process::Command;
use std::time::Instant;

use crate::checkout;
use farrier::report::{self, Outcome, Problem, Result};
use program::Kind;

/// Check what the crates below ours bring with them, and what ours promise: versions, features
///
/// Makes a program with a generated client and our defaults, and runs cargo-deny over what
/// it needs; compiles everything with the newest versions of all libraries, and with the
/// oldest that our manifests allow; runs cargo-semver-checks over the runtime, and cargo-hack
/// over the features of a client. Installs these below target/ if they are not there, which
/// takes minutes. What this machine cannot reach is said, and is no failure.
#[derive(clap::Args)]
#[command(
    verbatim_doc_comment,
    after_help = "\
Examples:
  cargo xtask audit
  cargo xtask audit licenses bans
  cargo xtask audit advisories --advisory-db ../advisory-db
  cargo xtask audit bans advisories --program official
  cargo xtask audit semver --since v0.1.0
  cargo xtask audit features --client ../my-kms"
)]
pub(crate) struct Args {
    /// What to check; all of it if nothing is named
    #[arg(value_name = "CHECK", value_enum)]
    checks: Vec<Check>,
    /// The commit that the runtime is compared with; the newest tag if left out, else that of
    /// xtask/src/audit/baseline.txt
    #[arg(long, value_name = "REV")]
    since: Option<String>,
    /// What the program is that cargo-deny looks at
    #[arg(long, value_enum, default_value_t)]
    program: Kind,
    /// A clone of https://github.com/RustSec/advisory-db, for machines that cannot reach it
    #[arg(long, value_name = "DIR")]
    advisory_db: Option<Utf8PathBuf>,
    /// The generated crate whose features are tried
    #[arg(long, value_name = "DIR", default_value = "generated/partnercentral-account")]
    client: Utf8PathBuf,
}

#[derive(ValueEnum, Clone, Copy, Debug, PartialEq)]
enum Check {
    /// Known vulnerabilities, and crates that nobody keeps any more
    Advisories,
    /// Licences that cannot be met
    Licenses,
    /// Two versions of one crate, and a second stack of HTTP or TLS
    Bans,
    /// Crates from elsewhere than crates.io
    Sources,
    /// The newest versions of all libraries
    Newest,
    /// The oldest versions that the manifests allow
    Oldest,
    /// The public API of the runtime, against that of an earlier commit
    Semver,
    /// A client with each of its features alone, none, and pairs of operations, without a warning
    Features,
    /// The oldest Rust that the workspace allows, where its toolchain is installed
    Rust,
}

impl Check {
    /// Its name on the command line, which is also that of cargo-deny, where that checks it.
    fn name(self) -> String {
        self.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
    }
}

/// How a check ended.
enum Verdict {
    Passed,
    Failed,
    /// Not checked, and why.
    Unreachable(String),
}

pub(crate) fn run(args: &Args) -> Result {
    let root = checkout("whose crates are checked")?;
    let all = <Check as clap::ValueEnum>::value_variants();
    let checks = if args.checks.is_empty() { all } else { args.checks.as_slice() };
    if let Some(clone) = args.advisory_db.as_ref().filter(|_| !checks.contains(&Check::Advisories)) {
        let problem = Problem::at(clone, "none of the checks that were asked for looks at advisories");
        return Err(vec![problem.help("add the check `advisories`, or leave `--advisory-db` out")]);
    }
    let folder = root.join("target/audit");
    let mut text = format!("{:<12} {:>8}  result\n", "check", "seconds");
    let mut success = true;
    for check in checks {
        let start = Instant::now();
        report::note(&format!("== {check:?}"));
        let (verdict, date) = one(*check, args, &root, &folder)?;
        let result = match verdict {
            Verdict::Passed => "passed".to_owned(),
            Verdict::Failed => {
                success = false;
                "FAILED".to_owned()
            }
            Verdict::Unreachable(why) => format!("not checked: {why}"),
        };
        let by = date.map(|date| format!(", by the database of {date}")).unwrap_or_default();
        let name = check.name();
        let _ = writeln!(text, "{name:<12} {:>8.1}  {result}{by}", start.elapsed().as_secs_f64());
    }
    Ok(Outcome { text, success })
}

/// How a check ends, and of which day that is which it goes by, if not of today.
fn one(check: Check, args: &Args, root: &Utf8Path, folder: &Utf8Path) -> Result<(Verdict, Option<String>)> {
    let verdict = match check {
        Check::Newest => versions::newest(root, folder)?,
        Check::Oldest => versions::oldest(root, folder)?,
        Check::Semver => semver::check(root, args.since.as_deref())?,
        Check::Features => features::check(root, folder, &args.client)?,
        Check::Rust => rust::check(root, folder)?,
        Check::Advisories => return advisories::check(root, folder, args.program, args.advisory_db.as_deref()),
        Check::Licenses | Check::Bans | Check::Sources => deny::check(root, folder, args.program, &check.name())?,
    };
    Ok((verdict, None))
}

/// Whether a command succeeded.
fn succeeds(command: &mut Command) -> Result<bool> {
    let status = command.status();
    status
        .map(|status| status.success())
        .map_err(|error| vec![Problem::new(format!("cannot run {command:?}: {error}"))])
}
