//! From the text of one file to drafts of its shapes. Every error of the file is reported.

mod digits;
mod lost;
mod node;
mod reader;
mod shape;

pub(crate) use shape::article;

use reader::{Object, Reader};
use serde_json::error::Category;
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use crate::draft::{Assembly, Draft, Origin};
use crate::json::{Entries, Node};
use crate::source::Source;
use crate::{Diagnostic, ShapeId};

/// What a file says besides its shapes.
pub(crate) struct Header {
    pub(crate) version: String,
    pub(crate) metadata: Map<String, Value>,
}

/// Reads a file. Its applies and references go to the assembly, its shapes are returned, in their order,
/// for the caller to merge with those of other files. `None` if the file is not JSON, or has too many shapes.
pub(crate) fn read_file(assembly: &mut Assembly<'_>, file: usize) -> Option<(Header, Vec<Draft>)> {
    let sources = assembly.errors.sources;
    let source = &sources[file];
    let entries = match parse(source) {
        Ok(entries) => entries,
        Err(diagnostic) => {
            assembly.errors.list.push(*diagnostic);
            return None;
        }
    };
    let origin = Origin { file, version_1: false };
    let mut reader = Reader { source, origin, assembly, drafts: Vec::new() };
    let header = reader.file(&entries)?;
    Some((header, reader.drafts))
}

fn parse<'a>(source: &Source<'a>) -> Result<Object<'a>, Box<Diagnostic>> {
    if source.text.starts_with('\u{feff}') {
        return Err(Box::new(
            source.diagnostic("the file starts with a byte order mark", "save it as UTF-8 without a byte order mark"),
        ));
    }
    if source.text.trim().is_empty() {
        return Err(Box::new(
            source.diagnostic("the file is empty", "a model is a JSON object: {\"smithy\": \"2.0\", \"shapes\": {}}"),
        ));
    }
    serde_json::from_str::<Entries<'a, &'a RawValue>>(source.text)
        .map(|entries| entries.0)
        .map_err(|error| Box::new(syntax_error(source, &error)))
}

fn syntax_error(source: &Source<'_>, error: &serde_json::Error) -> Diagnostic {
    let (message, help) = match error.classify() {
        Category::Data => (
            "a model is a JSON object, and this is none".to_owned(),
            "its properties are `smithy`, `metadata` and `shapes`",
        ),
        Category::Eof => (node::bare_message(error), "the text ends too early: is the file cut off?"),
        _ => (
            format!("this is not JSON: {}", node::bare_message(error)),
            "correct it; a model in the Smithy IDL is converted to JSON by `smithy ast`",
        ),
    };
    let mut diagnostic = source.diagnostic(message, help);
    diagnostic.span = Some(source.span_at(node::error_offset(source.text, error)));
    diagnostic
}

impl<'a> Reader<'a, '_> {
    fn file(&mut self, entries: &Object<'a>) -> Option<Header> {
        let root = Node::root(self.source.text);
        self.reject_duplicates(&root, entries);
        let mut header = Header { version: String::new(), metadata: Map::new() };
        let mut shapes = None;
        let mut has_version = false;
        for (key, value) in entries {
            let node = root.entry(key, value);
            match &*key.0 {
                "smithy" => {
                    has_version = true;
                    header.version = self.version(&node);
                }
                "metadata" => {
                    header.metadata = self.metadata(&node);
                }
                "shapes" => shapes = Some((key, *value)),
                _ => self.unknown_property(&node, &key.0, "a model", &["smithy", "metadata", "shapes"]),
            }
        }
        if !has_version {
            self.report(&root, "the property `smithy` is missing", "add \"smithy\": \"2.0\", the version of the model");
        }
        self.origin.version_1 = header.version.split('.').next() == Some("1");
        if let Some((key, value)) = shapes {
            self.shapes(&root.entry(key, value))?;
        }
        Some(header)
    }

    fn version(&mut self, node: &Node<'a, '_>) -> String {
        let version = self.string(node).unwrap_or_default();
        let supported = match version.split_once('.') {
            None => ["1", "2"].contains(&&*version),
            Some((major, minor)) => {
                ["1", "2"].contains(&major) && !minor.is_empty() && minor.bytes().all(|byte| byte.is_ascii_digit())
            }
        };
        if !supported && node.text.starts_with('"') {
            let message = format!("the Smithy version `{}` is not supported", version.escape_debug());
            self.report(node, message, "versions 1.x and 2.x are; convert the model with `smithy ast`");
        }
        version
    }

    fn metadata(&mut self, node: &Node<'a, '_>) -> Map<String, Value> {
        self.values(node).into_iter().map(|(key, value)| (key.0.into_owned(), value)).collect()
    }

    /// `None` if there are too many.
    fn shapes(&mut self, node: &Node<'a, '_>) -> Option<()> {
        let entries = self.object(node);
        let Some(left) = self.assembly.shapes_left.checked_sub(entries.len()) else {
            let message = format!("the model has more than {} shapes", self.assembly.limits.shapes);
            let help = format!("leave out what no operation needs, or {}", self.assembly.limits.allow_more_shapes);
            self.report(node, message, help);
            return None;
        };
        self.assembly.shapes_left = left;
        self.drafts.reserve_exact(entries.len());
        for (key, value) in &entries {
            let node = node.entry(key, value);
            match ShapeId::parse(&key.0) {
                Ok(id) => {
                    let node = node.owned_by(&id);
                    self.shape(&id, &node);
                }
                Err(error) => self.report(&node, error.to_string(), error.help()),
            }
        }
        Some(())
    }
}
