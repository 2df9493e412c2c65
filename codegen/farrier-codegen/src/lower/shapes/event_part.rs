//! Where in its message a member of an event is.

use farrier_schema_text::{EVENT_HEADER, EVENT_PAYLOAD, ValueSchema};
use smithy_json_ast::Traits;
use smithy_json_ast::traits::{EventHeader, EventPayload};

/// Whether it is a header, and whether it is the payload.
pub(in crate::lower) fn places(traits: &Traits) -> (bool, bool) {
    (traits.is::<EventHeader>(), traits.is::<EventPayload>())
}

/// Adds which part of the message a member is, where it can be: of a structure that is no event nobody has checked it.
pub(in crate::lower) fn set_part(traits: &Traits, schema: &mut ValueSchema<'_>) {
    let (header, payload) = places(traits);
    for which in [header.then_some(&EVENT_HEADER), payload.then_some(&EVENT_PAYLOAD)].into_iter().flatten() {
        if which.applies_to(schema.shape_type) {
            schema.traits.insert(which);
        }
    }
}
