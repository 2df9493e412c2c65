//! Models that are almost those of the cases, changed as a model can be: another target, a trait elsewhere, a shape of
//! another type. What is accepted is Rust, the same each time; a sample of it compiles. Seeded, so that each run is the
//! same; `FARRIER_RUNS=1000` makes more of each case.

#[path = "shared/crates.rs"]
mod crates;
#[path = "shared/mutation.rs"]
mod mutation;

use crates::{Crate, EVERYTHING, Features, Files, compile, files, root};
use fastrand::Rng;
use mutation::mutate;
use serde_json::Value;
use std::fs;

/// Everything, all operations with a client and nothing else, and those without a client.
const SETS: [Features; 3] = [EVERYTHING, &["--features=client"], &["--no-default-features", "--features=operations"]];

/// How many each case becomes.
fn runs(usual: usize) -> usize {
    std::env::var("FARRIER_RUNS").map_or(usual, |runs| runs.parse().expect("FARRIER_RUNS is a number"))
}

fn seeds() -> Vec<Value> {
    let folders = ["tests/cases", "tests/protocol", "tests/waiters", "tests/mutated"];
    let folders = folders.map(|folder| root().join("codegen/farrier-codegen").join(folder));
    let entries = folders.iter().flat_map(|folder| fs::read_dir(folder).expect("a folder of cases"));
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("readable").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    // All words at once are too large to be done often.
    paths.retain(|path| !path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("words")));
    paths.sort();
    paths.iter().map(|path| fs::read_to_string(path).expect("text").parse().expect("JSON")).collect()
}

/// The files of each mutant that is accepted.
fn accepted(runs: usize, seed: u64) -> Vec<(Value, Files)> {
    let mut random = Rng::with_seed(seed);
    let mut accepted = Vec::new();
    for case in seeds() {
        for _ in 0..runs {
            let mut model = case.clone();
            for _ in 0..random.usize(1..4) {
                mutate(&mut model, &mut random);
            }
            if let Ok(files) = files("mutant", &model) {
                accepted.push((model, files));
            }
        }
    }
    accepted
}

#[test]
fn what_is_accepted_is_rust() {
    let runs = runs(4);
    let accepted = accepted(runs, 16);
    for (model, files) in &accepted {
        for (path, contents) in files.iter().filter(|(path, _)| path.ends_with(".rs")) {
            syn::parse_file(contents).unwrap_or_else(|error| panic!("{path}: {error}\n{model}"));
            assert!(!contents.contains("compile_error"), "{path}\n{model}");
        }
    }
    if let Some((model, files)) = accepted.first() {
        assert_eq!(self::files("mutant", model).as_ref(), Ok(files), "generated twice");
    }
    let all = runs * seeds().len();
    assert!(accepted.len() > all / 8 && accepted.len() < all, "{} of {all}", accepted.len());
}

/// A sample, of which `cargo xtask soak compiled-mutants` compiles what fits into some minutes.
#[test]
#[ignore = "compiles hundreds of crates"]
fn what_is_accepted_compiles() {
    let accepted = accepted(runs(6), 61);
    let crates = accepted.iter().enumerate().map(|(number, (model, _))| {
        let package = format!("mutant-{number}");
        let files = files(&package, model).expect("accepted");
        Crate { package, of: model.to_string(), files }
    });
    let failures = compile("mutated", &SETS, crates.collect());
    assert!(failures.is_empty(), "{} messages", failures.len());
}
