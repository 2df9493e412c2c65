//! From files to a model: the list of stages.

use crate::draft::Assembly;
use crate::json::sorted;
use crate::source::Source;
use crate::{Diagnostic, Limits, Model, apply, check, endless, finish, legacy, merge, mixins, read};

/// Reads a model of one file.
///
/// `file` is only a label for messages; nothing is opened.
///
/// # Errors
/// All errors of the model, in the order of the text. When the text is not JSON, that alone.
pub fn load(file: &str, text: &str) -> Result<Model, Vec<Diagnostic>> {
    load_all(&[(file, text)])
}

/// Reads a model of several files, given as pairs of label and text, and
/// [merges](https://smithy.io/2.0/spec/model.html#merging-models) them.
///
/// # Errors
/// All errors of all files, in the order of the files. Shapes that two files define differently are errors.
pub fn load_all(files: &[(&str, &str)]) -> Result<Model, Vec<Diagnostic>> {
    load_within(files, &Limits::default())
}

/// As [`load_all`], with limits other than the usual ones.
///
/// # Errors
/// As [`load_all`]. When the model is too large, that alone.
pub fn load_within(files: &[(&str, &str)], limits: &Limits) -> Result<Model, Vec<Diagnostic>> {
    let sources: Vec<Source<'_>> =
        files.iter().enumerate().map(|(index, (file, text))| Source::new(index, file, text)).collect();
    if let Some(diagnostic) = limits.check(&sources) {
        return Err(vec![diagnostic]);
    }
    let mut assembly = Assembly::new(&sources, limits);
    let mut model = read_and_merge(&mut assembly);
    // Without all the files, every reference into the missing one would be an error too.
    if let Some(model) = &mut model {
        model.applies = assembly.applies.iter().map(|apply| (apply.place.span, apply.target.clone())).collect();
        apply::apply_all(&mut assembly);
        mixins::flatten_all(&mut assembly);
        legacy::upgrade_all(&mut assembly);
        legacy::complete_enums(&mut assembly);
        check::check_references(&mut assembly);
        check::check_enum_values(&mut assembly);
        check::check_resources(&mut assembly);
        endless::check_recursion(&mut assembly);
        model.shapes = finish::finish_all(&mut assembly);
    }
    let diagnostics = assembly.errors.list;
    match model {
        Some(model) if diagnostics.is_empty() => Ok(model),
        _ => Err(in_order(files, diagnostics)),
    }
}

/// In the order of the files and of their text.
fn in_order(files: &[(&str, &str)], diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let file = |diagnostic: &Diagnostic| files.iter().position(|(file, _)| *file == diagnostic.file);
    let places: Vec<_> = diagnostics.iter().map(|diagnostic| (file(diagnostic), diagnostic.span)).collect();
    let order = sorted(places.len(), &|a, b| places[a].cmp(&places[b]));
    let mut diagnostics: Vec<_> = diagnostics.into_iter().map(Some).collect();
    order.into_iter().filter_map(|at| diagnostics[at].take()).collect()
}

/// Reads all files. `None` when one of them is not JSON, or has too many shapes.
fn read_and_merge(assembly: &mut Assembly<'_>) -> Option<Model> {
    let files = assembly.errors.sources.iter().map(|source| source.file.to_owned()).collect();
    let mut model = Some(Model { files, ..Model::default() });
    for file in 0..assembly.errors.sources.len() {
        let Some((header, drafts)) = read::read_file(assembly, file) else {
            model = None;
            continue;
        };
        merge::merge_shapes(assembly, drafts);
        if let Some(model) = &mut model {
            merge::merge_metadata(assembly, file, &mut model.metadata, header.metadata);
            if model.version.is_empty() {
                model.version = header.version;
            }
        }
    }
    model
}
