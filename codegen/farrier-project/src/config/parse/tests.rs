use super::document;

#[test]
fn all_keys() {
    let text = r#"
        command = "cargo xtask"

        [runtime]
        path = "../../runtime"
        version = "0.1"

        [[service]]
        name = "kms"
        model = "models/kms.json"
        crate = "generated/./kms"
        package = "my-kms"
        operations = ["Encrypt, Decrypt", " Sign "]
        service = "com.amazonaws.kms#TrentService"
        protocol = "awsJson1_1"
        protocol-tests = true
        skip-unsupported = true
        allow-unknown-traits = ["smithy.api#novel"]
        examples = ["encrypt"]
        feature-per = "resource"

        [service.manifest]
        version = "1.2.3"
        authors = ["Ada"]
        publish = false

        [service.features]
        default = ["client"]
        some = ["encrypt", "decrypt"]

        [limits]
        model-mib = 100
        shapes = 200_000
        members = 0x10
        message-bytes = 2_000
    "#;
    insta::assert_debug_snapshot!(document("".into(), "farrier.toml", text).unwrap());
}

/// Each has one thing wrong, or several.
pub(in crate::config) const WRONG: &[&str] = &[
    "",
    "[[service]\nname = 1 2\n",
    "service = 1",
    "service = [1]\nservces = 2",
    "runtime = 1\nservice = []",
    "service = []\ncommand = 1\n[runtime]\nregistry = \"x\"\nbrunch = \"y\"",
    "[[service]]\nname = \"kms\"\nmodel = \"a\"\ncrate = \"out\"\nfeature-per = \"shape\"\nfeatures = 1\n\
         [service.manifest]\nversion = 1\nkeywords = [2]\nname = \"x\"",
    "limits = 1\nservice = []",
    "service = []\n[limits]\nmodel-mib = \"1\"\nshapes = -1\nmembers = 1.5\nmember = 1",
    "[[service]]\n\n[[service]]\nnmae = \"kms\"\n",
    "[[service]]\nname = 1\nmodel = []\ncrate = true\noperations = [1]\nprotocol-tests = \"\"\n",
    "[[service]]\nname = \"k m\\n s\"\nmodel = \"\"\ncrate = \"../kms\"\n",
    "[[service]]\nname = \"kms\"\nmodel = \"a\"\ncrate = \"/kms\"\n\"a\\nb\" = 1",
    "[[service]]\nname = \"kms\"\nmodel = \"a\"\ncrate = \"out\"\noperations = [\" \", \",\"]",
    "[[service]]\nname = \"kms\"\nmodel = \"a\"\ncrate = \".git\"\nexamples = [\"../../x\"]",
    "[[service]]\nname = \"kms\"\nmodel = \"a\"\ncrate = \"out\"\n\
         [[service]]\nname = \"kms\"\nmodel = \"a\"\ncrate = \"out/kms\"\n",
    "[runtime]\nversion = \"zzz\"\npath = \"nowhere\"\n\
         [[service]]\nname = \"kms\"\nmodel = \"a\"\ncrate = \"out\"\noperations = []",
    "service = []",
    "[[service]]\nname = \"a\"\nmodel = \"a\"\ncrate = \"nul\"\n[[service]]\nname = \"b\"\nmodel = \"a\"\ncrate = \"x/COM1.y\"\n\
         [[service]]\nname = \"c\"\nmodel = \"a\"\ncrate = \"GIT~1\"\n[[service]]\nname = \"d\"\nmodel = \"a\"\ncrate = \"a:b\"\n\
         [[service]]\nname = \"e\"\nmodel = \"a\"\ncrate = \"target\"\n[[service]]\nname = \"aux\"\nmodel = \"a\"\ncrate = \"x/y.\"",
    "[[service]]\nname = \"std\"\nmodel = \"a\"\ncrate = \"a\"\n\
         [[service]]\nname = \"kms\"\npackage = \"1 kms\"\nmodel = \"b\"\ncrate = \"b\"\n",
];

/// All of them are reported, with their places.
#[test]
fn problems() {
    let mut report = String::new();
    for text in WRONG {
        report += &format!("{text:?}\n");
        for problem in document("".into(), "farrier.toml", text).unwrap_err() {
            report += &format!("{problem}\n");
        }
        report += "\n";
    }
    insta::assert_snapshot!(report);
}

/// Folders that have two names are one.
#[cfg(unix)]
#[test]
fn links_between_crates() {
    let guard = tempfile::tempdir().unwrap();
    let root = camino::Utf8PathBuf::from_path_buf(guard.path().to_owned()).unwrap();
    std::fs::create_dir_all(root.join("clients/a")).unwrap();
    std::os::unix::fs::symlink("a", root.join("clients/b")).unwrap();
    let services = [("one", "a"), ("two", "b"), ("three", "b/src"), ("four", "c")];
    let text = services
        .map(|(name, folder)| format!("[[service]]\nname = \"{name}\"\nmodel = \"m\"\ncrate = \"clients/{folder}\"\n"));
    let problems = document(root, "farrier.toml", &text.concat()).unwrap_err();
    let report: String = problems.iter().map(|problem| format!("{problem}\n")).collect();
    insta::assert_snapshot!(report);
}

#[cfg(unix)]
#[test]
fn links_out_of_the_project() {
    let guard = tempfile::tempdir().unwrap();
    let path = camino::Utf8PathBuf::from_path_buf(guard.path().canonicalize().unwrap()).unwrap();
    let root = path.join("project");
    for folder in ["elsewhere", "project/clients"] {
        std::fs::create_dir_all(path.join(folder)).unwrap();
    }
    for (target, link) in [("../elsewhere", "out"), ("clients", "inner"), ("nowhere", "new")] {
        std::os::unix::fs::symlink(target, root.join(link)).unwrap();
    }
    std::os::unix::fs::symlink("project", path.join("link")).unwrap();
    let service = |folder| format!("[[service]]\nname = {folder:?}\nmodel = \"m\"\ncrate = \"{folder}/x\"\n");
    let text = ["out", "inner", "new"].map(service).concat();
    let report = |root| {
        let problems = document(root, "farrier.toml", &text).unwrap_err();
        let report: String = problems.iter().map(|problem| format!("{problem}\n")).collect();
        report.replace(path.as_str(), "DIR")
    };
    let by_link = report(path.join("link"));
    assert_eq!(report(root), by_link);
    insta::assert_snapshot!(by_link, @r"
    farrier.toml:4:9: error: `out/x` leads out of the folder of this file, to `DIR/elsewhere/x`
      help: name another folder, or replace the link with a folder; `generate --out` writes anywhere
    ");
}
