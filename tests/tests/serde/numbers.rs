//! No digit of a number is lost in silence, whatever a format makes of it.

use ciborium::Value as Cbor;
use observatory::operation::record::RecordInput;
use serde_json::{Value, json};
use std::collections::BTreeMap;

const DIGITS: &str = "-123456789012345678901234567890";
const FRACTION: &str = "0.100000000000000000000000000001";

/// The number as `serde_json` has it in a program that turns on its feature `arbitrary_precision`.
fn precise(digits: &str) -> Value {
    json!({"$serde_json::private::Number": digits})
}

#[test]
fn with_arbitrary_precision_all_digits_are_kept() {
    let json = json!({
        "mass": precise(DIGITS), "size": precise(FRACTION), "at": precise("1796000000.25"), "level": precise("-3"),
        "brightness": precise("4.5"), "distance": precise("1e300"), "total": precise("9223372036854775807"),
    });
    let input: RecordInput = serde_json::from_value(json).expect("read");
    assert_eq!(input.mass().map(AsRef::as_ref), Some(DIGITS));
    assert_eq!(input.size().map(AsRef::as_ref), Some(FRACTION));
    assert_eq!(input.at().map(|at| at.as_nanos()), Some(1_796_000_000_250_000_000));
    assert_eq!((input.level(), input.total()), (Some(-3), Some(i64::MAX)));
    assert_eq!((input.brightness(), input.distance()), (Some(4.5), Some(1e300)));
    // What stands in a string is a string.
    let error = serde_json::from_value::<RecordInput>(json!({"name": precise("4.5")})).expect_err("wrong").to_string();
    assert_eq!(error, "member `name`: expected a string, found a number");
}

#[test]
fn a_number_that_is_too_large_for_a_float_is_refused() {
    let read = |json: Value| serde_json::from_value::<RecordInput>(json).map_err(|error| error.to_string());
    for digits in ["1e400", "-1e400"] {
        let error = read(json!({"distance": precise(digits)})).expect_err("too large");
        assert_eq!(error, "member `distance`: expected a number of 64 bits, found a number");
    }
    let error = read(json!({"at": precise("1e400")})).expect_err("too large");
    assert_eq!(error, "member `at`: expected a number of 64 bits, found a number");
    for (brightness, found) in [(json!(-1e39), "a float"), (precise("1e39"), "a number"), (json!(f64::MAX), "a float")]
    {
        let error = read(json!({"brightness": brightness})).expect_err("too large");
        assert_eq!(error, format!("member `brightness`: expected a number of 32 bits, found {found}"));
    }
    let input = read(json!({"brightness": "Infinity", "distance": "-Infinity"})).expect("read");
    assert_eq!((input.brightness(), input.distance()), (Some(f32::INFINITY), Some(f64::NEG_INFINITY)));
    let input = read(json!({"brightness": f64::from(f32::MAX), "distance": precise("1e-400")})).expect("read");
    assert_eq!((input.brightness(), input.distance()), (Some(f32::MAX), Some(0.0)));
}

#[test]
fn documents_and_members_that_a_model_does_not_have_have_numbers_of_any_size() {
    let json = json!({"papers": [precise("4.5"), precise("7"), precise("1e400")]});
    let load: harbour::types::Load = serde_json::from_value(json).expect("read");
    assert_eq!(serde_json::to_value(load).expect("written"), json!({"papers": [4.5, 7, "1e400"]}));
    let load: harbour::types::Load = serde_json::from_value(json!({"gold": [precise("4.5")]})).expect("read");
    assert_eq!(serde_json::to_value(load).expect("written"), json!({"gold": [4.5]}));
}

#[test]
fn a_float_is_refused_where_it_may_have_lost_digits() {
    let read = |text: &str| serde_json::from_str::<RecordInput>(text).map_err(|error| error.to_string());
    let error = read(&format!(r#"{{"mass": {DIGITS}}}"#)).expect_err("a float");
    assert_eq!(error, "member `mass`: expected an integer, in a string if 64 bits are too few, found a float");
    for lossy in ["0.1234567890123456789", "12345678901234567890.5", "-1234567890.1234567"] {
        let error = read(&format!(r#"{{"size": {lossy}}}"#)).expect_err("a float");
        assert!(error.starts_with("member `size`: expected a number, in a string if it has more digits"), "{error}");
    }
    for exact in ["0.1", "-12345.6789012345", "18446744073709551615", "7"] {
        let input = read(&format!(r#"{{"size": {exact}}}"#)).expect("read");
        assert_eq!(input.size().map(AsRef::as_ref), Some(exact));
    }
    let input = read(&format!(r#"{{"mass": "{DIGITS}", "size": "{FRACTION}"}}"#)).expect("read");
    assert_eq!(input.mass().map(AsRef::as_ref), Some(DIGITS));
    assert_eq!(input.size().map(AsRef::as_ref), Some(FRACTION));
}

#[test]
fn cbor_has_integers_of_128_bits() {
    for number in [i128::MIN, -1 - i128::from(u64::MAX), i128::from(u64::MAX) + 1, i128::MAX] {
        let mut bytes = Vec::new();
        ciborium::into_writer(&BTreeMap::from([("mass", number)]), &mut bytes).expect("written");
        let input: RecordInput = ciborium::from_reader(bytes.as_slice()).expect("read");
        assert_eq!(input.mass().map(AsRef::as_ref), Some(&*number.to_string()));
    }
}

#[test]
fn tags_of_cbor_are_passed_over() {
    let tagged = |tag: u64, value: Cbor| Cbor::Tag(tag, Box::new(value));
    let members = [
        ("at", tagged(1, 1_796_000_000.into())),
        ("name", tagged(55_799, tagged(32, "https://example.com".into()))),
        ("mass", tagged(2, Cbor::Bytes(vec![1, 0, 0, 0, 0, 0, 0, 0, 0]))),
    ];
    let mut bytes = Vec::new();
    let map = members.map(|(name, value)| (name.into(), value));
    ciborium::into_writer(&Cbor::Map(map.into()), &mut bytes).expect("written");
    let input: RecordInput = ciborium::from_reader(bytes.as_slice()).expect("read");
    assert_eq!(input.at().map(|at| at.secs()), Some(1_796_000_000));
    assert_eq!(input.name(), Some("https://example.com"));
    assert_eq!(input.mass().map(AsRef::as_ref), Some("18446744073709551616"));
}
