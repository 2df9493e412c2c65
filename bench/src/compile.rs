//! How long the generated crate alone takes to compile, its dependencies built, nothing kept of it.

use crate::measure::{Usage, compilation, must};
use crate::report::{OFFICIAL, OURS, Row, Samples, Section, Unit};
use crate::service::{self, Service};
use crate::{Result, Settings, places};
use std::path::PathBuf;
use std::process::Command;

const ABOUT: &str = "The generated crate alone, its dependencies built, not incremental: time of the compiler, without \
                     cargo. CPU is that of the user, which other work on the machine changes least. Ours is a crate of a \
                     workspace here, as its users have it, so its lints are run as well. The official crates cannot be compiled for one operation: that of ours stands beside the whole service.";

/// A way to compile, and how many times faster ours is to be: the whole service, and one operation.
struct Mode {
    name: &'static str,
    subcommand: &'static str,
    arguments: &'static [&'static str],
    goals: Option<(f64, f64)>,
}

const MODES: [Mode; 4] = [
    Mode { name: "check", subcommand: "check", arguments: &[], goals: Some((3.8, 15.0)) },
    Mode { name: "dev build", subcommand: "build", arguments: &[], goals: Some((10.0, 25.0)) },
    Mode { name: "release build", subcommand: "build", arguments: &["--release"], goals: Some((20.0, 40.0)) },
    Mode { name: "rustdoc", subcommand: "doc", arguments: &["--no-deps"], goals: None },
];

/// A crate to compile, by a package that depends on it with the features wanted.
struct Subject {
    side: &'static str,
    package: &'static str,
    manifest: PathBuf,
}

pub(crate) fn run(settings: &Settings) -> Result<Section> {
    let generator = places::generator()?;
    let mut rows = Vec::new();
    for service in service::services(settings) {
        let sources = service.generate(&generator, settings)?;
        let path = format!("path = {:?}", sources.display().to_string());
        let official = "version = \"1\", default-features = false, features = [\"rt-tokio\"]";
        let official = Subject::new(OFFICIAL, service.official, "official", official)?;
        let ours = Subject::new(OURS, service.name, "ours", &path)?;
        let one = service.operation.map(|operation| {
            let features = format!("{path}, default-features = false, features = [\"client\", \"{operation}\"]");
            Subject::new(OURS, service.name, "ours-one", &features)
        });
        let one = one.transpose()?;
        for mode in &MODES {
            rows.extend(mode.rows(service, [Some(&ours), one.as_ref(), Some(&official)], settings.runs)?);
        }
    }
    Ok(Section::new("compile", ABOUT, rows))
}

impl Subject {
    fn new(side: &'static str, package: &'static str, name: &str, dependency: &str) -> Result<Self> {
        let folder = places::out().join("compile").join(format!("{package}-{name}"));
        let manifest =
            service::package(&folder, "subject", "fn main() {}\n", &format!("{package} = {{ {dependency} }}\n"))?;
        Ok(Self { side, package, manifest })
    }

    fn cargo(&self, subcommand: &str, arguments: &[&str]) -> Command {
        let mut cargo = places::cargo(subcommand, &self.manifest, &places::out().join("compile/target"));
        cargo.args(arguments).args(["--package", self.package]).env("CARGO_INCREMENTAL", "0");
        cargo
    }

    fn compile(&self, mode: &Mode) -> Result<Usage> {
        let profile = mode.arguments.iter().copied().filter(|argument| *argument == "--release");
        must(&mut self.cargo("clean", &profile.collect::<Vec<_>>()))?;
        compilation(self.cargo(mode.subcommand, mode.arguments), &self.package.replace('-', "_"))
    }
}

impl Mode {
    /// The whole service and one operation, ours beside the same official crate.
    fn rows(&self, service: &Service, subjects: [Option<&Subject>; 3], runs: usize) -> Result<Vec<Row>> {
        let mut usages = [(); 3].map(|()| Vec::new());
        for run in 0..=runs {
            for (subject, usages) in subjects.iter().zip(&mut usages) {
                let Some(subject) = subject else { continue };
                eprintln!("{} of {} ({}), {run} of {runs}", self.name, subject.package, subject.side);
                let usage = subject.compile(self)?;
                // The first time may have compiled the dependencies as well.
                usages.extend((run > 0).then_some(usage));
            }
        }
        let [whole, one, official] = &usages;
        let mut rows = Vec::new();
        let works =
            [("", whole, self.goals.map(|goals| goals.0)), (", one operation", one, self.goals.map(|goals| goals.1))];
        for (work, ours, goal) in works.into_iter().filter(|(_, ours, _)| !ours.is_empty()) {
            // The goals are of the service that can be compiled for one operation.
            let goal = goal.filter(|_| service.operation.is_some());
            for (kind, of) in [("CPU", (|usage| usage.user) as fn(&Usage) -> f64), ("wall", |usage| usage.wall)] {
                let samples = |usages: &[Usage]| usages.iter().map(of).collect::<Samples>();
                let row = Row::new(format!("{}{work}: {}, {kind}", service.name, self.name), Unit::Seconds).goal(goal);
                let row = row.side(OURS, samples(ours)).side(OFFICIAL, samples(official));
                let is_charted = kind == "CPU" && service.operation.is_some();
                rows.push(if is_charted { row.charted(format!("{}{work}", self.name)) } else { row });
            }
        }
        Ok(rows)
    }
}
