//! What is sent and received.

use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// The answer to `CreateConnectionInvitation`.
pub const INVITATION: &str = r#"{"Catalog":"Sandbox","Id":"pacinv-1234567890abc","Arn":"arn:aws:partnercentral:us-east-1::catalog/Sandbox/connection-invitation/pacinv-1234567890abc","ConnectionType":"OPPORTUNITY_COLLABORATION","CreatedAt":"2026-11-20T09:30:00.125Z","UpdatedAt":"2026-11-20T09:30:00.125Z","ExpiresAt":"2026-12-05T09:30:00.125Z","OtherParticipantIdentifier":"123456789012","ParticipantType":"SENDER","Status":"PENDING","InvitationMessage":"Shall we work together?","InviterEmail":"ada@example.com","InviterName":"Ada Lovelace"}"#;

/// The input of `CreateConnectionInvitation` as a plain structure.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
#[expect(missing_docs, reason = "the members of the model")]
pub struct PlainInvitation {
    pub catalog: &'static str,
    pub client_token: &'static str,
    pub connection_type: &'static str,
    pub email: &'static str,
    pub message: &'static str,
    pub name: &'static str,
    pub receiver_identifier: &'static str,
}

/// What both sides send.
pub const INVITE: PlainInvitation = PlainInvitation {
    catalog: "Sandbox",
    client_token: "00000000-0000-4000-8000-000000000000",
    connection_type: "OPPORTUNITY_COLLABORATION",
    email: "grace@example.com",
    message: "Shall we work together?",
    name: "Ada Lovelace",
    receiver_identifier: "123456789012",
};

/// The output of `CreateConnectionInvitation` as a plain structure; its timestamps stay strings.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
#[expect(missing_docs, reason = "the members of the model")]
pub struct PlainInvitationOutput {
    pub catalog: String,
    pub id: String,
    pub arn: String,
    pub connection_type: String,
    pub created_at: String,
    pub updated_at: String,
    pub expires_at: String,
    pub other_participant_identifier: String,
    pub participant_type: String,
    pub status: String,
    pub invitation_message: String,
    pub inviter_email: String,
    pub inviter_name: String,
}

/// An attribute value as a plain enum: serde writes it as DynamoDB does.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the members of the model")]
pub enum Plain {
    S(String),
    N(String),
    #[serde(rename = "BOOL")]
    Bool(bool),
    #[serde(rename = "NULL")]
    Null(bool),
    L(Vec<Plain>),
    M(PlainMap),
}

/// An item as a plain map.
pub type PlainMap = HashMap<String, Plain>;

/// An item of about `size` bytes of JSON: a list of orders, each with maps and lists in it.
pub fn item(size: usize) -> PlainMap {
    let mut orders = Vec::new();
    let mut written = 0;
    while written < size {
        let order = order(orders.len());
        written += serde_json::to_string(&order).map_or(size, |json| json.len());
        orders.push(order);
    }
    map([("Id", text("customer-4711")), ("Orders", Plain::L(orders))])
}

fn order(index: usize) -> Plain {
    let number = |value: usize| Plain::N(value.to_string());
    let place = map([("Lat", Plain::N("52.520008".into())), ("Lon", Plain::N("13.404954".into()))]);
    let address = map([("Street", text("12 Long Acre")), ("Zip", text("10115")), ("Place", Plain::M(place))]);
    Plain::M(map([
        ("Number", number(index)),
        ("Title", text("Two \"large\" boxes,\nwith care")),
        ("Paid", Plain::Bool(index.is_multiple_of(2))),
        ("Coupon", Plain::Null(true)),
        ("Tags", Plain::L(vec![text("red"), text("fragile"), number(index + 7)])),
        ("Address", Plain::M(address)),
    ]))
}

fn text(value: &str) -> Plain {
    Plain::S(value.to_owned())
}

fn map<const N: usize>(entries: [(&str, Plain); N]) -> PlainMap {
    entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}
