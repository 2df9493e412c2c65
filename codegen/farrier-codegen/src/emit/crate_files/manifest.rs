//! `Cargo.toml` and `README.md` of the generated crate.

use super::runtime_features;
use crate::emit::file::header;
use crate::features;
use crate::ir::{Crate, Usage};
use crate::select::Request;
use crate::settings::{FeaturePer, ManifestValue};
use crate::toml::{list, quoted};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::iter;

/// The features of operations; the names of the official crates' features are there too.
pub(in crate::emit) fn cargo_toml(ir: &Crate) -> String {
    let mut out = format!("# {}\n", header(&ir.command));
    package(ir, &mut out);
    out.push_str("\n[features]\n");
    default_features(ir, &mut out);
    out.push_str("# Sends requests. Without it: types, codec, endpoint rules and errors.\n");
    let all = (ir.feature_per == FeaturePer::None).then(|| "operations".to_owned());
    let of_client = all.into_iter().chain(of_runtime(runtime_features::of_client(ir)));
    let _ = writeln!(out, "client = {}", list(of_client));
    tls_features(ir, &mut out);
    auth_features(ir, &mut out);
    own_features(ir, &mut out);
    features_of_operations(ir, &mut out);
    more_features(ir, &mut out);
    dependencies(ir, &mut out);
    examples(ir, &mut out);
    out
}

fn package(ir: &Crate, out: &mut String) {
    // The title is Markdown, whose escapes mean nothing here.
    let description = format!("A lean client of {}", ir.service.title).replace(['"', '\\'], " ");
    let mut lines = vec![
        ("version", VERSION.to_owned()),
        ("edition", "2024".to_owned()),
        ("rust-version", "1.94.1".to_owned()),
        ("license", "Apache-2.0 OR MIT".to_owned()),
        ("description", description),
    ];
    // Whose service it is knows under which licence its client may be passed on.
    let is_known = |key: &str| ir.service.official_crate.is_some() || ir.manifest.package.contains_key(key);
    lines.retain(|(key, _)| *key != "license" || is_known(key));
    let lines = ir.manifest.package(&lines);
    let (name, protocol) = (quoted(&ir.package), quoted(ir.service.protocol.name()));
    let _ = write!(out, "[package]\nname = {name}\n");
    let _ = write!(out, "{lines}autoexamples = false\n\n[package.metadata.farrier]\nprotocol = {protocol}\n");
    for (key, value) in &ir.manifest.origin {
        let _ = writeln!(out, "{key} = {}", quoted(value));
    }
    let _ = writeln!(out, "\n[package.metadata.docs.rs]\nfeatures = {}", list(documented(ir)));
    out.push_str("targets = [\"x86_64-unknown-linux-gnu\"]\n");
}

/// The features with items of their own. With all of them TLS would be compiled that needs other tools.
fn documented(ir: &Crate) -> impl Iterator<Item = &'static str> {
    let always = ["behavior-version-latest", "futures", "mocks", "rt-tokio", "serde", "value-traits"];
    always.into_iter().chain(ir.presigns().then_some("http-02x"))
}

/// The version of a crate for which none is set.
const VERSION: &str = "0.1.0";

fn default_features(ir: &Crate, out: &mut String) {
    if let Some(features) = ir.manifest.features.get("default") {
        let _ = writeln!(out, "default = {}", list(features));
        return;
    }
    out.push_str("default = [\n    \"client\",\n    \"ring\",\n");
    if ir.uses_sigv4a() {
        out.push_str("    \"sigv4a\",\n");
    }
    if ir.sessions().is_some() {
        out.push_str("    \"s3-express\",\n");
    }
    out.push_str("    \"operations\",\n]\n");
}

/// `operations`, those it turns on, and those of types that several of them need.
fn features_of_operations(ir: &Crate, out: &mut String) {
    let shared: Vec<&Usage> =
        ir.types.iter().map(|def| &def.usage).chain(ir.errors.iter().map(|error| &error.usage)).collect();
    let needed = needed(ir, &shared);
    if ir.feature_per == FeaturePer::None {
        let _ =
            writeln!(out, "# All operations.\noperations = {}", list(needed.into_values().next().unwrap_or_default()));
        return;
    }
    out.push_str("# All operations.\noperations = [\n");
    for feature in names_of_features(ir) {
        let _ = writeln!(out, "    {},", quoted(feature));
    }
    out.push_str(match ir.feature_per {
        FeaturePer::Operation => "]\n# One feature per operation: only its types are compiled.\n",
        _ => "]\n# Each is a feature of several operations: only their types are compiled.\n",
    });
    for feature in names_of_features(ir) {
        let _ = writeln!(out, "{feature} = {}", list(needed.get(feature).into_iter().flatten()));
    }
    let types = shared.iter().filter(|usage| !usage.users.is_empty()).filter_map(|usage| usage.feature.as_ref());
    for (count, feature) in types.enumerate() {
        let heading = if count == 0 { "# Types that several operations need.\n" } else { "" };
        let _ = writeln!(out, "{heading}{feature} = []");
    }
}

/// The features of operations, each once, in the order of the operations.
fn names_of_features(ir: &Crate) -> Vec<&str> {
    let mut seen = BTreeSet::new();
    ir.operations.iter().map(|op| op.feature.as_str()).filter(|feature| seen.insert(*feature)).collect()
}

fn more_features(ir: &Crate, out: &mut String) {
    let mut more = ir.manifest.features.iter().filter(|(name, _)| *name != "default").peekable();
    if more.peek().is_some() {
        out.push_str("# As the configuration says.\n");
    }
    for (name, features) in more {
        let _ = writeln!(out, "{} = {}", quoted(name), list(features));
    }
}

fn dependencies(ir: &Crate, out: &mut String) {
    let runtime = ir.runtime.manifest();
    let features = list(runtime_features::of_crate(ir));
    let runtime_alone = format!("{runtime}, default-features = false, features = {features}");
    let _ = write!(out, "\n[dependencies]\nfarrier-runtime = {{ {runtime_alone} }}\n");
    if ir.has_tests || !ir.examples.is_empty() {
        out.push_str("\n[dev-dependencies]\n");
    }
    if ir.has_tests {
        let _ = writeln!(out, "farrier-runtime = {{ {runtime}, features = [\"protocol-test\"] }}");
    }
}

/// The features that say by what TLS is, as the runtime calls them.
fn tls_features(ir: &Crate, out: &mut String) {
    out.push_str("# TLS: of these the first that is on counts. None for a `rustls::ClientConfig` of one's own.\n");
    fixed_features(ir, &["fips", "aws-lc-rs", "graviola", "ring"], out);
}

/// The features that sign where others could not.
fn auth_features(ir: &Crate, out: &mut String) {
    if ir.uses_sigv4a() {
        out.push_str("# Signs with SigV4a where a request needs it. Its elliptic curves take time to compile.\n");
        fixed_features(ir, &["sigv4a"], out);
    }
    if let Some((op, _)) = ir.sessions() {
        out.push_str("# Begins sessions with directory buckets, where a request needs one.\n");
        let mut features: Vec<&str> = features::turned_on("s3-express").to_vec();
        features.insert(1, &op.feature);
        let _ = writeln!(out, "s3-express = {}", list(features));
    }
}

/// The features that each client has besides its operations.
fn own_features(ir: &Crate, out: &mut String) {
    out.push_str(match ir.service.official_crate.is_some() {
        true => "# Names of the official crate, which has all operations whatever is named.\n",
        false => "# Names that the official crates of AWS services have, which name no operations.\n",
    });
    fixed_features(ir, &["rt-tokio", "default-https-client", "legacy-https-client", "rustls"], out);
    fixed_features(ir, &["behavior-version-latest", "test-util", "futures", "mocks", "legacy-test-util"], out);
    fixed_features(ir, &["gated-tests", "http-1x", "http-02x"], out);
    out.push_str("# Checks values against the constraints of the model, when asked to.\n");
    fixed_features(ir, &["validate"], out);
    out.push_str("# `Eq`, `Hash` and `Ord` of the types that can have them.\n");
    fixed_features(ir, &["value-traits"], out);
    out.push_str("# `Serialize` and `Deserialize` of all types.\n");
    fixed_features(ir, &["serde"], out);
    out.push_str("# Inputs can be read and outputs written, which a client does not need.\n");
    fixed_features(ir, &["symmetric"], out);
    out.push_str("# The way back: inputs from requests, responses from outputs and errors, as a fake makes them.\n");
    fixed_features(ir, &["server"], out);
}

/// Those of these features that a client has: they turn on the same in each.
fn fixed_features(ir: &Crate, names: &[&str], out: &mut String) {
    for name in names.iter().filter(|name| ir.has_feature(name)) {
        let turned_on = features::turned_on(name).iter().filter(|other| other.contains('/') || ir.has_feature(other));
        let _ = writeln!(out, "{name} = {}", list(turned_on));
    }
}

/// Features of the runtime as they stand in those of a client.
fn of_runtime(features: Vec<&str>) -> Vec<String> {
    features.into_iter().map(|feature| format!("farrier-runtime/{feature}")).collect()
}

/// What each feature of operations turns on: features of the runtime, and those of types that it shares with others.
fn needed<'c>(ir: &'c Crate, shared: &[&'c Usage]) -> BTreeMap<&'c str, Vec<String>> {
    let mut needed: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for op in &ir.operations {
        let needed = needed.entry(&op.feature).or_default();
        for feature in of_runtime(runtime_features::of_operation(ir, op)) {
            if !needed.contains(&feature) {
                needed.push(feature);
            }
        }
    }
    for (usage, feature) in shared.iter().filter_map(|usage| Some((usage, usage.feature.as_ref()?))) {
        for user in &usage.users {
            needed.entry(user).or_default().push(feature.clone());
        }
    }
    needed
}

/// Hand-written examples, which need an executor and the operation they show.
fn examples(ir: &Crate, out: &mut String) {
    if !ir.examples.is_empty() {
        let features = r#"["io-util", "macros", "net", "rt"]"#;
        let _ = writeln!(out, "tokio = {{ version = \"1.49\", default-features = false, features = {features} }}");
    }
    for name in &ir.examples {
        let operation = ir.operations.iter().find(|op| op.module == *name).map(|op| op.feature.as_str());
        let (name, features) = (quoted(name), list(iter::once("client").chain(operation)));
        let _ = write!(out, "\n[[example]]\nname = {name}\nrequired-features = {features}\n");
    }
}

/// The manifest of a crate that holds endpoint rules and nothing else.
pub(in crate::emit) fn endpoint_only(request: &Request) -> String {
    let (header, package, runtime) = (header(&request.command), quoted(&request.package), request.runtime.manifest());
    format!(
        "# {header}
[package]
name = {package}
version = \"0.1.0\"
edition = \"2024\"
publish = false

[dependencies]
farrier-runtime = {{ {runtime}, default-features = false }}
"
    )
}

/// What the crate is and how to use it.
pub(in crate::emit) fn readme(ir: &Crate) -> String {
    let (package, title) = (&ir.package, &ir.service.title);
    let crate_name = package.replace('-', "_");
    // Nothing in it ends the comment.
    let header = header(&ir.command).replace('>', "&gt;");
    let mut out = format!("<!-- {header} -->\n# {package}\n\nA lean client of {title}.\n\n");
    out.push_str(&match ir.service.official_crate.is_some() {
        true => format!(
            "Names and paths are those of the official crate: a program moves over by one line of `Cargo.toml`.\n\n\
             ```rust\nlet client = {crate_name}::Client::new(&sdk_config);\n```\n\n"
        ),
        false => format!(
            "The configuration says where the service is and, where it asks for it, who calls:\n\n\
             ```rust\nuse {crate_name}::config::{{BehaviorVersion, Config}};\n\n\
             let config = Config::builder()\n    .behavior_version(BehaviorVersion::latest())\n    \
             .endpoint_url(\"https://service.example\")\n    .build();\n\
             let client = {crate_name}::Client::from_conf(config);\n```\n\n"
        ),
    });
    readme_of_operations(ir, &mut out);
    out.push_str("\nMore features, off by default:\n\n| feature | what it brings |\n|---|---|\n");
    let on = ir.manifest.features.get("default").into_iter().flatten().collect::<Vec<_>>();
    for (feature, what) in SHOWN.iter().filter(|(name, _)| on.iter().all(|on| on != name)) {
        let _ = writeln!(out, "| `{feature}` | {what} |");
    }
    out
}

/// The features that whoever looks for them may not find among others.
const SHOWN: [(&str, &str); 5] = [
    ("futures", "paginators as streams"),
    ("serde", "`Serialize` and `Deserialize` of all types"),
    ("test-util", "a fake of the service, for tests without a network: `fake::Fake`"),
    ("validate", "`validate()`, which checks values against the constraints of the model"),
    ("value-traits", "`Eq`, `Hash` and `Ord` of the types that can have them"),
];

fn readme_of_operations(ir: &Crate, out: &mut String) {
    let which = match ir.feature_per {
        FeaturePer::None => {
            out.push_str(
                "All operations are one feature: `operations`, which `client` turns on. Types, codec and endpoint rules \
                 alone are `operations` without `client`.\n",
            );
            return;
        }
        FeaturePer::Operation => "Every operation is a feature",
        _ => "Operations have features by what they are about",
    };
    let on = if ir.manifest.features.contains_key("default") { "" } else { ", all on by default" };
    let _ = write!(out, "{which}{on}. To compile only what you call:\n\n");
    let first = ir.operations.first().map(|op| op.feature.as_str());
    let (package, source) = (&ir.package, source(ir));
    let features = list(["client", "ring"].into_iter().chain(first));
    let _ = write!(
        out,
        "```toml\n{package} = {{ {source}, default-features = false, features = {features} }}\n```\n\n\
         | operation | feature |\n|---|---|\n",
    );
    for op in &ir.operations {
        let _ = writeln!(out, "| `{}` | `{}` |", op.ident, op.feature);
    }
}

/// Where Cargo finds the crate: by its version, if somebody gave it one, else in a folder.
fn source(ir: &Crate) -> String {
    let Some(ManifestValue::Text(version)) = ir.manifest.package.get("version") else {
        return "path = \"...\"".to_owned();
    };
    // As Cargo takes versions for compatible: `1`, and `0.1`.
    let numbers = version.split('.').take(if version.starts_with("0.") { 2 } else { 1 });
    format!("version = \"{}\"", numbers.collect::<Vec<_>>().join("."))
}
