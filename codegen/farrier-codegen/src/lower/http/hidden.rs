//! Which parts of messages besides bodies hold what must not be seen.

use super::bindings;
use crate::lower::context::{Context, Role};
use crate::lower::shapes::target::{is_byte_stream, is_sensitive};
use crate::select;
use smithy_json_ast::Shape;
use smithy_json_ast::traits::{HttpHeader, HttpLabel, HttpPrefixHeaders, HttpQuery, HttpQueryParams, Sensitive, Trait};
use std::collections::BTreeSet;

/// The parts of the messages of an operation.
#[derive(Default)]
pub(in crate::lower) struct Parts {
    /// Whether path or query are one.
    pub(in crate::lower) uri: bool,
    /// Whether a stream of bytes is one.
    pub(in crate::lower) stream: bool,
    /// What the names of headers begin with, in lower case.
    pub(in crate::lower) headers: BTreeSet<String>,
}

/// Those of the request, the response and the errors of an operation.
pub(in crate::lower) fn parts(cx: &Context<'_>, operation: &Shape) -> Parts {
    let bindings = select::bindings(operation);
    let common = &select::service_bindings(cx.selection.service).errors;
    let input = bindings.input.iter().map(|id| (cx.shape(id), Role::Input));
    let answers = bindings.output.iter().chain(&bindings.errors).chain(common).map(|id| (cx.shape(id), Role::Other));
    let mut parts = Parts::default();
    for (shape, role) in input.chain(answers) {
        parts.add(cx, shape, role);
    }
    parts
}

impl Parts {
    /// Adds the parts of one message.
    fn add(&mut self, cx: &Context<'_>, shape: &Shape, role: Role) {
        let all = shape.traits.is::<Sensitive>();
        for member in shape.members().iter().filter(|member| all || is_sensitive(cx, member)) {
            self.stream |= is_byte_stream(cx, cx.target(member));
            for binding in bindings::of(cx, shape, role, member) {
                match binding.id {
                    HttpLabel::ID | HttpQuery::ID | HttpQueryParams::ID => self.uri = true,
                    HttpHeader::ID | HttpPrefixHeaders::ID => {
                        let name = member.traits.get(binding.id).and_then(|value| value.as_str());
                        self.headers.insert(name.unwrap_or_default().to_ascii_lowercase());
                    }
                    // A body is hidden as a whole, and a status is no secret.
                    _ => {}
                }
            }
        }
    }
}
