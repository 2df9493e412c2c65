//! Uploads and downloads over this machine: runs the programs of the package `streams`.

use crate::measure::must;
use crate::report::{OFFICIAL, OURS, Row, Samples, Section, Unit};
use crate::{Result, Settings, places};
use std::env;
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

const ABOUT: &str = "An object of S3 uploaded to a server on this machine, which keeps nothing, and downloaded from there, by \
    both clients with their defaults: requests are signed, chunks of streams too since they go by http, and CRC32 is \
    calculated and compared. CPU is that of the client alone, on one thread. Memory is the peak above what the client had \
    after two small calls.";

const MIB: u64 = 1024 * 1024;

/// The most memory that a stream may take.
const MEMORY: f64 = (64 * MIB) as f64;

/// What is moved.
struct Case {
    what: &'static str,
    /// What the program calls it.
    work: &'static str,
    bytes: u64,
    /// How many times better than the official client ours is to be, if time counts and not memory alone.
    goal: Option<f64>,
    /// Whether memory has a limit: what is in memory as a whole has none.
    streams: bool,
}

const CASES: [Case; 5] = [
    Case { what: "get 256 MiB", work: "get", bytes: 256 * MIB, goal: Some(0.95), streams: true },
    Case { what: "put 256 MiB, from memory", work: "put", bytes: 256 * MIB, goal: Some(0.95), streams: false },
    Case { what: "put 256 MiB, from a file", work: "put-file", bytes: 256 * MIB, goal: Some(0.95), streams: true },
    Case { what: "get 2 GiB", work: "get", bytes: 2048 * MIB, goal: None, streams: true },
    Case { what: "put 2 GiB, from a file", work: "put-file", bytes: 2048 * MIB, goal: None, streams: true },
];

pub(crate) fn run(settings: &Settings) -> Result<Section> {
    let mut cargo = Command::new("cargo");
    must(cargo.args(["build", "--quiet", "--release", "--package", "streams"]).current_dir(places::bench()))?;
    let program = env::current_exe()?.with_file_name("streams");
    let server = Server::start(&program)?;
    let (mut rows, mut failures) = (Vec::new(), Vec::new());
    for case in &CASES {
        let measured = case.measure(&program, &server.url, settings.runs)?;
        let row = |kind: &str, unit, at: usize| {
            let side = |row: Row, name: &str, of: &[[f64; 3]]| {
                row.side(name, of.iter().map(|spent| spent[at]).collect::<Samples>())
            };
            let row = side(Row::new(format!("{}: {kind}", case.what), unit), OFFICIAL, &measured[0]);
            side(row, OURS, &measured[1])
        };
        rows.push(row("wall", Unit::Seconds, 0).goal(case.goal));
        rows.push(row("CPU", Unit::Seconds, 1).goal(case.goal.map(|_| 1.0)));
        if !case.streams {
            continue;
        }
        rows.push(row("memory", Unit::Bytes, 2));
        let most = measured[1].iter().map(|spent| spent[2]).fold(0.0, f64::max);
        if most >= MEMORY {
            failures.push(format!("{} takes {} MiB of memory", case.what, most / MIB as f64));
        }
    }
    Ok(Section { failures, ..Section::new("streams", ABOUT, rows) })
}

impl Case {
    /// Seconds, seconds of CPU and bytes, of each run: of the official client, and of ours.
    fn measure(&self, program: &Path, url: &str, runs: usize) -> Result<[Vec<[f64; 3]>; 2]> {
        fs::create_dir_all(places::out())?;
        let file = places::out().join("stream");
        // A file without blocks: the disk is not measured.
        File::create(&file)?.set_len(self.bytes)?;
        let what = if self.work == "put-file" { file.display().to_string() } else { self.bytes.to_string() };
        let mut measured = [Vec::new(), Vec::new()];
        // The first time does not count.
        for run in 0..=runs {
            eprintln!("{}, {run} of {runs}", self.what);
            for (side, measured) in [OFFICIAL, OURS].into_iter().zip(&mut measured) {
                let text = must(Command::new(program).args([side, self.work, &what, url]))?;
                let numbers: Vec<f64> = text.trim().split('\t').filter_map(|number| number.parse().ok()).collect();
                let spent: [f64; 3] = numbers.try_into().map_err(|_| format!("this is not what it cost: {text}"))?;
                measured.extend((run > 0).then_some(spent));
            }
        }
        fs::remove_file(file)?;
        Ok(measured)
    }
}

/// The other end, until it is dropped.
struct Server {
    process: Child,
    url: String,
}

impl Server {
    fn start(program: &Path) -> Result<Self> {
        let mut process = Command::new(program).arg("serve").stdout(Stdio::piped()).spawn()?;
        let mut url = String::new();
        let said = process.stdout.take().ok_or("its output is piped")?;
        BufReader::new(said).read_line(&mut url)?;
        Ok(Self { process, url: url.trim().to_owned() })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
