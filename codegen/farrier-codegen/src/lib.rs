//! Turns a Smithy model into the files of a lean Rust client crate.
//!
//! Pure functions from a model to files: no disk, clock, environment or network, and the same bytes for the same input.

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

mod customizations;
mod emit;
mod endpoint;
mod explain;
mod features;
mod generated;
mod graph;
mod ir;
mod jmespath;
mod lower;
mod module;
mod names;
mod nesting;
mod options;
pub mod parallel;
mod places;
mod protocol_tests;
mod protocols;
mod render;
mod runtime;
mod select;
mod settings;
mod size;
mod toml;
mod trait_support;

pub use emit::MARKER;
use farrier_docs as docs;
pub use features::module_features;
pub use generated::{Generated, LeftOut};
pub use names::{is_device, wrong_package};
pub use options::option;
pub use places::Places;
pub use protocols::supported_protocols;
pub use render::OutputFile;
pub use runtime::RuntimeDependency;
pub use select::Request;
pub use settings::{FeaturePer, Manifest, ManifestValue};
pub use size::MAX_MEMBERS;
use smithy_json_ast::{Diagnostic, Model};
pub use trait_support::known_traits;

/// The files of the client crate for a model, sorted by path.
///
/// # Errors
/// Everything that is wrong with the request or the model, each with the shape and what to do; warnings as well.
pub fn generate(model: &Model, request: &Request) -> Result<Generated<Vec<OutputFile>>, Vec<Diagnostic>> {
    let customized = customizations::customized(model);
    let (selection, left_out) = supported(&customized, request)?;
    let (ir, warnings) = lower::lower(&selection, ir::Form::Crate)?;
    Ok(Generated { output: render::render(&files(&ir), &request.command), warnings, left_out })
}

/// A client as one module of another crate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Module {
    /// The name of the package that a crate of it would have.
    pub package: String,
    /// Its items, which may be included in a module of any name, anywhere. They need no Cargo feature of the crate.
    pub code: String,
    /// The features of `farrier-runtime` that they need; the items say which one is not on.
    pub runtime_features: Vec<&'static str>,
    /// Those that only tests need.
    pub test_features: Vec<&'static str>,
}

/// The client for a model as a module, with some of [`module_features`].
///
/// # Errors
/// As [`generate`].
pub fn generate_module(
    model: &Model,
    request: &Request,
    features: &[&'static str],
) -> Result<Generated<Module>, Vec<Diagnostic>> {
    let customized = customizations::customized(model);
    // Macros of the runtime know no other condition than the feature of a crate: a fake has both ways go outside of
    // tests, too.
    let is_symmetric = features.iter().any(|name| features::closure(name).contains("symmetric"));
    let request = Request { symmetric: is_symmetric, ..request.clone() };
    let (selection, left_out) = supported(&customized, &request)?;
    let (ir, warnings) = lower::lower(&selection, ir::Form::Module)?;
    let runtime_features = emit::runtime_features(&ir, features.iter().copied().filter(|name| *name != "test-util"));
    let mut test_features = emit::runtime_features(&ir, features.iter().copied());
    test_features.retain(|feature| !runtime_features.contains(feature));
    // Which operations there are was asked for: all of them are on.
    let on = module::Features::new(features.iter().copied().chain(ir.features()).chain(["operations"]));
    let needs = emit::needs(&runtime_features, &test_features);
    let items = needs.into_iter().chain(module::module(&emit::emit(&ir), on)).collect();
    let code = render::items(items, &request.command);
    let output = Module { package: ir.package, code, runtime_features, test_features };
    Ok(Generated { output, warnings, left_out })
}

/// A crate of the endpoint rules of a service alone, with the tests of `smithy.rules#endpointTests`: to test the rules
/// of services whose protocol is not supported.
///
/// # Errors
/// Everything that is wrong with the request or the rules.
pub fn endpoint_only(model: &Model, request: &Request) -> Result<Vec<OutputFile>, Vec<Diagnostic>> {
    let selection = select::select(model, request)?;
    let (rules, cases) = lower::endpoint_rules(&selection)?;
    Ok(render::render(&emit::endpoint_only(&selection, &rules, &cases), &request.command))
}

/// What becomes of one shape: its part of the model, of the resolved crate and of the generated Rust, as text.
///
/// # Errors
/// As [`generate`]; and a shape that is not in the selection.
pub fn explain(model: &Model, request: &Request, shape: &str) -> Result<Generated<String>, Vec<Diagnostic>> {
    let customized = customizations::customized(model);
    let (selection, left_out) = supported(&customized, request)?;
    let (ir, warnings) = lower::lower(&selection, ir::Form::Crate)?;
    let files = render::render(&files(&ir), &request.command);
    Ok(Generated { output: explain::explain(&selection, &ir, &files, shape)?, warnings, left_out })
}

/// What is to be generated, and what is left out of it if the request allows that.
fn supported<'a>(
    model: &'a Model,
    request: &'a Request,
) -> Result<(select::Selection<'a>, Vec<LeftOut>), Vec<Diagnostic>> {
    let selection = select::select(model, request)?;
    let left_out = if request.skip_unsupported { lower::unsupported(&selection) } else { Vec::new() };
    let selection = selection.without(&left_out);
    size::check(&selection)?;
    nesting::check(&selection)?;
    Ok((selection, left_out))
}

/// The files of a client crate, not printed yet.
fn files(ir: &ir::Crate) -> Vec<emit::File<'_>> {
    emit::emit(ir).into_iter().chain(protocol_tests::emit(ir)).collect()
}
