//! `farrier-credentials` in programs of their own: each scenario is a file with the environment, the files, the answers
//! of a server on this machine that stands for all of AWS, and what must come of it.
//!
//! `{server}`, `{home}` and `{in N s}` in a scenario are where the server listens, the home directory of the program,
//! and a time from now. Each is run with `aws-config` as well, which finds the same unless `aws_config` in the file
//! says what it does otherwise. What is secret holds the word `canary`, which must not be in errors, `Debug` or logs.

mod program;
mod roles;
mod scenario;
mod sharing;

use scenario::Scenario;
use std::path::Path;

/// How many programs run at a time.
const AT_A_TIME: usize = 8;

#[tokio::test]
async fn scenarios() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/credentials/scenarios");
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder).expect("the folder of the scenarios") {
        names.push(entry.expect("a file").path());
    }
    names.sort();
    assert!(names.len() > 40, "only {} scenarios", names.len());
    let mut wrong = Vec::new();
    for paths in names.chunks(AT_A_TIME) {
        let scenarios: Vec<_> = paths.iter().map(|path| Scenario::read(path)).collect();
        let problems = futures_util::future::join_all(scenarios.iter().map(Scenario::run)).await;
        for (path, problems) in paths.iter().zip(problems) {
            let name = path.file_stem().expect("a name").to_string_lossy();
            wrong.extend(problems.into_iter().map(|problem| format!("{name}: {problem}")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test]
#[ignore = "the program of the scenarios, which gives it an environment"]
async fn the_program() {
    program::run().await;
}
