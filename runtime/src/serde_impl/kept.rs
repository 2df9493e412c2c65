//! Values of members that a model does not have: texts of JSON, which unions keep.

use super::node::Node;
use crate::codec::{MAX_DEPTH, json};
use crate::schema::{SerdeResult, ShapeType, bare};
use aws_smithy_types::base64;

/// The text of a node; `None` if it is nested too deeply to be read again.
pub(super) fn text(node: &Node) -> SerdeResult<Option<String>> {
    let mut to = json::Writer::new();
    let text = write(node, &mut to, 1).then(|| String::from_utf8(to.finish()).ok());
    Ok(text.flatten())
}

fn write(node: &Node, to: &mut json::Writer, depth: usize) -> bool {
    if depth > MAX_DEPTH {
        return false;
    }
    match node {
        Node::Null => to.null(),
        Node::Bool(value) => to.boolean(*value),
        Node::Negative(value) => to.number(*value),
        Node::Natural(value) => to.number(*value),
        Node::Float(value) => to.float(*value),
        Node::Single(value) => to.float(*value),
        Node::Digits(digits) => return to.big_number(digits).is_ok(),
        Node::String(value) => to.string(value, b','),
        Node::Bytes(bytes) => to.string(&base64::encode(bytes), b','),
        Node::List(items) => {
            to.open(b'[');
            if !items.iter().all(|item| write(item, to, depth + 1)) {
                return false;
            }
            to.close(b']');
        }
        Node::Map(entries) | Node::Members(entries) => {
            to.open(b'{');
            let is_written = entries.iter().all(|(key, value)| {
                to.string(key, b':');
                write(value, to, depth + 1)
            });
            if !is_written {
                return false;
            }
            to.close(b'}');
        }
    }
    true
}

/// The node of a text.
///
/// # Errors
/// It is no JSON.
pub(super) fn node(text: &str) -> SerdeResult<Node> {
    read(json::Body::new(text.as_bytes())?.reader())
}

fn read(mut from: json::Reader<'_>) -> SerdeResult<Node> {
    Ok(match from.token() {
        Some(b'[') => {
            let mut items = Vec::new();
            from.read_list(|from| {
                items.push(read(from)?);
                Ok(())
            })?;
            Node::List(items)
        }
        // A document has no order.
        Some(b'{') => {
            let mut entries = Vec::new();
            from.read_map(|key, from| {
                entries.push((key.into_owned(), read(from)?));
                Ok(())
            })?;
            Node::Map(entries)
        }
        _ => Node::document(&from.read_document(bare(ShapeType::Document))?),
    })
}
