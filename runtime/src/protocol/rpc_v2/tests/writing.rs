//! What is sent, byte by byte.

use super::AwsIs::{self, Different, Same};
use super::{write, write_aws};
use crate::codec::json::tests::model::{All, Choice};
use aws_smithy_types::{Blob, DateTime, Document};

/// The bytes of a structure.
fn writes(value: &All, cbor: &[u8], aws: AwsIs) {
    assert_eq!(write(value).expect("it can be written"), cbor, "{value:?}");
    let by_aws = write_aws(value).expect("it can be written");
    assert_eq!(by_aws == cbor, aws == Same, "{value:?}: AWS writes {by_aws:x?}");
}

/// The bytes of a member, of which AWS writes the same.
fn writes_member(value: &All, name: &str, cbor: &[u8]) {
    let length = u8::try_from(name.len()).expect("a short name");
    writes(value, &[&[0xBF, 0x60 + length], name.as_bytes(), cbor, &[0xFF]].concat(), Same);
}

#[test]
fn whole_numbers_are_as_short_as_they_can_be() {
    for (number, cbor) in [
        (0, b"\0".as_slice()),
        (23, b"\x17"),
        (24, b"\x18\x18"),
        (255, b"\x18\xFF"),
        (256, b"\x19\x01\0"),
        (65_535, b"\x19\xFF\xFF"),
        (65_536, b"\x1A\0\x01\0\0"),
        (4_294_967_295, b"\x1A\xFF\xFF\xFF\xFF"),
        (4_294_967_296, b"\x1B\0\0\0\x01\0\0\0\0"),
        (i64::MAX, b"\x1B\x7F\xFF\xFF\xFF\xFF\xFF\xFF\xFF"),
        (-1, b"\x20"),
        (-24, b"\x37"),
        (-25, b"\x38\x18"),
        (i64::MIN, b"\x3B\x7F\xFF\xFF\xFF\xFF\xFF\xFF\xFF"),
    ] {
        writes_member(&All { long: Some(number), ..All::default() }, "Long", cbor);
    }
    writes_member(&All { byte: Some(-128), ..All::default() }, "Byte", b"\x38\x7F");
    writes_member(&All { short: Some(-2), ..All::default() }, "Short", b"\x21");
    writes_member(&All { int: Some(7), ..All::default() }, "Int", b"\x07");
}

#[test]
fn simple_values() {
    writes_member(&All { text: Some("ü".to_owned()), ..All::default() }, "Text", b"\x62\xC3\xBC");
    writes_member(&All { text: Some(String::new()), ..All::default() }, "Text", b"\x60");
    let long = "x".repeat(300);
    writes_member(
        &All { text: Some(long.clone()), ..All::default() },
        "Text",
        &[b"\x79\x01\x2C", long.as_bytes()].concat(),
    );
    writes_member(&All { blob: Some(Blob::new([1, 2])), ..All::default() }, "Blob", b"\x42\x01\x02");
    writes_member(&All { flag: Some(false), ..All::default() }, "Flag", b"\xF4");
    writes_member(&All { float: Some(1.5), ..All::default() }, "Float", b"\xFA\x3F\xC0\0\0");
    writes_member(&All { double: Some(1.5), ..All::default() }, "Double", b"\xFB\x3F\xF8\0\0\0\0\0\0");
    writes_member(&All { double: Some(f64::NAN), ..All::default() }, "Double", b"\xFB\x7F\xF8\0\0\0\0\0\0");
    for (name, value) in [
        ("At", All { at: Some(DateTime::from_millis(1_500)), ..All::default() }),
        ("Date", All { date: Some(DateTime::from_millis(1_500)), ..All::default() }),
    ] {
        writes_member(&value, name, b"\xC1\xFB\x3F\xF8\0\0\0\0\0\0");
    }
    let document = All { any: Some(Document::Null), ..All::default() };
    assert!(write(&document).is_err() && write_aws(&document).is_err());
}

#[test]
fn big_numbers() {
    for (text, cbor) in [
        ("7", b"\x07".as_slice()),
        ("-7", b"\x26"),
        ("-0", b"\0"),
        ("007", b"\x07"),
        ("18446744073709551615", b"\x1B\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF"),
        ("-18446744073709551616", b"\x3B\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF"),
        ("18446744073709551616", b"\xC2\x49\x01\0\0\0\0\0\0\0\0"),
        ("-18446744073709551617", b"\xC3\x49\x01\0\0\0\0\0\0\0\0"),
    ] {
        writes_member(&All { big: text.parse().ok(), ..All::default() }, "Big", cbor);
    }
    for (text, cbor) in [("273.15", b"\xC4\x82\x21\x19\x6A\xB3".as_slice()), ("-7e3", b"\xC4\x82\x03\x26")] {
        writes_member(&All { decimal: text.parse().ok(), ..All::default() }, "Decimal", cbor);
    }
}

#[test]
fn lists_and_maps_say_how_long_they_are() {
    let value = All { list: Some(vec!["a".to_owned(), "b".to_owned()]), ..All::default() };
    writes(&value, b"\xBF\x64List\x82\x61a\x61b\xFF", Different);
    let value = All { sparse: Some(vec![None, Some(1)]), ..All::default() };
    writes(&value, b"\xBF\x66Sparse\x82\xF6\x01\xFF", Different);
    let inner = All { text: Some("t".to_owned()), ..All::default() };
    let value = All { map: Some([("k".to_owned(), vec![inner])].into()), ..All::default() };
    writes(&value, b"\xBF\x63Map\xA1\x61k\x81\xBF\x64Text\x61t\xFF\xFF", Different);
    writes(&All { list: Some(Vec::new()), ..All::default() }, b"\xBF\x64List\x80\xFF", Different);
}

#[test]
fn structures_and_unions_do_not() {
    writes(&All::default(), b"\xBF\xFF", Same);
    let choice = |choice| All { choice: Some(choice), ..All::default() };
    writes(&choice(Choice::Text("t".to_owned())), b"\xBF\x66Choice\xBF\x64Text\x61t\xFF\xFF", Same);
    writes(&choice(Choice::Unit), b"\xBF\x66Choice\xBF\x64Unit\xBF\xFF\xFF\xFF", Same);
    let inner = All { int: Some(1), ..All::default() };
    let after = All { dates: Some(Vec::new()), ..choice(Choice::All(Box::new(inner))) };
    writes(&after, b"\xBF\x65Dates\x80\x66Choice\xBF\x63All\xBF\x63Int\x01\xFF\xFF\xFF", Different);
    assert!(write(&choice(Choice::Unknown)).is_err());
}

#[cfg(feature = "server")]
#[test]
fn an_error_says_its_shape_first() {
    let value = All { text: Some("t".to_owned()), ..All::default() };
    let typed = crate::codec::cbor::typed("a#B", &write(&value).expect("it can be written"));
    assert_eq!(typed, b"\xBF\x66__type\x63a#B\x64Text\x61t\xFF");
    assert_eq!(super::read(&typed).expect("a structure"), value);
}
