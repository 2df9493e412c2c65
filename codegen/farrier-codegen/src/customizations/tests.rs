//! Rows that cannot work.

use super::row::{Change, Of};
use super::rows::ROWS;
use smithy_json_ast::ShapeId;

#[test]
fn rows_have_ids_and_json() {
    for row in ROWS {
        let ids = match row.of {
            Of::Ids(ids) | Of::Values(ids) | Of::LabelHolding(ids) => ids,
            Of::Operations(ref service) => std::slice::from_ref(service),
            Of::Label { .. } | Of::SignsAs(_) | Of::Members(_) | Of::NumbersByDefault(_) => &[],
        };
        for id in ids {
            assert!(ShapeId::parse(id).is_ok(), "{id}");
        }
        match row.change {
            Change::Trait(id, json) => {
                assert!(ShapeId::parse(id).is_ok(), "{id}");
                assert!(serde_json::from_str::<serde_json::Value>(json).is_ok(), "{json}");
            }
            Change::Text { name, .. } => assert!(ShapeId::parse(&format!("a#B${name}")).is_ok(), "{name}"),
            Change::Header(name, _) => assert_eq!(name, name.to_ascii_lowercase()),
            _ => {}
        }
        assert!(!row.source.is_empty());
    }
}
