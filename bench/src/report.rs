//! What was measured, for people to read: tables, and one report of all of them.

use crate::measure::must;
use crate::{Result, Settings, chart, places};
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

/// Ours, in tables.
pub(crate) const OURS: &str = "ours";
/// The official client, in tables.
pub(crate) const OFFICIAL: &str = "official";
/// What nobody can be better than, in tables. The chart of the documentation leaves it out.
pub(crate) const FLOOR: &str = "floor";

/// What a benchmark has measured.
pub(crate) struct Section {
    /// The name of the benchmark.
    pub(crate) name: &'static str,
    /// What is measured, and how.
    pub(crate) about: String,
    pub(crate) rows: Vec<Row>,
    /// What is not as it should be.
    pub(crate) failures: Vec<String>,
}

/// The same work on each side.
pub(crate) struct Row {
    pub(crate) what: String,
    pub(crate) unit: Unit,
    /// How many times ours is to be better than the official client.
    pub(crate) goal: Option<f64>,
    pub(crate) sides: Vec<(String, Samples)>,
    /// Its name in the chart of the documentation, if it is there.
    charted: Option<String>,
}

/// What numbers count.
#[derive(Clone, Copy)]
pub(crate) enum Unit {
    Seconds,
    Bytes,
    Count,
}

/// One number a run.
#[derive(Clone, Debug, Default)]
pub(crate) struct Samples(Vec<f64>);

impl FromIterator<f64> for Samples {
    fn from_iter<T: IntoIterator<Item = f64>>(numbers: T) -> Self {
        let mut numbers: Vec<f64> = numbers.into_iter().collect();
        numbers.sort_by(f64::total_cmp);
        Self(numbers)
    }
}

impl Samples {
    /// Every run gave the same.
    pub(crate) fn exact(number: f64) -> Self {
        Self(vec![number])
    }

    pub(crate) fn median(&self) -> f64 {
        let (low, high) = (self.0.len().saturating_sub(1) / 2, self.0.len() / 2);
        let at = |index: usize| self.0.get(index).copied().unwrap_or(f64::NAN);
        f64::midpoint(at(low), at(high))
    }

    fn range(&self) -> Option<(f64, f64)> {
        let (first, last) = (self.0.first()?, self.0.last()?);
        (self.0.len() > 1).then_some((*first, *last))
    }
}

impl Row {
    pub(crate) fn new(what: impl Into<String>, unit: Unit) -> Self {
        Self { what: what.into(), unit, goal: None, sides: Vec::new(), charted: None }
    }

    pub(crate) fn goal(mut self, goal: Option<f64>) -> Self {
        self.goal = goal;
        self
    }

    /// Shows it in the chart of the documentation.
    pub(crate) fn charted(mut self, name: impl Into<String>) -> Self {
        self.charted = Some(name.into());
        self
    }

    pub(crate) fn side(mut self, side: &str, samples: Samples) -> Self {
        self.sides.push((side.to_owned(), samples));
        self
    }

    fn get(&self, side: &str) -> Option<&Samples> {
        self.sides.iter().find(|(name, _)| name == side).map(|(_, samples)| samples)
    }

    /// How many times ours is better than a side.
    pub(crate) fn ratio(&self, side: &str) -> Option<f64> {
        Some(self.get(side)?.median() / self.get(OURS)?.median()).filter(|ratio| ratio.is_finite())
    }

    /// Its bars in the chart of the documentation: what each is of, and how many times ours is better.
    fn bars(&self) -> Vec<(String, f64)> {
        let Some(name) = &self.charted else { return Vec::new() };
        let others = self.sides.iter().filter(|(side, _)| side != OURS && side != FLOOR);
        let bar = |side: &str| {
            let name = if side == OFFICIAL { name.clone() } else { format!("{name} ({side})") };
            Some((name, self.ratio(side)?))
        };
        others.filter_map(|(side, _)| bar(side)).collect()
    }

    fn cell(&self, side: &str) -> String {
        let Some(samples) = self.get(side) else { return String::new() };
        let mut cell = self.unit.show(samples.median());
        if let Some((min, max)) = samples.range() {
            let _ = write!(cell, " ({} - {})", self.unit.show(min), self.unit.show(max));
        }
        if let (true, Some(ratio)) = (side != OURS, self.ratio(side)) {
            let _ = write!(cell, " **{ratio:.1}x**");
        }
        cell
    }
}

impl Unit {
    fn show(self, number: f64) -> String {
        let steps: &[(f64, &str)] = match self {
            Self::Seconds => &[(1.0, "s"), (1e-3, "ms"), (1e-6, "us"), (1e-9, "ns")],
            Self::Bytes => &[(1e6, "MB"), (1e3, "KB"), (1.0, "B")],
            Self::Count => &[(1e6, "million"), (1.0, "")],
        };
        let fitting = steps.iter().find(|(size, _)| number >= *size).or(steps.last());
        let (size, name) = fitting.copied().unwrap_or((1.0, ""));
        let number = number / size;
        let decimals = if number >= 100.0 || number.fract() == 0.0 { 0 } else { 2 };
        format!("{number:.decimals$} {name}").trim_end().to_owned()
    }
}

impl Section {
    pub(crate) fn new(name: &'static str, about: impl Into<String>, rows: Vec<Row>) -> Self {
        Self { name, about: about.into(), rows, failures: Vec::new() }
    }

    /// Its rows as a table.
    fn table(&self) -> String {
        if self.rows.is_empty() {
            return String::new();
        }
        let mut sides: Vec<&str> = Vec::new();
        for (side, _) in self.rows.iter().flat_map(|row| &row.sides) {
            if !sides.contains(&side.as_str()) {
                sides.push(side);
            }
        }
        let has_goals = self.rows.iter().any(|row| row.goal.is_some());
        let mut header = vec![String::new()];
        header.extend(sides.iter().map(|side| (*side).to_owned()));
        header.extend(has_goals.then(|| "goal".to_owned()));
        let mut lines = vec![header];
        for row in &self.rows {
            let mut line = vec![row.what.clone()];
            line.extend(sides.iter().map(|side| row.cell(side)));
            line.extend(has_goals.then(|| row.goal.map(|goal| format!("{goal}x")).unwrap_or_default()));
            lines.push(line);
        }
        markdown(&lines)
    }
}

/// A Markdown table, its columns aligned. The first line is its header.
pub(crate) fn markdown(lines: &[Vec<String>]) -> String {
    let columns = lines.first().map_or(0, Vec::len);
    let width = |column: usize| lines.iter().map(|line| line[column].chars().count()).max().unwrap_or(0).max(3);
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let mut text = String::new();
    for (number, line) in lines.iter().enumerate() {
        for (cell, width) in line.iter().zip(&widths) {
            let _ = write!(text, "| {cell:width$} ");
        }
        text += "|\n";
        if number == 0 {
            text.extend(widths.iter().map(|width| format!("|{}", "-".repeat(width + 2))));
            text += "|\n";
        }
    }
    text
}

/// Keeps a section for the report, with its chart. Answers it as it is printed.
pub(crate) fn keep(section: &Section, settings: &Settings) -> Result<String> {
    let folder = places::out().join("sections");
    fs::create_dir_all(&folder)?;
    let mut text = format!("## {}\n\n{}\n\n{}\n", section.name, section.about.trim_end(), section.table());
    if !section.rows.is_empty() {
        let _ = writeln!(text, "{} runs; load of the machine {}.", settings.runs, load());
    }
    if chart::draw(section, &folder.with_file_name(format!("{}.svg", section.name)))? {
        let _ = writeln!(text, "\n![official / ours]({}.svg)", section.name);
    }
    fs::write(folder.join(format!("{}.md", section.name)), &text)?;
    let bars = section.rows.iter().flat_map(Row::bars);
    let bars: String = bars.map(|(name, ratio)| format!("{ratio}\t{name}\n")).collect();
    fs::write(folder.join(format!("{}.{BARS}", section.name)), bars)?;
    Ok(text)
}

/// The ending of files with the bars of a section, a line each.
const BARS: &str = "bars";

/// The bars of a section that was ever kept.
fn bars(section: &str) -> Vec<(String, f64)> {
    let path = places::out().join("sections").join(format!("{section}.{BARS}"));
    let text = fs::read_to_string(path).unwrap_or_default();
    let bar = |line: &str| line.split_once('\t').and_then(|(ratio, name)| Some((name.to_owned(), ratio.parse().ok()?)));
    text.lines().filter_map(bar).collect()
}

/// What the chart of the documentation shows, in this order: sections and their titles.
const GROUPS: [(&str, &str); 4] = [
    ("compile", "Compiling the client, CPU time"),
    ("app", "Building a program that makes one call"),
    ("codec", "Requests and responses, time"),
    ("call", "Calls without a network, time"),
];

/// Writes the report of all sections that were ever kept, and the chart of the documentation.
pub(crate) fn write() -> Result<PathBuf> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(places::out().join("sections"))? {
        paths.push(entry?.path());
    }
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "md"));
    paths.sort();
    let groups = GROUPS.map(|(section, title)| (title, bars(section)));
    chart::draw_all(&groups, &places::out().join("chart.svg"))?;
    let mut text = format!(
        "# Farrier beside the official clients\n\n{}\n\nMedians (min - max), and how many times ours is better. \
         `cargo xtask bench` repeats it.\n\n![official / ours](chart.svg)\n",
        machine()?
    );
    for path in paths {
        text += &format!("\n{}", fs::read_to_string(path)?);
    }
    let path = places::out().join("report.md");
    fs::write(&path, text)?;
    Ok(path)
}

fn machine() -> Result<String> {
    let cpu = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = cpu.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    let model = model.map_or("unknown processor", |(_, model)| model);
    let cores = std::thread::available_parallelism()?;
    let rustc = must(Command::new("rustc").arg("--version"))?;
    Ok(format!("{cores} cores of {model}, {}.", rustc.trim()))
}

fn load() -> String {
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    load.split(' ').next().unwrap_or_default().to_owned()
}
