//! How long the generated crate alone takes to compile, its dependencies built, nothing kept of it.

use crate::measure::{Usage, compilation, must};
use crate::report::{OFFICIAL, OURS, Row, Samples, Section, Unit};
use crate::service::{self, Service};
use crate::{Result, Settings, places};
use std::iter;
use std::path::PathBuf;
use std::process::Command;

const ABOUT: &str = "The generated crate alone, its dependencies built, not incremental: time of the compiler, without \
                     cargo. CPU is that of the user, which other work on the machine changes least. Memory is the most that the compiler had. Ours is a crate of a \
                     workspace here, as its users have it, so its lints are run as well. The official crates cannot be compiled for one operation: that of ours stands beside the whole service.";

/// A way to compile, and how many times faster one operation of ours is to be than the whole official crate.
struct Mode {
    name: &'static str,
    subcommand: &'static str,
    arguments: &'static [&'static str],
    goal: Option<f64>,
}

/// The first three in the order of [`Service::goals`].
const MODES: [Mode; 4] = [
    Mode { name: "check", subcommand: "check", arguments: &[], goal: Some(15.0) },
    Mode { name: "dev build", subcommand: "build", arguments: &[], goal: Some(25.0) },
    Mode { name: "release build", subcommand: "build", arguments: &["--release"], goal: Some(40.0) },
    Mode { name: "rustdoc", subcommand: "doc", arguments: &["--no-deps"], goal: None },
];

const MEMORY: &str = "memory";

/// What is told of a compilation.
type Kind = (&'static str, Unit, fn(&Usage) -> f64);

const KINDS: [Kind; 3] = [
    ("CPU", Unit::Seconds, |usage| usage.user),
    ("wall", Unit::Seconds, |usage| usage.wall),
    (MEMORY, Unit::Bytes, |usage| usage.peak),
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
        let [path, official] = service.dependencies(&sources)?;
        let official = Subject::new(OFFICIAL, service.official, "official", &official)?;
        let ours = Subject::new(OURS, service.name, "ours", &path)?;
        let one = service.operation.map(|operation| {
            let features =
                format!("{path}, default-features = false, features = [\"client\", \"ring\", \"{operation}\"]");
            Subject::new(OURS, service.name, "ours-one", &features)
        });
        let one = one.transpose()?;
        let goals = service.goals.into_iter().flatten().map(Some).chain(iter::repeat(None));
        let is_wanted = |mode: &Mode| settings.mode.as_deref().is_none_or(|wanted| mode.name.starts_with(wanted));
        for (mode, goal) in MODES.iter().zip(goals).filter(|(mode, _)| is_wanted(mode)) {
            rows.extend(mode.rows(service, goal, [Some(&ours), one.as_ref(), Some(&official)], settings.runs)?);
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
    fn rows(
        &self,
        service: &Service,
        goal: Option<f64>,
        subjects: [Option<&Subject>; 3],
        runs: usize,
    ) -> Result<Vec<Row>> {
        let mut usages = [(); 3].map(|()| Vec::new());
        // The compiler of the crate alone is measured: what a first time does besides matters to the wall clock only,
        // and who wants a single run wants it soon.
        for run in usize::from(runs == 1)..=runs {
            for (subject, usages) in subjects.iter().zip(&mut usages) {
                let Some(subject) = subject else { continue };
                eprintln!("{} of {} ({}), {run} of {runs}", self.name, subject.package, subject.side);
                let usage = subject.compile(self)?;
                usages.extend((run > 0).then_some(usage));
            }
        }
        let [whole, one, official] = &usages;
        let mut rows = Vec::new();
        let works = [("", whole, goal), (", one operation", one, self.goal)];
        for (work, ours, goal) in works.into_iter().filter(|(_, ours, _)| !ours.is_empty()) {
            for (kind, unit, of) in KINDS {
                let samples = |usages: &[Usage]| usages.iter().map(of).collect::<Samples>();
                let goal = goal.filter(|_| kind != MEMORY);
                let row = Row::new(format!("{}{work}: {}, {kind}", service.name, self.name), unit).goal(goal);
                let row = row.side(OURS, samples(ours)).side(OFFICIAL, samples(official));
                let is_charted = kind == "CPU" && service.is_own();
                rows.push(if is_charted { row.charted(format!("{}{work}", self.name)) } else { row });
            }
        }
        Ok(rows)
    }
}
