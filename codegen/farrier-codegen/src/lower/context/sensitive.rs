//! Which operations must not be looked at while they go over the wire.

use crate::select::{self, Selection};
use smithy_json_ast::traits::Sensitive;
use smithy_json_ast::{Shape, Traits};
use std::collections::BTreeSet;

/// The operations whose inputs, outputs, events or errors hold what is `@sensitive`, however deep, by their index in
/// the selection.
pub(in crate::lower) fn operations(selection: &Selection<'_>) -> BTreeSet<usize> {
    let is_marked = |shape: &Shape| {
        let mut members = shape.all_members().map(|member| &member.traits);
        shape.traits.is::<Sensitive>() || members.any(Traits::is::<Sensitive>)
    };
    let used = selection.usage.iter();
    let marked = used.filter(|(id, _)| is_marked(select::shape(selection.model, id)));
    marked.flat_map(|(_, users)| users).copied().collect()
}
