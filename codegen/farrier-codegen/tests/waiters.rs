//! What becomes of `smithy.waiters#waitable` and `smithy.rules#operationContextParams`, and what is wrong with them.

use farrier_codegen::{OutputFile, Request, generate};
use smithy_json_ast::{Diagnostic, Locator, load};
use std::fs;
use std::path::Path;

fn generated(name: &str) -> Result<Vec<OutputFile>, Vec<Diagnostic>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/waiters").join(name);
    let text = fs::read_to_string(path).expect("a model");
    let model = load(name, &text).expect("a valid model");
    let generated = generate(&model, &Request { model: name.to_owned(), ..Request::default() });
    generated.map(|generated| generated.output).map_err(|mut problems| {
        let locator = Locator::new(&text);
        problems.iter_mut().for_each(|problem| locator.locate(problem));
        problems
    })
}

fn settings() -> insta::Settings {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.set_snapshot_path("waiters/snapshots");
    settings
}

#[test]
fn valid() {
    let files = generated("valid.json").unwrap_or_else(|errors| panic!("{errors:?}"));
    let file = |path: &str| files.iter().find(|file| file.path == path).map(|file| file.contents.as_str());
    settings().bind(|| {
        insta::assert_snapshot!("job_done", file("src/waiters/job_done.rs").expect("a waiter"));
        insta::assert_snapshot!("job_gone", file("src/waiters/job_gone.rs").expect("a waiter"));
        insta::assert_snapshot!("index", file("src/waiters.rs").expect("the waiters"));
        let (_, client) =
            file("src/client.rs").and_then(|client| client.split_once("/// The waiters")).expect("a trait");
        insta::assert_snapshot!("client", client);
        let (_, operation) =
            file("src/operation/get_job.rs").expect("an operation").split_once("impl rt::Operation").expect("a marker");
        insta::assert_snapshot!("operation", operation.split("\n}\n").next().unwrap_or_default());
    });
}

#[test]
fn invalid() {
    let errors = generated("invalid.json").expect_err("a model with errors");
    let errors: Vec<String> = errors.iter().map(ToString::to_string).collect();
    settings().bind(|| insta::assert_snapshot!("invalid", errors.join("\n")));
}
