//! What users set of a crate: its manifest, and what operations share features.

use farrier_codegen::{FeaturePer, Manifest, ManifestValue, OutputFile, Request, generate};
use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fs;
use std::path::Path;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

const MODEL: &str = r##"{"smithy": "2.0", "shapes": {
    "a#S": {"type": "service", "version": "1", "traits": {"aws.protocols#awsJson1_0": {}},
        "operations": [{"target": "a#Ping"}, {"target": "a#Pong"}], "resources": [{"target": "a#Boat"}]},
    "a#Boat": {"type": "resource", "identifiers": {"Id": {"target": "smithy.api#String"}}, "read": {"target": "a#GetBoat"},
        "resources": [{"target": "a#OarLock"}]},
    "a#OarLock": {"type": "resource", "identifiers": {"Id": {"target": "smithy.api#String"}}, "operations": [{"target": "a#TurnLock"}]},
    "a#Ping": {"type": "operation", "output": {"target": "a#PingOutput"}, "traits": {"smithy.api#tags": ["Quick Ones", "b"]}},
    "a#PingOutput": {"type": "structure", "members": {"Shared": {"target": "a#Shared"}}},
    "a#Pong": {"type": "operation", "traits": {"smithy.api#tags": ["client"]}},
    "a#GetBoat": {"type": "operation", "input": {"target": "a#BoatInput"}, "output": {"target": "a#BoatOutput"},
        "traits": {"smithy.api#readonly": {}}},
    "a#BoatInput": {"type": "structure", "members": {"Id": {"target": "smithy.api#String", "traits": {"smithy.api#required": {}}}}},
    "a#BoatOutput": {"type": "structure", "members": {"Shared": {"target": "a#Shared"}}},
    "a#TurnLock": {"type": "operation", "input": {"target": "a#LockInput"}, "traits": {"smithy.api#tags": ["Quick Ones"]}},
    "a#LockInput": {"type": "structure", "members": {"Id": {"target": "smithy.api#String", "traits": {"smithy.api#required": {}}},
        "Own": {"target": "a#Own"}}},
    "a#Shared": {"type": "structure", "members": {}},
    "a#Own": {"type": "structure", "members": {}}
}}"##;

fn files(text: &str, request: Request) -> Result<BTreeMap<String, String>> {
    Ok(files_and_warnings(text, request)?.0)
}

fn files_and_warnings(text: &str, request: Request) -> Result<(BTreeMap<String, String>, String)> {
    let model = smithy_json_ast::load("model.json", text).map_err(|problems| format!("{problems:?}"))?;
    let generated = generate(&model, &request).map_err(|problems| problems[0].to_string())?;
    let files = generated.output.into_iter().map(|OutputFile { path, contents }| (path, contents)).collect();
    Ok((files, generated.warnings.iter().map(ToString::to_string).collect()))
}

/// The features of a manifest, with what they turn on.
fn features(manifest: &str) -> BTreeMap<String, String> {
    let table = manifest.split("[features]").nth(1).and_then(|rest| rest.split("\n[").next()).unwrap_or_default();
    let table = table.replace("[\n    ", "[").replace(",\n    ", ", ").replace(",\n]", "]");
    let lines = table.lines().filter_map(|line| line.split_once(" = "));
    lines.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

/// The comment with the command has one end, whatever the command.
#[test]
fn the_first_line_of_the_readme() -> Result<()> {
    let request = Request { command: "farrier generate --model 'a--> b.json'".to_owned(), ..Request::default() };
    let first = files(MODEL, request)?["README.md"].lines().next().unwrap_or_default().to_owned();
    assert!(first.contains("'a--&gt; b.json'") && first.find("-->") == Some(first.len() - 3), "{first}");
    Ok(())
}

/// Those that a `default` of the project turns on are not among them.
#[test]
fn features_that_the_readme_calls_off() -> Result<()> {
    let features = [("default".to_owned(), vec!["client".to_owned(), "serde".to_owned()])].into();
    let manifest = Manifest { features, ..Manifest::default() };
    let readme = files(MODEL, Request { manifest, ..Request::default() })?.remove("README.md").unwrap_or_default();
    assert!(readme.contains("| `validate` |") && !readme.contains("| `serde` |"), "{readme}");
    Ok(())
}

#[test]
fn cuts() -> Result<()> {
    for (per, operations, types) in [
        (FeaturePer::Operation, r#"["get-boat", "ping", "pong", "turn-lock"]"#, &["_shared"][..]),
        (FeaturePer::Resource, r#"["boat", "ping", "pong", "oar-lock"]"#, &["_shared"]),
        // The name of a feature that each crate has is not given out again.
        (FeaturePer::Tag, r#"["get-boat", "quick-ones", "client2", "turn-lock"]"#, &["_shared"]),
        (FeaturePer::None, "[]", &[]),
    ] {
        let files = files(MODEL, Request { feature_per: per, ..Request::default() })?;
        let features = features(&files["Cargo.toml"]);
        let operations =
            operations.replace(", \"turn-lock\"", if per == FeaturePer::Tag { "" } else { ", \"turn-lock\"" });
        assert_eq!(features["operations"], operations, "{per:?}");
        let shared: Vec<&str> = features.keys().map(String::as_str).filter(|name| name.starts_with('_')).collect();
        assert_eq!(shared, types, "{per:?}");
        assert_eq!(features["client"].contains("\"operations\""), per == FeaturePer::None, "{per:?}");
    }
    Ok(())
}

#[test]
fn cuts_without_effect() -> Result<()> {
    let untagged = MODEL.replace("smithy.api#tags", "smithy.api#suppress");
    for (per, text, warning) in [
        (FeaturePer::Tag, untagged.as_str(), "no operation has a tag"),
        (FeaturePer::Resource, untagged.as_str(), ""),
        (FeaturePer::Operation, untagged.as_str(), ""),
        (FeaturePer::None, untagged.as_str(), ""),
    ] {
        let (_, warnings) = files_and_warnings(text, Request { feature_per: per, ..Request::default() })?;
        assert_eq!(warnings.contains("has a feature of its own"), !warning.is_empty(), "{per:?}: {warnings}");
        assert!(warnings.contains(warning), "{per:?}: {warnings}");
    }
    let operations = vec!["Ping".to_owned()];
    let request = Request { feature_per: FeaturePer::Resource, operations, ..Request::default() };
    let (_, warnings) = files_and_warnings(MODEL, request)?;
    assert!(warnings.contains("no operation is one of a resource"), "{warnings}");
    Ok(())
}

/// crates.io takes 300 at most, each feature of the manifest included.
#[test]
fn too_many_features() -> Result<()> {
    let model = |operations: usize| {
        let targets: Vec<_> = (0..operations).map(|n| format!(r##"{{"target": "a#Op{n}"}}"##)).collect();
        let shapes: String = (0..operations).map(|n| format!(r##", "a#Op{n}": {{"type": "operation"}}"##)).collect();
        format!(
            r##"{{"smithy": "2.0", "shapes": {{"a#S": {{"type": "service", "version": "1",
                "traits": {{"aws.protocols#awsJson1_0": {{}}}}, "operations": [{}]}}{shapes}}}}}"##,
            targets.join(",")
        )
    };
    let of_all = features(&files(&model(1), Request::default())?["Cargo.toml"]).len() - 1;
    let said = "the crate has 301 features, and crates.io takes 300 at most";
    let private =
        Manifest { package: [("publish".to_owned(), ManifestValue::Flag(false))].into(), ..Manifest::default() };
    let more = Manifest { features: [("more".to_owned(), Vec::new())].into(), ..Manifest::default() };
    for (operations, per, manifest, is_said) in [
        (300, FeaturePer::Operation, Manifest::default(), false),
        (301, FeaturePer::Operation, Manifest::default(), true),
        (300, FeaturePer::Operation, more, true),
        (301, FeaturePer::Operation, private, false),
        (301, FeaturePer::None, Manifest::default(), false),
    ] {
        let request = Request { feature_per: per, manifest, ..Request::default() };
        let (files, warnings) = files_and_warnings(&model(operations - of_all), request)?;
        assert_eq!(warnings.contains(said), is_said, "{operations} {per:?}: {warnings}");
        assert!(!is_said || features(&files["Cargo.toml"]).len() == 301);
    }
    Ok(())
}

/// Tags may be of any letters, features are of those of ASCII, and whoever shares a tag shares a feature.
#[test]
fn features_are_ascii() -> Result<()> {
    for (tags, operations) in [
        (["Größe", "café"], r#"["get-boat", "caf", "gr-e", "turn-lock"]"#),
        (["H₂O", "HÖO"], r#"["get-boat", "h-o", "h-o2", "turn-lock"]"#),
        (["É é", "日本"], r#"["get-boat", "ping", "pong", "turn-lock"]"#),
        (["é2", "A_ü"], r#"["get-boat", "a", "2", "turn-lock"]"#),
    ] {
        let text = MODEL.replacen("\"Quick Ones\"", &format!("{:?}", tags[1]), 1).replace("Quick Ones", "");
        let text = text.replace("\"client\"", &format!("{:?}", tags[0]));
        let files = files(&text, Request { feature_per: FeaturePer::Tag, ..Request::default() })?;
        let features = features(&files["Cargo.toml"]);
        assert_eq!(features["operations"], operations, "{tags:?}");
        let is_fit = |name: &str| name.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c));
        assert!(features.keys().all(|name| is_fit(name)), "{features:?}");
    }
    Ok(())
}

/// Code names no feature that the manifest lacks, and the manifest turns on none that it lacks.
#[test]
fn all_features_are_declared() -> Result<()> {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut models = vec![MODEL.to_owned()];
    for name in ["event_streams", "rest_json", "customized_s3", "errors"] {
        models.push(fs::read_to_string(cases.join(format!("{name}.json")))?);
    }
    for text in models {
        for per in [FeaturePer::Operation, FeaturePer::Resource, FeaturePer::Tag, FeaturePer::None] {
            let files = files(&text, Request { feature_per: per, ..Request::default() })?;
            let declared = features(&files["Cargo.toml"]);
            let quoted = |text: &str| -> BTreeSet<String> {
                text.split('"').skip(1).step_by(2).filter(|it| !it.contains('/')).map(str::to_owned).collect()
            };
            let turned_on = declared.values().flat_map(|value| quoted(value));
            let named = files.values().flat_map(|code| code.split("feature = \"").skip(1));
            let named = named.map(|rest| rest.split('"').next().unwrap_or_default().to_owned());
            for name in turned_on.chain(named) {
                assert!(declared.contains_key(&name), "{per:?}: {name}");
            }
        }
    }
    Ok(())
}

/// What each official crate has, by `cargo info`: those of our models that were looked up on 2026-11-30 have no others
/// than the crates of the table below.
const OFFICIAL: &str = "behavior-version-latest default default-https-client gated-tests legacy-https-client legacy-test-util \
    rt-tokio rustls test-util";

/// A dependency on an official crate may name each of its features.
#[test]
fn official_features_exist() -> Result<()> {
    for (case, more) in [
        ("customized_lambda", ""),                               // aws-sdk-lambda 1.156.0
        ("customized_presigning_s3", "http-02x http-1x sigv4a"), // aws-sdk-s3 1.157.0
        ("customized_presigning_polly", "http-02x http-1x"),     // aws-sdk-polly 1.127.0
        ("sigv4a", "sigv4a"),                                    // aws-sdk-sts 1.124.0, aws-sdk-sesv2 1.145.0
    ] {
        let model = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/cases/{case}.json"));
        let files = files(&fs::read_to_string(model)?, Request::default())?;
        let ours = features(&files["Cargo.toml"]);
        for name in OFFICIAL.split_whitespace().chain(more.split_whitespace()) {
            assert!(ours.contains_key(name), "{case}: {name}");
        }
        for name in ["http-02x", "http-1x", "sigv4a"] {
            assert_eq!(ours.contains_key(name), more.contains(name), "{case}: {name}");
        }
    }
    Ok(())
}

/// What a crate has besides its operations is given to no operation and to no feature of a user.
#[test]
fn own_features_are_taken() -> Result<()> {
    let of_crate = files(MODEL, Request { feature_per: FeaturePer::None, ..Request::default() })?;
    for name in features(&of_crate["Cargo.toml"]).keys().filter(|name| *name != "default") {
        let manifest = Manifest { features: BTreeMap::from([(name.clone(), Vec::new())]), ..Manifest::default() };
        let error = files(MODEL, Request { manifest, ..Request::default() }).err();
        let error = error.ok_or_else(|| format!("the name `{name}` is not taken: see FEATURES in names/rules.rs"))?;
        assert!(error.to_string().contains("already"), "{error}");
    }
    Ok(())
}

/// A package is called as its service, unless no package can be.
#[test]
fn packages_of_services() -> Result<()> {
    for (service, package) in
        [("Boats", "boats"), ("Core", "service-core"), ("Match", "service-match"), ("Tokio", "service-tokio")]
    {
        let files = files(&MODEL.replace("\"a#S\"", &format!("\"a#{service}\"")), Request::default())?;
        assert!(files["Cargo.toml"].contains(&format!("\nname = \"{package}\"\n")), "{service}");
    }
    Ok(())
}

#[test]
fn manifest() -> Result<()> {
    let text = |text: &str| ManifestValue::Text(text.to_owned());
    let package = BTreeMap::from([
        ("version".to_owned(), text("1.136.0")),
        ("license".to_owned(), text("MIT")),
        ("authors".to_owned(), ManifestValue::List(vec!["Ada \"A\"".to_owned()])),
        ("publish".to_owned(), ManifestValue::Flag(false)),
    ]);
    let features = BTreeMap::from([
        ("default".to_owned(), vec!["client".to_owned()]),
        ("boats".to_owned(), vec!["get-boat".to_owned()]),
    ]);
    let manifest = Manifest { package, features, origin: vec![("model", "sha256:0".to_owned())] };
    let request = Request { manifest: manifest.clone(), package: "aws-sdk-boats".to_owned(), ..Request::default() };
    let files = files(MODEL, request)?;
    let text = &files["Cargo.toml"];
    for line in [
        "name = \"aws-sdk-boats\"\nversion = \"1.136.0\"\nedition = \"2024\"\n",
        "license = \"MIT\"\n",
        "authors = [\"Ada \\\"A\\\"\"]\npublish = false\n",
        "protocol = \"awsJson1_0\"\nmodel = \"sha256:0\"\n",
        "\ndefault = [\"client\"]\n",
        "\n\"boats\" = [\"get-boat\"]\n",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    assert!(files["README.md"].contains("aws-sdk-boats = { version = \"1\", default-features"));
    let files_without = self::files(MODEL, Request { package: "boats".to_owned(), ..Request::default() })?;
    assert!(files_without["README.md"].contains("\nboats = { path = \"...\", default-features"));
    let package = BTreeMap::from([("license-file".to_owned(), ManifestValue::Text("LICENSE".to_owned()))]);
    let manifest_of_file = Manifest { package, ..Manifest::default() };
    let text = &self::files(MODEL, Request { manifest: manifest_of_file, ..Request::default() })?["Cargo.toml"];
    assert!(text.contains("license-file = \"LICENSE\"\n") && !text.contains("license = "), "{text}");
    let wrong = Manifest { features: BTreeMap::from([("ping".to_owned(), Vec::new())]), ..manifest };
    let error = self::files(MODEL, Request { manifest: wrong, ..Request::default() }).expect_err("it has one");
    assert!(error.to_string().contains("the crate has a feature `ping` already"), "{error}");
    Ok(())
}

/// The features of the runtime that have a protocol each.
const PROTOCOLS: [&str; 6] = ["aws-json", "query", "rest-json", "rest-xml", "rpc-v2-cbor", "rpc-v2-json"];

/// The clients of this repository, which speak all protocols there are.
#[test]
fn a_client_of_one_protocol_has_no_code_of_another() -> Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut spoken = BTreeSet::new();
    for folder in ["generated", "tests/clients", "bench"] {
        for entry in fs::read_dir(root.join(folder))? {
            let manifest = fs::read_to_string(entry?.path().join("Cargo.toml")).unwrap_or_default();
            if !manifest.contains("[package.metadata.farrier]") {
                continue;
            }
            let dependency: String = manifest.lines().filter(|line| line.starts_with("farrier-runtime = ")).collect();
            let is_on = |feature: &&&str| {
                dependency.contains(&format!("\"{feature}\""))
                    || manifest.contains(&format!("farrier-runtime/{feature}\""))
            };
            let found: Vec<&str> = PROTOCOLS.iter().filter(is_on).copied().collect();
            assert_eq!(found.len(), 1, "{found:?} in {manifest}");
            spoken.extend(found);
        }
    }
    assert_eq!(spoken, BTreeSet::from(PROTOCOLS));
    let runtime = features(&fs::read_to_string(root.join("runtime/Cargo.toml"))?);
    for protocol in PROTOCOLS {
        let others = PROTOCOLS.iter().filter(|other| runtime[protocol].contains(&format!("\"{other}\"")));
        assert_eq!(others.count(), 0, "{protocol}: {}", runtime[protocol]);
    }
    Ok(())
}
