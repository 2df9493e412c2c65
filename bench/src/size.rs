//! What is generated, in lines and bytes.

use crate::report::{OFFICIAL, OURS, Row, Samples, Section, Unit};
use crate::{Result, Settings, places, service};
use std::fs;
use std::path::Path;
use walkdir::WalkDir;

const ABOUT: &str = "The sources of the generated crates, by operation. Lines of code are those that are neither empty \
                     nor a comment: documentation is as long as the model has it.";

#[derive(Default)]
struct Size {
    operations: f64,
    lines: f64,
    code: f64,
    bytes: f64,
}

pub(crate) fn run(settings: &Settings) -> Result<Section> {
    let generator = places::generator()?;
    let mut rows = Vec::new();
    for service in service::services(settings) {
        let ours = size(&service.generate(&generator, settings)?.join("src"))?;
        let official = size(&service.official_sources()?)?;
        let name = format!("{} ({} operations)", service.name, ours.operations);
        for (what, unit, of) in [
            ("lines per operation", Unit::Count, (|size| size.lines) as fn(&Size) -> f64),
            ("lines of code per operation", Unit::Count, |size| size.code),
            ("bytes per operation", Unit::Bytes, |size| size.bytes),
        ] {
            let samples = |size: &Size| Samples::exact((of(size) / size.operations).round());
            let row = Row::new(format!("{name}: {what}"), unit);
            rows.push(row.side(OURS, samples(&ours)).side(OFFICIAL, samples(&official)));
        }
    }
    Ok(Section::new("size", ABOUT, rows))
}

fn size(sources: &Path) -> Result<Size> {
    let mut size = Size::default();
    for entry in WalkDir::new(sources) {
        let entry = entry?;
        if entry.path().extension().is_none_or(|extension| extension != "rs") {
            continue;
        }
        let text = fs::read_to_string(entry.path())?;
        let is_code = |line: &&str| !line.trim().is_empty() && !line.trim_start().starts_with("//");
        size.lines += text.lines().count() as f64;
        size.code += text.lines().filter(is_code).count() as f64;
        size.bytes += text.len() as f64;
        // Both sides have one file per operation here, and nothing else.
        size.operations += if entry.path().parent() == Some(&sources.join("operation")) { 1.0 } else { 0.0 };
    }
    Ok(size)
}
