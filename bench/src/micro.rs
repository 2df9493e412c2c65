//! Codecs and calls: runs the programs of the package `micro`.

use crate::measure::must;
use crate::report::{Row, Samples, Section, Unit};
use crate::{Result, Settings, places};
use serde_json::Value;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use walkdir::WalkDir;

const CODEC: &str = "An input to a request and a response to an output, as a call does it; serde_json does it with a \
                     plain structure that it borrows, without headers, as a lower bound: both clients also drop \
                     the input. Of each run the median as Criterion has it; \
                     allocations count those that grow one.";
const CALL: &str = "A whole call, answered in memory, and what a client costs to make.";

/// A call by boto3, for scale.
const BOTO3: &str = include_str!("call.py");

/// Numbers by case and side, in the order they came.
type Measured = Vec<(String, String, f64)>;

pub(crate) fn codec(settings: &Settings) -> Result<Section> {
    let mut rows = rows("codec", settings, Some(2.0))?;
    let mut about = CODEC.to_owned();
    if must(Command::new("valgrind").arg("--version")).is_ok() {
        let counts = instructions(&programs()?)?;
        rows.extend(table(&counts, &counts, ", instructions", Unit::Count));
        about += " Instructions are what callgrind counts of one time.";
    } else {
        eprintln!("note: instructions are left out: there is no valgrind");
    }
    Ok(Section::new("codec", about, rows))
}

pub(crate) fn call(settings: &Settings) -> Result<Section> {
    let mut rows = rows("call", settings, Some(1.3))?;
    let mut about = CALL.to_owned();
    match boto3(settings.runs) {
        Ok(samples) => {
            for row in rows.iter_mut().take(1) {
                row.sides.push(("boto3".to_owned(), samples.clone()));
            }
        }
        Err(error) => {
            eprintln!("note: boto3 is left out: {error}");
            about += " boto3 is not installed here.";
        }
    }
    Ok(Section::new("call", about, rows))
}

fn rows(benchmark: &str, settings: &Settings, goal: Option<f64>) -> Result<Vec<Row>> {
    let programs = programs()?;
    let counts = allocations(&programs, benchmark)?;
    let mut times = Vec::new();
    for run in 0..settings.runs {
        eprintln!("{benchmark}, {} of {}", run + 1, settings.runs);
        times.extend(criterion(&programs, benchmark)?);
    }
    let rows = table(&counts, &times, "", Unit::Seconds);
    let mut rows: Vec<Row> = rows.into_iter().map(|row| charted(row.goal(goal))).collect();
    rows.extend(table(&counts, &counts, ", allocations", Unit::Count));
    Ok(rows)
}

/// Shows cases in the chart of the documentation: calls, and of codecs the smallest and the usual largest body.
fn charted(row: Row) -> Row {
    let is_shown =
        ["CreateConnectionInvitation", "Client::from_conf", "100 KB"].iter().any(|part| row.what.contains(part));
    let name = row.what.clone();
    if is_shown { row.charted(name) } else { row }
}

/// One row per case, in the order of `cases`.
fn table(cases: &Measured, numbers: &Measured, what: &str, unit: Unit) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for (case, side, _) in cases {
        let name = format!("{case}{what}");
        let samples = numbers.iter().filter(|of| (&of.0, &of.1) == (case, side)).map(|of| of.2).collect();
        match rows.iter_mut().find(|row| row.what == name) {
            Some(row) => row.sides.push((side.clone(), samples)),
            None => rows.push(Row::new(name, unit).side(side, samples)),
        }
    }
    rows
}

/// Builds the programs beside this one. The folder they are in.
fn programs() -> Result<PathBuf> {
    let mut cargo = Command::new("cargo");
    cargo.args(["build", "--quiet", "--release", "--package", "micro"]);
    must(cargo.current_dir(places::bench()))?;
    Ok(env::current_exe()?.with_file_name(""))
}

fn allocations(programs: &Path, benchmark: &str) -> Result<Measured> {
    let text = must(Command::new(programs.join("micro-count")).arg(benchmark))?;
    let parse = |line: &str| {
        let [case, side, count, _bytes] = line.split('\t').collect::<Vec<_>>()[..] else { return None };
        Some((case.to_owned(), side.to_owned(), count.parse().ok()?))
    };
    Ok(text.lines().filter_map(parse).collect())
}

/// Counts the instructions of all cases of `codec`, done once each. Other work on the machine does not change them; the
/// random keys of hash maps do, by some percent.
///
/// Calls are not counted: callgrind lacks the processor's instructions for SHA-256, which would be a third of each.
fn instructions(programs: &Path) -> Result<Measured> {
    let out = places::out().join("callgrind");
    if out.exists() {
        fs::remove_dir_all(&out)?;
    }
    fs::create_dir_all(&out)?;
    let mut valgrind = Command::new("valgrind");
    // Only the function is counted, and a file is written each time it ends. Of two equal patterns it would heed the
    // first.
    valgrind.args(["--tool=callgrind", "--collect-atstart=no", "--toggle-collect=*micro_once::measured*"]);
    valgrind.arg("--dump-after=*once::measured*").arg(format!("--callgrind-out-file={}/count", out.display()));
    let text = must(valgrind.arg(programs.join("micro-once")).arg("codec"))?;
    let mut measured = Vec::new();
    for (line, number) in text.lines().zip(1..) {
        let (case, side) = line.split_once('\t').ok_or("micro-once prints case and side")?;
        let profile = fs::read_to_string(out.join(format!("count.{number}")))?;
        let total = profile.lines().find_map(|line| line.strip_prefix("totals: "));
        measured.push((case.to_owned(), side.to_owned(), total.ok_or("callgrind's files have changed")?.parse()?));
    }
    Ok(measured)
}

/// Times all cases once. Seconds, by Criterion's files.
fn criterion(programs: &Path, benchmark: &str) -> Result<Measured> {
    let home = places::out().join("criterion");
    if home.exists() {
        fs::remove_dir_all(&home)?;
    }
    must(Command::new(programs.join("micro-time")).arg(benchmark).env("CRITERION_HOME", &home))?;
    let mut measured = Vec::new();
    for entry in WalkDir::new(&home) {
        let path = entry?.into_path();
        if !path.ends_with("new/benchmark.json") {
            continue;
        }
        let of = json(&path)?;
        let median = &json(&path.with_file_name("estimates.json"))?["median"]["point_estimate"];
        let text = |key: &str| of[key].as_str().map(str::to_owned).ok_or("Criterion's files have changed");
        measured.push((text("group_id")?, text("function_id")?, median.as_f64().unwrap_or(f64::NAN) / 1e9));
    }
    Ok(measured)
}

fn json(path: &Path) -> Result<Value> {
    Ok(serde_json::from_str(&fs::read_to_string(path)?)?)
}

/// Seconds a call by boto3 takes; an error if Python does not have it.
fn boto3(runs: usize) -> Result<Samples> {
    let python = must(Command::new("python3").args(["-c", BOTO3, &runs.to_string()]));
    let text = python.map_err(|error| error.to_string().lines().last().unwrap_or_default().to_owned())?;
    Ok(text.lines().filter_map(|line| line.parse().ok()).collect())
}
