//! What is sensitive is written only where it is asked for.

use crate::case;
use relay::serde::Revealed;
use relay::types::{SecretKind, Tomb};

const HIDDEN: &str = "*** Sensitive Data Redacted ***";

#[test]
fn a_text_stands_for_what_is_sensitive() {
    let tomb: Tomb = serde_json::from_value(case("relay_tomb")).expect("read");
    let text = serde_json::to_string_pretty(&tomb).expect("written");
    for secret in ["tweety", "777000777", "1234554321", "dHdlZXR5"] {
        assert!(!text.contains(secret), "{secret}: {text}");
    }
    assert!(serde_json::to_string(&Revealed(&tomb)).expect("written").contains("tweety"));
    insta::assert_snapshot!("redacted", text);
}

#[test]
fn an_enum_that_is_sensitive_hides_itself() {
    let kind: SecretKind = serde_json::from_str("\"tweety\"").expect("read");
    assert_eq!(kind.as_str(), "tweety");
    assert_eq!(serde_json::to_value(kind).expect("written"), HIDDEN);
}

#[test]
fn errors_do_not_tell_texts() {
    let json = serde_json::json!({"Caskets": [{"Number": "tweety"}]});
    let error = serde_json::from_value::<Tomb>(json).expect_err("no number").to_string();
    assert_eq!(error, "member `Caskets.Number`: expected an integer of 64 bits, found a string");
}
