//! Clients as modules: every model of `cases` is one, in which no Cargo feature and no path from a root is left. The project
//! `tests/projects/build-script` compiles some.

use farrier_codegen::{MODULE_FEATURES, Module, Request, generate_module};
use std::error::Error;
use std::fs;
use std::path::Path;

/// What says which features of the runtime are off.
const CHECKS: &str = include_str!("../../../runtime/src/module.rs");

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn module(model: &Path, features: &[&'static str]) -> Result<Module> {
    let model = smithy_json_ast::load("model.json", &fs::read_to_string(model)?).map_err(|it| format!("{it:?}"))?;
    let request = Request { skip_unsupported: true, ..Request::default() };
    Ok(generate_module(&model, &request, features).map_err(|problems| format!("{problems:?}"))?.output)
}

#[test]
fn of_every_case() -> Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut count = 0;
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_none_or(|extension| extension != "json") {
            continue;
        }
        for features in [&["client"][..], &MODULE_FEATURES] {
            let module = module(&path, features).map_err(|error| format!("{}: {error}", path.display()))?;
            count += 1;
            let code = module.code.lines().filter(|line| !line.trim_start().starts_with("//"));
            let code: String = code.collect::<Vec<_>>().join("\n");
            syn::parse_file(&code)?;
            for left in ["feature =", "crate::", "crate ::", "#!["] {
                assert!(!code.contains(left), "{}: `{left}` is left", path.display());
            }
            assert!(module.runtime_features.contains(&"client"), "{}", path.display());
            for feature in &module.runtime_features {
                assert!(CHECKS.contains(&format!("{feature:?}")), "the runtime does not say that `{feature}` is off");
            }
        }
    }
    assert!(count > 50, "{count}");
    Ok(())
}

/// What is off is not there, not even the files of its modules.
#[test]
fn what_is_off() -> Result<()> {
    let case = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/rest_json.json");
    let (few, all) = (module(&case, &[])?, module(&case, &MODULE_FEATURES)?);
    for wanted in ["pub fn send(self)", "serde_structure!", "ConstraintTable", "decode_input"] {
        assert!(all.code.contains(wanted), "{wanted}");
    }
    assert!(!few.code.contains("serde_structure!") && !few.code.contains("ConstraintTable"), "{}", few.code);
    assert_eq!(few.runtime_features, ["rest-json"]);
    assert_eq!(all.runtime_features, ["client", "rest-json", "s3-express", "serde", "server", "validate"]);
    Ok(())
}
