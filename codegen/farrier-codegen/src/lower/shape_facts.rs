//! Questions to one shape.

use farrier_schema_text::ShapeType;
use smithy_json_ast::traits::{Error, Streaming};
use smithy_json_ast::{Shape, ShapeKind};

/// Whether this is a stream of events.
pub(super) fn is_stream(shape: &Shape) -> bool {
    matches!(shape.kind, ShapeKind::Union(_)) && shape.traits.is::<Streaming>()
}

/// Whether this is an error. What else has the trait is none.
pub(super) fn is_error(shape: &Shape) -> bool {
    matches!(shape.kind, ShapeKind::Structure(_)) && shape.traits.is::<Error>()
}

/// Whether this is a structure or a union.
pub(super) fn is_aggregate(shape: &Shape) -> bool {
    matches!(shape.kind, ShapeKind::Structure(_) | ShapeKind::Union(_))
}

/// The members of a shape that may not be there.
pub(super) fn members(shape: Option<&Shape>) -> &[smithy_json_ast::Member] {
    shape.map(Shape::members).unwrap_or_default()
}

/// The Smithy type; enums are strings and integers.
pub(super) fn shape_type(shape: &Shape) -> ShapeType {
    match shape.kind {
        ShapeKind::Enum(_) => ShapeType::String,
        ShapeKind::IntEnum(_) => ShapeType::Integer,
        _ => ShapeType::from_word(shape.type_name())
            .expect("the loader refuses members that target services, resources and operations"),
    }
}
