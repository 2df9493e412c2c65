//! What a model does not know, and what cannot be read, which is said as formats say it. That JSON is what a JSON
//! protocol sends is tested by clients themselves, in their `serde.rs`.

use aws_sdk_partnercentralaccount::operation::create_connection_invitation::CreateConnectionInvitationInput;
use harbour::types::{Load, Ship, ShipKind};
use serde_json::json;

#[test]
fn values_and_members_that_a_model_does_not_know() {
    let kind: ShipKind = serde_json::from_value(json!("AIRSHIP")).expect("read");
    assert_eq!(serde_json::to_value(&kind).expect("written"), "AIRSHIP");
    // Members that the model does not have are passed over.
    let ship: Ship = serde_json::from_value(json!({"id": "1", "wings": [1, 2]})).expect("read");
    assert_eq!(ship.id(), Some("1"));
}

#[test]
fn errors_say_where_and_what() {
    for (json, expected) in [
        (json!({"escort": {"deck": 7.5}}), "member `escort.deck`: expected an integer of 32 bits, found a float"),
        (json!({"deck": 3_000_000_000_u32}), "member `deck`: expected an integer of 32 bits, found an integer"),
        (json!({"built": "yesterday"}), "member `built`"),
        (json!([1]), "expected a map of members, found a list"),
        (json!({"crew": {}}), "member `crew`: expected a list, found a map"),
    ] {
        let error = serde_json::from_value::<Ship>(json.clone()).expect_err("wrong").to_string();
        assert!(error.starts_with(expected), "{json}: {error}");
    }
    let error = serde_json::from_value::<Load>(json!({"tons": 1, "nothing": {}})).expect_err("two").to_string();
    assert_eq!(error, "invalid input: the union Load with 2 members set");
}

#[test]
fn what_is_required_has_to_be_there() {
    use aws_sdk_partnercentralaccount::types::AccountSummary;
    let error = serde_json::from_value::<AccountSummary>(json!({})).expect_err("incomplete").to_string();
    assert_eq!(error, "AccountSummary lacks Name");
    // An input can lack what it has to have before it is sent.
    serde_json::from_value::<CreateConnectionInvitationInput>(json!({})).expect("read");
}

/// The id of a request is no member, and `==` compares it as the official crates do.
#[test]
fn an_output_of_a_service_comes_back_without_its_id() {
    use harbour::operation::RequestId as _;
    use harbour::operation::get_ship::{GetShip, GetShipOutput};
    let answer = || http::Response::builder().header("ETag", "e");
    let ship = harbour::protocol::encode_output::<GetShip>(&GetShipOutput::builder().etag("e").build());
    let body = ship.expect("a response").into_body();
    let bytes = body.bytes().expect("in memory").to_vec();
    let read = |response: http::response::Builder| {
        harbour::protocol::decode::<GetShip>(response.body(bytes.clone()).expect("a response")).expect("an output")
    };
    let (identified, alone) = (read(answer().header("x-amzn-requestid", "r-1")), read(answer()));
    assert_eq!((identified.request_id(), alone.request_id()), (Some("r-1"), None));
    let back: GetShipOutput =
        serde_json::from_value(serde_json::to_value(&identified).expect("written")).expect("read");
    assert_eq!(back, alone);
    assert_ne!(back, identified);
}
