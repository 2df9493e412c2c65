//! Rules at random give the same endpoint, or the same error, compiled as evaluated word for word. What some of them
//! become is kept as Rust files, which are modules here; more of them are compiled by
//! `cargo test -p farrier-codegen --lib endpoint::tests::compared -- --ignored`.

use super::observed::observe;
use super::{Bindings, emit, lowered, oracle, pretty, random};
use farrier_runtime::endpoint::{Param, Resolve};
use fastrand::Rng;
use serde_json::Value;
use std::fmt::Write;
use std::path::Path;
use std::process::Command;
use std::{env, fs};

/// How often each set of rules is asked for an endpoint.
const TIMES: usize = 200;

/// The rules of a seed, if they are valid: some need a value that may be unset.
fn compiled(seed: u64, diagram: bool, bindings: Bindings) -> Option<(Value, String)> {
    let case = random::case(seed, diagram);
    let rules = lowered(&case).ok()?;
    Some((case, pretty(emit(&rules, bindings))))
}

/// What is accepted is Rust.
#[test]
fn accepted() {
    let compiled = |seed, diagram| compiled(seed, diagram, Bindings::Chained);
    let accepted = (0..500).flat_map(|seed| [compiled(seed, false), compiled(seed, true)]).flatten().count();
    assert!((100..900).contains(&accepted), "{accepted} of 1000");
}

/// The first so many that are valid, half of them diagrams.
pub(super) fn some(count: usize, bindings: Bindings) -> Vec<(Value, String)> {
    let found: Vec<_> = [false, true]
        .into_iter()
        .flat_map(|diagram| (0..).filter_map(move |seed| compiled(seed, diagram, bindings)).take(count / 2))
        .collect();
    found
}

macro_rules! kept {
    ($($name:ident in $path:literal;)*) => {
        $(#[deny(warnings)] #[path = $path] mod $name;)*

        pub(super) const KEPT: &[(&[Param], Resolve)] = &[$(($name::PARAMS, $name::resolve)),*];
    };
}

kept! {
    rules_0 in "rules_0.snap.rs";
    rules_1 in "rules_1.snap.rs";
    rules_2 in "rules_2.snap.rs";
    rules_3 in "rules_3.snap.rs";
    rules_4 in "rules_4.snap.rs";
    rules_5 in "rules_5.snap.rs";
    rules_6 in "rules_6.snap.rs";
    rules_7 in "rules_7.snap.rs";
    rules_8 in "rules_8.snap.rs";
    rules_9 in "rules_9.snap.rs";
    rules_10 in "rules_10.snap.rs";
    rules_11 in "rules_11.snap.rs";
    rules_12 in "rules_12.snap.rs";
    rules_13 in "rules_13.snap.rs";
    rules_14 in "rules_14.snap.rs";
    rules_15 in "rules_15.snap.rs";
}

#[test]
fn kept() {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.set_snapshot_path(".");
    settings.bind(|| {
        for (number, (_, file)) in some(KEPT.len(), Bindings::Chained).into_iter().enumerate() {
            insta::assert_binary_snapshot!(&format!("rules_{number}.rs"), file.into_bytes());
        }
    });
}

#[test]
fn the_same_endpoint_as_word_for_word() {
    let mut rng = Rng::with_seed(16);
    let (mut endpoints, mut errors) = (0, 0);
    for ((case, _), (table, resolve)) in some(KEPT.len(), Bindings::Chained).iter().zip(KEPT) {
        for _ in 0..TIMES {
            let values = random::values(&mut rng);
            let expected = oracle::endpoint(case, &values);
            assert_eq!(observe(table, *resolve, &values), expected, "{values}\n{case}");
            *(if expected.get("url").is_some() { &mut endpoints } else { &mut errors }) += 1;
        }
    }
    assert!(endpoints > KEPT.len() * TIMES / 8 && errors > KEPT.len() * TIMES / 8, "{endpoints}, {errors}");
}

/// A program in which each set of rules is a module, as it is in a client that is a module.
#[test]
#[ignore = "compiles a program"]
fn the_same_endpoint_as_word_for_word_many_times() {
    let count = env::var("FARRIER_RUNS").map_or(400, |runs| runs.parse().expect("FARRIER_RUNS is a number"));
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().expect("the workspace");
    let folder = root.join("target/endpoints");
    fs::create_dir_all(folder.join("src")).expect("a folder");
    let write = |name: &str, text: &str| fs::write(folder.join(name), text).expect("a file can be written");
    let mut rng = Rng::with_seed(61);
    let (mut main, mut asked, cases) = ("mod observed;\n".to_owned(), String::new(), some(count, Bindings::Alone));
    for (number, (case, file)) in cases.iter().enumerate() {
        write(&format!("src/m{number}.rs"), file);
        writeln!(main, "mod m{number};").expect("text");
        for _ in 0..TIMES {
            let values = random::values(&mut rng);
            writeln!(asked, "{number}\t{values}\t{}", oracle::endpoint(case, &values)).expect("text");
        }
    }
    let rows = (0..cases.len()).map(|number| format!("(m{number}::PARAMS, m{number}::resolve),"));
    let rows = rows.collect::<String>();
    write("src/main.rs", &format!("{main}{}", include_str!("main.txt").replace("ROWS", &rows)));
    write("src/observed.rs", include_str!("../observed.rs"));
    write("asked.txt", &asked);
    let runtime = root.join("runtime");
    write("Cargo.toml", &include_str!("manifest.txt").replace("RUNTIME", &runtime.to_string_lossy()));
    fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock")).expect("the lock file");
    let output = Command::new(env!("CARGO"))
        .args(["run", "--quiet"])
        .current_dir(&folder)
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .env("RUSTFLAGS", "-Dwarnings")
        .output()
        .expect("cargo can be run");
    let said = [output.stdout, output.stderr].map(|text| String::from_utf8_lossy(&text).into_owned());
    println!("{}", said[0]);
    assert!(output.status.success(), "{}", said[1]);
}
