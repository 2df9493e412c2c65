//! Forms in a form in which what means the same is the same.

use std::collections::BTreeMap;

/// What is below a key.
#[derive(Default)]
struct Node {
    values: Vec<String>,
    parts: BTreeMap<String, Node>,
}

impl Node {
    /// Values and parts, one after the other. What is numbered stays in its order, unless it is an entry of a map.
    fn normal(&self, name: &str) -> String {
        let is_numbered = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        let is_entry = |node: &Self| name == "entry" || node.parts.keys().any(|part| is_key(part));
        let mut parts: Vec<String> = self
            .parts
            .iter()
            .map(|(part, node)| {
                let name = if is_numbered(part) && is_entry(node) { "#" } else { part };
                format!("{name}({})", node.normal(part))
            })
            .collect();
        parts.sort();
        format!("{:?} {}", self.values, parts.join(" "))
    }
}

/// The normal form of a form.
pub(super) fn normal(text: &str) -> String {
    let mut form = Node::default();
    for param in text.split('&') {
        let (key, value) = param.split_once('=').unwrap_or((param, "no value"));
        let node = key.split('.').fold(&mut form, |node, part| node.parts.entry(part.to_owned()).or_default());
        node.values.push(value.to_owned());
    }
    form.normal("")
}

/// Whether this is the key of an entry of a map, as far as a name can tell: in XML and in forms entries may look like
/// structures of a list, but are in any order.
pub(super) fn is_key(name: &str) -> bool {
    ["key", "k", "name"].iter().any(|known| name.eq_ignore_ascii_case(known))
}
