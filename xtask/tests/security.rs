//! What SECURITY.md says is held by a test is.

use std::fs;
use std::path::Path;

const PAGE: &str = include_str!("../../SECURITY.md");

/// Files of tests in the page, each with the name of a test, if one is named.
fn named() -> Vec<(&'static str, Option<&'static str>)> {
    let spans = PAGE.split('`').skip(1).step_by(2);
    let files = spans.filter(|span| span.contains(".rs"));
    files.map(|span| span.split_once("::").map_or((span, None), |(file, test)| (file, Some(test)))).collect()
}

/// Whether a file has a test of this name; of any, if none is named.
fn has(text: &str, name: Option<&str>) -> bool {
    let mut is_test = false;
    text.lines().map(str::trim).any(|line| {
        let function = line.strip_prefix("async ").unwrap_or(line).strip_prefix("fn ");
        let holds =
            is_test && function.is_some_and(|rest| name.is_none_or(|name| rest.starts_with(&format!("{name}("))));
        is_test = line.starts_with("#[test]") || line.starts_with("#[tokio::test") || is_test && line.starts_with("#[");
        holds
    })
}

#[test]
fn the_tests_of_the_page_exist() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let named = named();
    assert!(named.len() > 40, "{}", named.len());
    let is_missing = |(file, name): &&(&str, Option<&str>)| {
        // A file that others are the modules of has its tests in them.
        let text = fs::read_to_string(root.join(file)).unwrap_or_default();
        !has(&text, *name)
    };
    let missing: Vec<_> = named.iter().filter(is_missing).collect();
    assert!(missing.is_empty(), "SECURITY.md names tests that are not there: {missing:#?}");
}

/// What is mitigated is held by something.
#[test]
fn each_threat_has_a_disposition() {
    let (_, threats) = PAGE.split_once("## Threats").expect("the threats");
    let (threats, _) = threats.split_once("\n## ").expect("what follows");
    let rows = threats.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| threat"));
    let mut count = 0;
    for row in rows {
        let columns: Vec<_> = row.trim_matches('|').split(" |").map(|column| column.trim_matches([' ', '|'])).collect();
        let disposition = columns[1];
        let known = ["mitigated", "accepted", "out of scope"].iter().any(|known| disposition.starts_with(known));
        assert!(known, "{row}");
        assert!(
            !disposition.starts_with("mitigated") || columns[2].contains(".rs") || columns[1].contains("cargo xtask"),
            "{row}"
        );
        count += 1;
    }
    assert!(count >= 20, "{count} threats");
}
