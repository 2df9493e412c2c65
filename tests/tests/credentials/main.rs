//! `farrier-credentials` in programs of their own: each scenario is a file with the environment, the files, the answers of a
//! server on this machine that stands for all of AWS, and what must come of it.
//!
//! `{server}`, `{home}` and `{in N s}` in a scenario are where the server listens, the home directory of the program, and a
//! time from now. What is secret holds the word `canary`, which must not be in errors, `Debug` or logs.

mod program;
mod roles;
mod scenario;
mod sharing;

use scenario::Scenario;
use std::path::Path;

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
    for path in names {
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        wrong.extend(Scenario::read(&path).run().await.into_iter().map(|problem| format!("{name}: {problem}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test]
#[ignore = "the program of the scenarios, which gives it an environment"]
async fn the_program() {
    program::run().await;
}
