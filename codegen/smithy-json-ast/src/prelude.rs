//! The shapes every model may use without defining them.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde_json::{Value, json};

use crate::{Shape, ShapeId, ShapeKind, Span, Traits};

/// The [simple shapes of the prelude](https://smithy.io/2.0/spec/model.html#prelude), with their default value.
const SIMPLE: &[(&str, ShapeKind, Option<Zero>)] = &[
    ("Blob", ShapeKind::Blob, None),
    ("Boolean", ShapeKind::Boolean, None),
    ("PrimitiveBoolean", ShapeKind::Boolean, Some(Zero::False)),
    ("String", ShapeKind::String, None),
    ("Byte", ShapeKind::Byte, None),
    ("PrimitiveByte", ShapeKind::Byte, Some(Zero::Number)),
    ("Short", ShapeKind::Short, None),
    ("PrimitiveShort", ShapeKind::Short, Some(Zero::Number)),
    ("Integer", ShapeKind::Integer, None),
    ("PrimitiveInteger", ShapeKind::Integer, Some(Zero::Number)),
    ("Long", ShapeKind::Long, None),
    ("PrimitiveLong", ShapeKind::Long, Some(Zero::Number)),
    ("Float", ShapeKind::Float, None),
    ("PrimitiveFloat", ShapeKind::Float, Some(Zero::Number)),
    ("Double", ShapeKind::Double, None),
    ("PrimitiveDouble", ShapeKind::Double, Some(Zero::Number)),
    ("BigInteger", ShapeKind::BigInteger, None),
    ("BigDecimal", ShapeKind::BigDecimal, None),
    ("Timestamp", ShapeKind::Timestamp, None),
    ("Document", ShapeKind::Document, None),
];

/// The id of the shape without a value: the target of the members of enums, and of what holds nothing.
pub const UNIT: &str = "smithy.api#Unit";

/// The default values of the prelude's primitive shapes.
enum Zero {
    False,
    Number,
}

/// The shapes of the prelude, by id.
pub(crate) fn shapes() -> &'static BTreeMap<ShapeId, Shape> {
    static SHAPES: LazyLock<BTreeMap<ShapeId, Shape>> = LazyLock::new(|| {
        let simple = SIMPLE.iter().map(|(name, kind, zero)| {
            let default = zero.as_ref().map(|zero| match zero {
                Zero::False => Value::Bool(false),
                Zero::Number => json!(0),
            });
            let default = default.map(|value| (ShapeId::known("smithy.api#default"), value));
            shape(name, kind.clone(), Traits::at(Span::default(), default))
        });
        let unit_type = (ShapeId::known("smithy.api#unitType"), json!({}));
        let unit = shape("Unit", ShapeKind::Structure(Vec::new()), Traits::at(Span::default(), [unit_type]));
        let mut shapes = BTreeMap::new();
        for shape in simple.chain([unit]) {
            shapes.insert(shape.id.clone(), shape);
        }
        shapes
    });
    &SHAPES
}

fn shape(name: &str, kind: ShapeKind, traits: Traits) -> Shape {
    let id = ShapeId::known(&format!("smithy.api#{name}"));
    Shape { id, kind, traits, span: Span::default() }
}

#[cfg(test)]
mod tests {
    use crate::{Model, ShapeId};

    #[test]
    fn every_model_has_the_prelude() {
        let model = Model::default();
        let describe = |id: &str| {
            let shape = model.shape(&ShapeId::parse(id).ok()?)?;
            Some((shape.type_name(), shape.traits.get("smithy.api#default").map(ToString::to_string)))
        };
        assert_eq!(describe("smithy.api#String"), Some(("string", None)));
        assert_eq!(describe("smithy.api#PrimitiveLong"), Some(("long", Some("0".to_owned()))));
        assert_eq!(describe("smithy.api#PrimitiveBoolean"), Some(("boolean", Some("false".to_owned()))));
        assert_eq!(describe("smithy.api#Unit"), Some(("structure", None)));
        assert_eq!(describe("smithy.api#Text"), None);
    }
}
