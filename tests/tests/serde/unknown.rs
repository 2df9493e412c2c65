//! Members of unions that their models do not have: kept, from serde as from the wire.

use harbour::operation::dock_ship::DockShip;
use harbour::types::Load;
use observatory::operation::record::Record;
use relay::serde::Revealed;
use relay::types::CasketOrSecret;
use serde_json::{Value, json};

fn value() -> Value {
    json!({"gold": {"bars": [1, -2.5, "é\n", null, true], "assay": {"z": u64::MAX, "a": {}}}})
}

fn load() -> Load {
    serde_json::from_value(value()).expect("read")
}

#[test]
fn the_order_is_kept_and_the_text_is_the_same() {
    let text = r#"{"gold":{"b":1,"a":{"d":"x","c":[0.5,[]]}}}"#;
    let load: Load = serde_json::from_str(text).expect("read");
    assert!(load.is_unknown());
    assert_eq!(serde_json::to_string(&load).expect("written"), text);
}

#[test]
fn what_came_from_a_service_is_written_by_serde() {
    let body = json!({"load": value()}).to_string();
    let response = http::Response::builder().status(200).body(body).expect("a response");
    let output = harbour::protocol::decode::<DockShip>(response).expect("read");
    assert_eq!(output.load(), Some(&load()));
    assert_eq!(serde_json::to_value(&output).expect("written")["load"], value());

    let mut body = Vec::new();
    ciborium::into_writer(&json!({"find": value()}), &mut body).expect("written");
    let response =
        http::Response::builder().status(200).header("smithy-protocol", "rpc-v2-cbor").body(body).expect("a response");
    let output = observatory::protocol::decode::<Record>(response).expect("read");
    assert_eq!(serde_json::to_value(&output).expect("written")["find"], value());
}

#[test]
fn a_member_that_is_known_counts_and_nulls_do_not() {
    for json in [json!({"gold": 1, "tons": 2}), json!({"tons": 2, "gold": [{}]}), json!({"gold": null, "tons": 2})] {
        let load: Load = serde_json::from_value(json).expect("read");
        assert_eq!(load.as_tons(), Ok(&2));
    }
    // The first of two is kept.
    let load: Load = serde_json::from_value(json!({"gold": 1, "silver": 2})).expect("read");
    assert_eq!(serde_json::to_value(&load).expect("written"), json!({"gold": 1}));
}

#[test]
fn values_that_are_not_the_same_are_told_apart() {
    let other: Load = serde_json::from_value(json!({"gold": 1})).expect("read");
    assert_ne!(load(), other);
    assert_eq!(load(), load().clone());
}

/// What is deeper than a text of JSON may be is not kept, and no error.
#[test]
fn what_is_nested_too_deeply_is_not_kept() {
    let mut bytes = Vec::new();
    let deep = (0..200).fold(ciborium::Value::Null, |inner, _| ciborium::Value::Array(vec![inner]));
    ciborium::into_writer(&ciborium::Value::Map(vec![("gold".into(), deep)]), &mut bytes).expect("written");
    let load: Load = ciborium::from_reader(bytes.as_slice()).expect("read");
    assert_eq!(serde_json::to_value(&load).expect("written"), json!({"SDK_UNKNOWN_MEMBER": {}}));
}

#[test]
fn nobody_is_shown_what_may_be_secret() {
    assert_eq!(format!("{:?}", load()), "Unknown(gold)");
    let union: CasketOrSecret = serde_json::from_value(json!({"Chest": "tweety"})).expect("read");
    assert_eq!(format!("{union:?}"), r#"Unknown("*** Sensitive Data Redacted ***")"#);
    let hidden = json!({"Chest": "*** Sensitive Data Redacted ***"});
    assert_eq!(serde_json::to_value(&union).expect("written"), hidden);
    assert_eq!(serde_json::to_value(Revealed(&union)).expect("written"), json!({"Chest": "tweety"}));
}

/// A service may call it whatever it likes.
#[test]
fn a_name_is_shown_on_one_line() {
    let load: Load = serde_json::from_value(json!({"two\nlines\u{1b}": 1})).expect("read");
    assert_eq!(format!("{load:?}"), r"Unknown(two\nlines\u{1b})");
    let load: Load = serde_json::from_value(json!({"x".repeat(60_000): 1})).expect("read");
    assert_eq!(format!("{load:?}"), format!("Unknown({})", "x".repeat(256)));
}

#[test]
fn it_cannot_be_sent() {
    let input = harbour::operation::dock_ship::DockShipInput::builder().harbour("north").berth("7").load(load());
    let error = harbour::protocol::encode::<DockShip>(&input.build().expect("an input")).expect_err("not sent");
    let text = format!("{:?}", error);
    assert!(text.contains("Load is an unknown variant, which cannot be sent") && !text.contains("bars"), "{text}");
}
