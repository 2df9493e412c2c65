//! The files that problems are about, read once more to show what is there.

use smithy_json_ast::Locator;
use std::collections::BTreeMap;
use std::fs;

use super::Problem;

/// Larger files are not looked at again.
const MOST_BYTES: u64 = 64 << 20;

/// How many problems are looked up in their files: for each of them a shape is read again.
const MOST_LOCATED: usize = 1_000;

/// The texts of files, by the names that problems call them.
pub(super) struct Sources(BTreeMap<String, String>);

impl Sources {
    /// Those of the problems, as far as they can be read.
    pub(super) fn of(problems: &[&Problem]) -> Self {
        let mut texts = BTreeMap::new();
        for Problem(diagnostic) in problems {
            if diagnostic.span.is_some() && !texts.contains_key(&diagnostic.file) {
                let text = read(&diagnostic.file).unwrap_or_default();
                texts.insert(diagnostic.file.clone(), text);
            }
        }
        Self(texts)
    }

    /// The line, without its end, that a problem is about.
    pub(super) fn line(&self, Problem(diagnostic): &Problem) -> Option<&str> {
        let index = diagnostic.span?.line.checked_sub(1)?;
        self.0.get(&diagnostic.file)?.lines().nth(index as usize)
    }

    /// The problems, each at the part of the model that it is about.
    pub(super) fn located(&self, problems: &[&Problem]) -> Vec<Problem> {
        let mut locators = BTreeMap::new();
        let mut located = Vec::new();
        for (count, Problem(diagnostic)) in problems.iter().enumerate() {
            let mut diagnostic = diagnostic.clone();
            let text = self.0.get(&diagnostic.file).filter(|_| count < MOST_LOCATED && diagnostic.pointer.is_some());
            if let Some(text) = text {
                locators.entry(diagnostic.file.clone()).or_insert_with(|| Locator::new(text)).locate(&mut diagnostic);
            }
            located.push(Problem(diagnostic));
        }
        located
    }
}

/// Nothing of what is no plain file: a pipe gives its text only once.
fn read(path: &str) -> Option<String> {
    let metadata = fs::metadata(path).ok()?;
    let is_text = metadata.is_file() && metadata.len() <= MOST_BYTES;
    is_text.then(|| fs::read_to_string(path).ok()).flatten()
}
