//! XML in a form in which what means the same is the same. It is read by a parser that clients do not use.

use super::form::is_key;
use xmlparser::{ElementEnd, Token, Tokenizer};

/// An element while it is read.
#[derive(Default)]
struct Element {
    name: String,
    attributes: Vec<String>,
    text: String,
    /// Names and normal forms of the elements inside.
    elements: Vec<(String, String)>,
    /// Whether an element was left out.
    lacks: bool,
}

impl Element {
    /// The elements inside, by name. Those of one name stay in their order, which is that of a list, unless they are
    /// entries of a map.
    fn elements(&mut self) -> String {
        self.elements.sort_by(|(one, _), (other, _)| one.cmp(other));
        self.elements.iter().map(|(_, text)| &**text).collect()
    }

    /// Whether it is an entry of a map, as far as can be told.
    fn is_entry(&self) -> bool {
        self.name == "entry" || self.elements.iter().any(|(name, _)| is_key(name))
    }

    fn normal(mut self) -> String {
        self.attributes.sort();
        // Around elements text is there for the eye.
        let content = if self.elements.is_empty() && !self.lacks { self.text } else { self.elements() };
        format!("<{}{}>{content}</{}>", self.name, self.attributes.concat(), self.name)
    }

    fn add(&mut self, element: Self) {
        let (name, is_entry) = (element.name.clone(), element.is_entry());
        let text = element.normal();
        // What is in any order is sorted by all that it is.
        let by = if is_entry { text.clone() } else { name };
        self.elements.push((by, text));
    }
}

/// What says which request an answer is to: fakes do not count requests.
const REQUEST_IDS: [&str; 4] = ["RequestID", "RequestId", "ResponseMetadata", "requestId"];

/// The normal form of a document, without ids of requests.
///
/// # Panics
/// The text is no XML.
pub(super) fn normal(text: &str) -> String {
    let (mut around, mut element) = (Vec::new(), Element::default());
    for token in Tokenizer::from(text.trim()) {
        match token.unwrap_or_else(|error| panic!("no XML: {error}: {text:?}")) {
            Token::ElementStart { prefix, local, .. } => {
                let inner = Element { name: qualified(&prefix, &local), ..Element::default() };
                around.push(std::mem::replace(&mut element, inner));
            }
            Token::Attribute { prefix, local, value, .. } => {
                element.attributes.push(format!(" {}={:?}", qualified(&prefix, &local), value.as_str()));
            }
            Token::Text { text } => element.text += &text,
            Token::ElementEnd { end: ElementEnd::Close(..) | ElementEnd::Empty, .. } => {
                let Some(outer) = around.pop() else { panic!("more ends than begins: {text:?}") };
                let ended = std::mem::replace(&mut element, outer);
                match REQUEST_IDS.contains(&&*ended.name) {
                    true => element.lacks = true,
                    false => element.add(ended),
                }
            }
            _ => {}
        }
    }
    assert!(around.is_empty(), "it does not end: {text:?}");
    element.elements()
}

fn qualified(prefix: &str, local: &str) -> String {
    if prefix.is_empty() { local.to_owned() } else { format!("{prefix}:{local}") }
}
