//! XML in a form in which what means the same is the same. It is read by a parser that clients do not use.

use xmlparser::{ElementEnd, Token, Tokenizer};

/// An element while it is read.
#[derive(Default)]
struct Element {
    name: String,
    attributes: Vec<String>,
    text: String,
    /// Names and normal forms of the elements without others in them.
    leaves: Vec<(String, String)>,
    /// Whether an element was left out.
    lacks: bool,
    /// Those of the others. Their order means nothing where they are entries of maps, and what is an entry is not to be seen.
    nested: Vec<(String, String)>,
}

impl Element {
    fn has_elements(&self) -> bool {
        !self.leaves.is_empty() || !self.nested.is_empty()
    }

    /// The elements inside. Those of one name stay in their order, which is that of a list; among members it means nothing.
    fn elements(&mut self) -> String {
        self.leaves.sort_by(|(one, _), (other, _)| one.cmp(other));
        self.nested.sort();
        self.leaves.iter().chain(&self.nested).map(|(_, text)| &**text).collect()
    }

    fn normal(mut self) -> String {
        self.attributes.sort();
        // Around elements text is there for the eye.
        let content = if self.has_elements() || self.lacks { self.elements() } else { self.text };
        format!("<{}{}>{content}</{}>", self.name, self.attributes.concat(), self.name)
    }

    fn add(&mut self, element: Self) {
        let to = if element.has_elements() { &mut self.nested } else { &mut self.leaves };
        to.push((element.name.clone(), element.normal()));
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
