//! What is sensitive is written only where it is asked for.

use crate::case;
use relay::serde::Revealed;
use relay::types::error::Cursed;
use relay::types::{CasketOrSecret, SecretKind, Tomb};
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::HashMap;

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

/// What is generated, and lists, maps and options of that, can be revealed as it can be written.
#[test]
fn all_that_can_be_written_can_be_revealed() {
    fn written(value: &impl Serialize) -> Value {
        serde_json::to_value(value).expect("written")
    }
    let kind = SecretKind::from("tweety");
    let union = json!({"Secret": "tweety"});
    let either: CasketOrSecret = serde_json::from_value(union.clone()).expect("read");
    let unknown: CasketOrSecret = serde_json::from_value(json!({"Chest": [1]})).expect("read");
    let (error, json) = (serde_json::from_value::<Cursed>(case("relay_cursed")).expect("read"), case("relay_cursed"));
    assert_eq!(written(&Revealed(&kind)), "tweety");
    assert_eq!(written(&Revealed(&either)), union);
    assert_eq!(written(&Revealed(&error)), json);
    assert_eq!(written(&Revealed(&Some(either.clone()))), union);
    assert_eq!(written(&Revealed(&None::<Tomb>)), Value::Null);
    assert_eq!(written(&Revealed(&vec![either.clone(), unknown])), json!([union, {"Chest": [1]}]));
    assert_eq!(written(&Revealed(&vec![Some(kind.clone()), None])), json!(["tweety", null]));
    assert_eq!(
        written(&Revealed(&HashMap::from([("key".to_owned(), vec![kind.clone()])]))),
        json!({"key": ["tweety"]})
    );
    assert_eq!(written(&vec![kind]), json!([HIDDEN]));
    assert_eq!(written(&vec![either]), json!([{"Secret": HIDDEN}]));
}

#[test]
fn errors_do_not_tell_texts() {
    let json = json!({"Caskets": [{"Number": "tweety"}]});
    let error = serde_json::from_value::<Tomb>(json).expect_err("no number").to_string();
    assert_eq!(error, "member `Caskets.Number`: expected an integer of 64 bits, found a string");
}
