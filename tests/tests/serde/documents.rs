//! A null is a document like any other: from serde, from the wire, and in unions where it is all there is.

use aws_smithy_types::Document;
use harbour::operation::dock_ship::{DockShip, DockShipInput};
use harbour::types::Load;
use serde_json::{Value, json};

fn read(json: Value) -> Load {
    serde_json::from_value(json).expect("read")
}

#[test]
fn a_null_comes_back() {
    let input: DockShipInput = serde_json::from_value(json!({"anything": null, "berth": null})).expect("read");
    assert_eq!((input.anything(), input.berth()), (Some(&Document::Null), None));
    assert_eq!(serde_json::to_value(&input).expect("written"), json!({"anything": null}));

    let load = Load::Papers(Document::Null);
    assert_eq!(serde_json::to_value(&load).expect("written"), json!({"papers": null}));
    assert_eq!(read(json!({"papers": null})), load);
}

/// `serde_json` hands over numbers in a map with this key, where it keeps all digits.
#[test]
fn a_map_that_is_no_number_comes_back() {
    for text in ["hello", "NaN", "-inf", ""] {
        let json = json!({"papers": {"$serde_json::private::Number": text}});
        assert_eq!(serde_json::to_value(read(json.clone())).expect("written"), json);
    }
}

/// Or the tests of clients, which make up values, would not see it.
#[test]
fn a_null_is_made_up() {
    let mut made = (0..100).map(farrier_runtime::fake::fixture::<DockShipInput>);
    assert!(made.any(|input| input.anything() == Some(&Document::Null)));
}

#[test]
fn other_members_of_a_union_come_first() {
    for json in [json!({"papers": null, "tons": 2}), json!({"tons": 2, "papers": null})] {
        assert_eq!(read(json), Load::Tons(2));
    }
    for json in [json!({"papers": null, "gold": 1}), json!({"gold": 1, "papers": null})] {
        assert_eq!(serde_json::to_value(read(json)).expect("written"), json!({"gold": 1}));
    }
    let error = serde_json::from_value::<Load>(json!({"tons": null})).expect_err("no document").to_string();
    assert_eq!(error, "invalid input: the union Load without a member set");
}

#[test]
fn a_union_that_is_sent_can_be_read() {
    let response = http::Response::builder().status(200).body(r#"{"load":{"papers":null}}"#).expect("a response");
    let output = harbour::protocol::decode::<DockShip>(response).expect("read");
    assert_eq!(output.load(), Some(&Load::Papers(Document::Null)));

    let input = DockShipInput::builder().harbour("north").berth("7").load(Load::Papers(Document::Null));
    let request = harbour::protocol::encode::<DockShip>(&input.build().expect("an input")).expect("a request");
    let sent: Value = serde_json::from_slice(request.body().bytes().expect("in memory")).expect("JSON");
    assert_eq!(sent["load"], json!({"papers": null}));
}
