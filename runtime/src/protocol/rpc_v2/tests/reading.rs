//! What services send, in each form that it may have.

use super::AwsIs::{self, Different, Same};
use super::{member, read, read_aws};
use crate::codec::json::tests::model::{All, Choice};
use crate::protocol::PayloadCodec as _;
use crate::protocol::rpc_v2::cbor::CborFormat;
use aws_smithy_types::{Blob, DateTime};

/// The value is read from the bytes. What is not a number equals nothing, so that values are compared by what they look
/// like.
fn reads(cbor: &[u8], value: All, aws: AwsIs) {
    let value = format!("{value:?}");
    assert_eq!(format!("{:?}", read(cbor).expect(&value)), value, "{cbor:x?}");
    let by_aws = read_aws(cbor);
    let is_same = by_aws.as_ref().is_ok_and(|by_aws| format!("{by_aws:?}") == value);
    assert_eq!(is_same, aws == Same, "{cbor:x?}: AWS reads {by_aws:?}");
}

/// The bytes are refused.
fn refuses(cbor: &[u8], aws: AwsIs) {
    let value = read(cbor);
    assert!(value.is_err(), "{cbor:x?}: {value:?}");
    let by_aws = read_aws(cbor);
    assert_eq!(by_aws.is_err(), aws == Same, "{cbor:x?}: AWS reads {by_aws:?}");
}

fn text(text: &str) -> All {
    All { text: Some(text.to_owned()), ..All::default() }
}

fn list(items: &[&str]) -> All {
    All { list: Some(items.iter().map(|item| (*item).to_owned()).collect()), ..All::default() }
}

#[test]
fn an_empty_body_is_an_empty_structure() {
    for cbor in [b"".as_slice(), b"\xA0", b"\xBF\xFF"] {
        reads(cbor, All::default(), Same);
    }
}

#[test]
fn lengths_are_said_or_not() {
    for cbor in [
        b"\xA1\x64Text\x61t".as_slice(),
        b"\xBF\x64Text\x61t\xFF",
        b"\xB8\x01\x78\x04Text\x78\x01t",
        b"\xBB\0\0\0\0\0\0\0\x01\x7B\0\0\0\0\0\0\0\x04Text\x61t",
        b"\xBF\x7F\x62Te\x60\x62xt\xFF\x7F\x61t\xFF\xFF",
    ] {
        reads(cbor, text("t"), Same);
    }
    for items in [b"\x82\x61a\x60".as_slice(), b"\x9F\x61a\x60\xFF", b"\x98\x02\x7F\x61a\xFF\x7F\xFF"] {
        reads(&member("List", items), list(&["a", ""]), Same);
    }
    let blob = |bytes: &[u8]| All { blob: Some(Blob::new(bytes)), ..All::default() };
    reads(&member("Blob", b"\x5F\x42\x01\x02\x41\x03\xFF"), blob(&[1, 2, 3]), Same);
    reads(&member("Blob", b"\x5F\xFF"), blob(&[]), Same);
    reads(&member("Text", b"\x7F\xFF"), text(""), Same);
    let map = All { map: Some([("k".to_owned(), vec![text("t")])].into()), ..All::default() };
    reads(&member("Map", b"\xBF\x7F\x61k\xFF\x81\xBF\x64Text\x61t\xFF\xFF"), map.clone(), Same);
    reads(&member("Map", b"\xA1\x61k\x9F\xA1\x64Text\x61t\xFF"), map, Same);
}

#[test]
fn whole_numbers_have_any_width_that_they_fit_in() {
    for number in [b"\x07".as_slice(), b"\x18\x07", b"\x19\0\x07", b"\x1A\0\0\0\x07", b"\x1B\0\0\0\0\0\0\0\x07"] {
        reads(&member("Byte", number), All { byte: Some(7), ..All::default() }, Same);
        reads(&member("Long", number), All { long: Some(7), ..All::default() }, Same);
    }
    reads(&member("Byte", b"\x38\x7F"), All { byte: Some(-128), ..All::default() }, Same);
    reads(&member("Short", b"\x39\x7F\xFF"), All { short: Some(i16::MIN), ..All::default() }, Same);
    reads(
        &member("Long", b"\x3B\x7F\xFF\xFF\xFF\xFF\xFF\xFF\xFF"),
        All { long: Some(i64::MIN), ..All::default() },
        Same,
    );
    for (name, number) in [
        ("Byte", b"\x18\x80".as_slice()),
        ("Byte", b"\x38\x80"),
        ("Short", b"\x19\x80\0"),
        ("Int", b"\x1A\x80\0\0\0"),
        ("Int", b"\x3A\x80\0\0\0"),
        ("Long", b"\x1B\x80\0\0\0\0\0\0\0"),
        ("Long", b"\x3B\x80\0\0\0\0\0\0\0"),
        ("Int", b"\xF9\x3C\0"),
        ("Int", b"\xC1\x07"),
    ] {
        refuses(&member(name, number), Same);
    }
}

#[test]
fn floats_have_any_width() {
    let double = |double| All { double: Some(double), ..All::default() };
    reads(&member("Double", b"\xF9\x3E\0"), double(1.5), Same);
    reads(&member("Double", b"\xFA\x3F\xC0\0\0"), double(1.5), Same);
    reads(&member("Double", b"\xFB\x3F\xF8\0\0\0\0\0\0"), double(1.5), Same);
    reads(&member("Double", b"\xF9\x7C\0"), double(f64::INFINITY), Same);
    reads(&member("Double", b"\xF9\xFC\0"), double(f64::NEG_INFINITY), Same);
    reads(&member("Double", b"\xF9\x7E\x01"), double(f64::NAN), Same);
    reads(&member("Double", b"\xF9\0\x01"), double(2_f64.powi(-24)), Same);
    // Whoever writes numbers in the shortest form writes a whole one so.
    reads(&member("Double", b"\x07"), double(7.0), Different);
    reads(&member("Double", b"\x26"), double(-7.0), Different);
    let float = |float| All { float: Some(float), ..All::default() };
    reads(&member("Float", b"\xF9\x3E\0"), float(1.5), Same);
    reads(&member("Float", b"\xFA\x3F\xC0\0\0"), float(1.5), Same);
    // Some languages have one kind of float.
    reads(&member("Float", b"\xFB\x3F\xF8\0\0\0\0\0\0"), float(1.5), Different);
    for bad in [b"\x61x".as_slice(), b"\xF5", b"\xC1\xF9\x3E\0", b"\xF8\x20"] {
        refuses(&member("Double", bad), Same);
        refuses(&member("Float", bad), Same);
    }
}

#[test]
fn timestamps_have_a_tag_and_milliseconds() {
    let at = |millis| All { at: Some(DateTime::from_millis(millis)), ..All::default() };
    reads(&member("At", b"\xC1\x07"), at(7_000), Same);
    reads(&member("At", b"\xC1\x26"), at(-7_000), Same);
    reads(&member("At", b"\xC1\xF9\x3E\0"), at(1_500), Same);
    reads(&member("At", b"\xC1\xFA\xBF\xC0\0\0"), at(-1_500), Same);
    reads(&member("At", b"\xD8\x01\xFB\x41\xCC\x37\xDB\x38\x0F\xBE\x77"), at(946_845_296_123), Same);
    // A thousandth that no float can hold is not the one before it. The formats of the model mean nothing here.
    let seconds = [b"\xC1\xFB".as_slice(), &1_700_000_000.001_f64.to_be_bytes()].concat();
    for name in ["Date", "Http", "Seconds"] {
        let time = Some(DateTime::from_millis(1_700_000_000_001));
        let value = match name {
            "Date" => All { date: time, ..All::default() },
            "Http" => All { http: time, ..All::default() },
            _ => All { seconds: time, ..All::default() },
        };
        reads(&member(name, &seconds), value, Different);
    }
    for bad in [
        b"\x07".as_slice(),
        b"\xC0\x74\x32\x30\x32\x36-11-20T09:30:00Z\x20",
        b"\xC2\x41\x07",
        b"\xC1\xC1\x07",
        b"\xC1\x61x",
    ] {
        refuses(&member("At", bad), Same);
    }
    refuses(&member("At", b"\xC1\xF9\x7E\0"), Different);
    refuses(&member("At", b"\xC1\xF9\x7C\0"), Different);
}

#[test]
fn big_numbers() {
    let big = |text: &str| All { big: text.parse().ok(), ..All::default() };
    let decimal = |text: &str| All { decimal: text.parse().ok(), ..All::default() };
    reads(&member("Big", b"\x07"), big("7"), Same);
    reads(&member("Big", b"\x3B\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF"), big("-18446744073709551616"), Same);
    reads(&member("Big", b"\xC2\x49\x01\0\0\0\0\0\0\0\0"), big("18446744073709551616"), Same);
    reads(&member("Big", b"\xC3\x49\x01\0\0\0\0\0\0\0\0"), big("-18446744073709551617"), Same);
    reads(&member("Big", b"\xC2\x5F\x41\x01\x41\0\xFF"), big("256"), Different);
    reads(&member("Decimal", b"\xC4\x82\x21\x19\x6A\xB3"), decimal("273.15"), Same);
    reads(&member("Decimal", b"\xC4\x9F\x21\x19\x6A\xB3\xFF"), decimal("273.15"), Same);
    reads(&member("Decimal", b"\xC4\x82\x03\xC3\x41\x06"), decimal("-7E3"), Different);
    reads(&member("Decimal", b"\x07"), decimal("7"), Different);
    for bad in [b"\xC4\x82\x21".as_slice(), b"\xC4\x81\x21", b"\xC4\x83\x21\x01\x01", b"\xC1\x07", b"\x61\x37", b"\xF5"]
    {
        refuses(&member("Big", bad), Same);
        refuses(&member("Decimal", bad), Same);
    }
}

#[test]
fn nulls() {
    // A member, an element that may not be null, and one that may: by either of the two that stand for nothing.
    for null in [b"\xF6".as_slice(), b"\xF7"] {
        let aws = if null == b"\xF6" { Same } else { Different };
        reads(&member("Text", null), All::default(), Different);
        reads(&member("Other", null), All::default(), Same);
        refuses(&member("List", &[b"\x82\x61a", null].concat()), Same);
        let sparse = All { sparse: Some(vec![Some(1), None]), ..All::default() };
        reads(&member("Sparse", &[b"\x82\x01", null].concat()), sparse, aws);
    }
    for not in [b"\xF4".as_slice(), b"\xE0", b"\xF8\xFF"] {
        refuses(&member("Text", not), Same);
    }
}

#[test]
fn what_the_model_does_not_have_is_skipped() {
    for unknown in [
        b"\x07".as_slice(),
        b"\x9F\x82\x01\xBF\x01\x02\xFF\xFF",
        b"\xC1\xFB\x41\xCC\x37\xDB\x38\x0F\xBE\x77",
        b"\xD9\xD9\xF7\xA1\x61a\x5F\x41\0\xFF",
        b"\x7F\x61a\xFF",
        b"\xF8\xFF",
        b"\xF5",
        b"\xF9\x3C\0",
    ] {
        let cbor = [b"\xBF\x65Other".as_slice(), unknown, b"\x64Text\x61t\x66__type\x61x\xFF"].concat();
        reads(&cbor, text("t"), Same);
    }
}

#[test]
fn unions_have_one_member() {
    let choice = |choice| All { choice: Some(choice), ..All::default() };
    reads(&member("Choice", b"\xA1\x64Text\x61t"), choice(Choice::Text("t".to_owned())), Same);
    reads(
        &member("Choice", b"\xBF\x63All\xF6\x64Text\x61t\x66__type\x61x\xFF"),
        choice(Choice::Text("t".to_owned())),
        Same,
    );
    reads(&member("Choice", b"\xA1\x64Unit\xBF\xFF"), choice(Choice::Unit), Same);
    reads(&member("Choice", b"\xA1\x65Later\x81\x01"), choice(Choice::Unknown), Same);
    for bad in [b"\xA0".as_slice(), b"\xBF\xFF", b"\xA2\x64Text\x61t\x64Unit\xA0", b"\x61t"] {
        refuses(&member("Choice", bad), Same);
    }
}

#[test]
fn errors_say_their_shape_and_message() {
    for (cbor, code, message) in [
        (b"\xA2\x66__type\x66a.b#C:\x67message\x61m".as_slice(), Some("C"), Some("m")),
        (b"\xBF\x7F\x66__type\xFF\x65ns#Up\x67Message\x61m\xFF", Some("Up"), Some("m")),
        (b"\xA1\x6CerrorMessage\x61m", None, Some("m")),
        (b"\xA3\x64code\x61c\x67message\xA0\x66__type\x61T", Some("T"), None),
        (b"\xA1\x64code\x61c", None, None),
        (b"", None, None),
        (b"<html>", None, None),
        (b"\xA1\x66__type\x61T\0", None, None),
        (b"\x81\x01", None, None),
        (b"\xA2\x66__type\x61T", None, None),
    ] {
        let meta = CborFormat.error_metadata(cbor).build();
        assert_eq!((meta.code(), meta.message()), (code, message), "{cbor:x?}");
    }
}

#[test]
fn a_body_ends_where_its_structure_does() {
    refuses(b"\xA0\0", Different);
    refuses(b"\xA1\x63Map\xA1\x61k\x81", Different);
    // AWS's codec reads structures at the end of this one, and never stops.
    assert!(read(b"\xA1\x63Map\xA1\x61k\x9F").is_err());
}
