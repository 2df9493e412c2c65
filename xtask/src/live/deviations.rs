//! What the server is known to do unlike AWS.

use std::collections::BTreeMap;
use toml::Spanned;
use toml::de::DeTable;

use farrier::report::{Problem, Result};

const FILE: &str = "tests/live/deviations.toml";

/// A table per program: what is compared, and why it differs.
const DEVIATIONS: &str = include_str!("../../../tests/live/deviations.toml");

/// The reasons, by program and by what is compared.
pub(super) type Deviations = BTreeMap<(String, String), String>;

pub(super) fn read() -> Result<Deviations> {
    let document = DeTable::parse(DEVIATIONS).map_err(|error| vec![Problem::at(FILE, error)])?;
    let mut deviations = Deviations::new();
    for (program, table) in document.get_ref() {
        let table = table.get_ref().as_table().ok_or_else(|| vec![not(program, "a table")])?;
        for (what, reason) in table {
            let reason = reason.get_ref().as_str().ok_or_else(|| vec![not(what, "a text, the reason")])?;
            deviations.insert((program.get_ref().to_string(), what.get_ref().to_string()), reason.to_owned());
        }
    }
    Ok(deviations)
}

fn not(key: &Spanned<impl AsRef<str>>, expected: &str) -> Problem {
    Problem::at(FILE, format!("`{}` must be {expected}", key.get_ref().as_ref()))
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_file_can_be_read() {
        super::read().unwrap();
    }
}
