//! Lists the types of the test clients, so that a test can go through all of them: those that have constraints, which
//! are all structures, unions and errors.

use std::fmt::Write as _;
use std::path::Path;

/// The clients: their crates as tests name them, and where they are.
const CLIENTS: [(&str, &str); 13] = [
    ("archive", "clients/archive"),
    ("aws_sdk_partnercentralaccount", "../generated/partnercentral-account"),
    ("buckets", "clients/buckets"),
    ("cellar", "clients/cellar"),
    ("chest", "clients/chest"),
    ("depot", "clients/depot"),
    ("harbour", "clients/harbour"),
    ("newsroom", "clients/newsroom"),
    ("observatory", "clients/observatory"),
    ("observatory_json", "clients/observatory-json"),
    ("parrot", "clients/parrot"),
    ("relay", "clients/relay"),
    ("yard", "clients/yard"),
];

fn main() {
    let mut list = String::from("every_type! {\n");
    for (client, folder) in CLIENTS {
        let file = Path::new(folder).join("src/validate.rs");
        println!("cargo::rerun-if-changed={}", file.display());
        println!("cargo::rerun-if-changed={}", file.with_file_name("serde.rs").display());
        let text = std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let events = std::fs::read_to_string(file.with_file_name("serde.rs")).unwrap_or_default();
        // The macro prints paths with spaces and line breaks.
        let has_serde = |path: &str| events.split_whitespace().collect::<String>().contains(&format!("(super{path})"));
        for path in text.split("impl rt::Constrained for crate").skip(1) {
            let path: String = path.split('{').next().unwrap_or_default().split_whitespace().collect();
            if has_serde(&path) {
                let _ = writeln!(list, "    ::{client}{path},");
            }
        }
    }
    list.push_str("}\n");
    let out = std::env::var("OUT_DIR").expect("cargo sets it");
    std::fs::write(Path::new(&out).join("every_type.rs"), list).expect("the folder is there");
}
