//! What nobody should send.

use super::{member, read, read_aws, write};
use crate::codec::cbor::Reader;
use crate::codec::corpus;
use crate::codec::json::tests::model::{All, Choice};
use aws_smithy_types::{Blob, DateTime};
use fastrand::Rng;

fn refuses(cbor: &[u8], message: &str) {
    let error = read(cbor).expect_err(message).to_string();
    assert!(error.contains(message), "{cbor:x?}: {error}");
}

#[test]
fn errors_say_where() {
    for (cbor, message) in [
        (b"<html>".as_slice(), "expected a map at byte 0 of the body"),
        (b"\x80", "expected a map at byte 0 of the body"),
        (b"\xA1", "expected more at byte 1 of the body"),
        (b"\xBF", "expected more at byte 1 of the body"),
        (b"\xA1\x01\x02", "expected a string at byte 1 of the body"),
        (b"\xA1\x64Tex", "expected more at byte 2 of the body"),
        (b"\xA1\x64Text", "expected more at byte 6 of the body"),
        (b"\xA1\x64Text\x61", "member `Text`: invalid input: expected more at byte 7 of the body"),
        (b"\xA1\x64Text\x01", "member `Text`: type mismatch: expected a string at byte 6 of the body"),
        (b"\xA1\x64Text\x62a\xFF", "member `Text`: invalid input: not UTF-8 at byte 8 of the body"),
        (b"\xA1\x64Text\x7F\x41a\xFF", "expected a part of a string, of the same kind at byte 7 of the body"),
        (b"\xA1\x64Text\x7F\x7F\xFF\xFF", "a part of a string that has parts itself at byte 8 of the body"),
        (b"\xA1\x64Text\x7C", "a byte that begins nothing at byte 6 of the body"),
        (b"\xA1\x64Text\x61a\0", "expected nothing more at byte 8 of the body"),
        (b"\xA1\x64Byte\x18\x80", "member `Byte`: invalid input: a number out of range at byte 6 of the body"),
        (b"\xA1\x64Flag\x61x", "member `Flag`: type mismatch: expected a boolean at byte 6 of the body"),
        (b"\xA1\x64Blob\x61x", "member `Blob`: type mismatch: expected a blob at byte 6 of the body"),
        (b"\xA1\x62At\x07", "member `At`: type mismatch: expected a timestamp at byte 4 of the body"),
        (b"\xA1\x64List\xFF", "member `List`: type mismatch: expected a list at byte 6 of the body"),
        (b"\xA1\x64List\x9F\x61a", "member `List`: invalid input: expected more at byte 9 of the body"),
        (b"\xA1\x63Any\x01", "member `Any`: type mismatch: there is no Document here"),
        (b"\xA1\x65Other\xFF", "a byte that begins nothing at byte 7 of the body"),
        (b"\xA1\x65Other\xC1", "expected more at byte 8 of the body"),
    ] {
        refuses(cbor, message);
    }
}

/// What ends too early is an error at each of its bytes, also where a structure begins.
#[test]
fn nothing_is_cut_off_unseen() {
    let inner = All { text: Some("inner".to_owned()), ..All::default() };
    let value = All {
        int: Some(70_000),
        list: Some(vec!["a".to_owned()]),
        map: Some([("k".to_owned(), vec![inner.clone()])].into()),
        choice: Some(Choice::All(Box::new(inner))),
        ..All::default()
    };
    let cbor = write(&value).expect("it can be written");
    assert_eq!(read(&cbor).expect("a structure"), value);
    for length in 1..cbor.len() {
        assert!(read(&cbor[..length]).is_err(), "{length} bytes");
    }
}

#[test]
fn a_length_that_is_made_up_takes_no_memory() {
    for value in
        [b"\x9B\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF".as_slice(), b"\x9A\x7F\xFF\xFF\xFF", b"\x9B\0\0\0\x01\0\0\0\0\x61a"]
    {
        refuses(&member("List", value), "expected more");
    }
    refuses(&member("Map", b"\xBB\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF"), "expected more");
    refuses(&member("Blob", b"\x5B\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF"), "expected more");
    refuses(&member("Text", b"\x7B\x7F\xFF\xFF\xFF\xFF\xFF\xFF\xFF"), "expected more");
}

/// Nor in a long body, of whose bytes each may be an element.
#[test]
fn room_is_made_for_no_more_than_is_there() {
    const HUGE: &[u8] = b"\x9B\x10\0\0\0\0\0\0\0";
    for (beginning, texts, room) in [
        (b"\x83".as_slice(), 3, 3),
        (b"\x83", 5, 3),
        (b"\x9F", 5, 0),
        (HUGE, 0, 0),
        (HUGE, 5, 5),
        (HUGE, 100_000, 1_024),
        (b"\xBB\x10\0\0\0\0\0\0\0", 100_000, 1_024),
        (b"\x9A\0\x01\x86\xA0", 100_000, 1_024),
    ] {
        let cbor = [beginning, &vec![0x60; texts]].concat();
        assert_eq!(Reader::new(&cbor).likely_length(), room, "{beginning:x?} and {texts} texts");
    }
    for texts in [0, 5, 100_000] {
        refuses(&member("List", &[HUGE, &vec![0x60; texts]].concat()), "expected more");
    }
}

#[test]
fn nesting_has_a_limit() {
    let nested = |open: &[u8], depth: usize, close: &[u8]| {
        [&open.repeat(depth), b"\xA0".as_slice(), &close.repeat(depth)].concat()
    };
    let unknown = |depth| member("Other", &nested(b"\x81", depth, b""));
    // A member of a union, which is kept as JSON.
    let new = |open, depth| member("Choice", &[b"\xA1\x63New", &*nested(open, depth, b"")].concat());
    assert!(read(&unknown(126)).is_ok());
    for depth in [127, 128, 1_000_000] {
        refuses(&unknown(depth), "nested too deeply");
        refuses(&member("Other", &nested(b"\xC1", depth, b"")), "nested too deeply");
        refuses(&member("Other", &nested(b"\xBF\x61a", depth, b"\xFF")), "nested too deeply");
        refuses(&nested(b"\xA1\x66Choice\xA1\x63All", depth, b""), "nested too deeply");
        for open in [b"\xC1".as_slice(), b"\xC6", b"\x81", b"\xA1\x61a"] {
            refuses(&new(open, depth), "nested too deeply");
        }
    }
}

#[test]
fn values_are_no_part_of_errors() {
    for name in ["Int", "At", "Flag", "Blob", "List", "Map", "Choice", "Big", "Decimal", "Double"] {
        let error = read(&member(name, b"\x66secret")).expect_err(name);
        assert!(!format!("{error:?}").contains("secret"), "{error:?}");
    }
}

fn some<T>(random: &mut Rng, make: impl FnOnce(&mut Rng) -> T) -> Option<T> {
    (random.u8(..4) == 0).then(|| make(random))
}

fn any_text(random: &mut Rng) -> String {
    (0..random.usize(..30)).map(|_| random.char('\0'..'\u{300}')).collect()
}

/// A structure of any members.
fn any(random: &mut Rng, depth: usize) -> All {
    let nested = |random: &mut Rng| if depth > 3 { All::default() } else { any(random, depth + 1) };
    All {
        text: some(random, any_text),
        flag: some(random, Rng::bool),
        byte: some(random, |random| random.i8(..)),
        int: some(random, |random| random.i32(..)),
        long: some(random, |random| random.i64(..) >> random.u32(..63)),
        float: some(random, Rng::f32),
        double: some(random, Rng::f64),
        big: some(random, |random| random.i128(..).to_string().parse().expect("a number")),
        blob: some(random, |random| Blob::new(vec![7; random.usize(..300)])),
        at: some(random, |random| DateTime::from_millis(random.i64(-1_000_000_000_000..4_000_000_000_000))),
        list: some(random, |random| vec![any_text(random); random.usize(..30)]),
        sparse: some(random, |random| vec![None, Some(random.i32(..))]),
        map: some(random, |random| [(any_text(random), vec![nested(random)])].into()),
        choice: some(random, |random| Choice::All(Box::new(nested(random)))),
        ..All::default()
    }
}

/// Whether this is one value and nothing after it, by another parser. What is cut is kept from AWS's codec: it reads
/// structures that are not there from a list that was cut, and does not come to an end.
fn is_whole(cbor: &[u8]) -> bool {
    let mut parser = minicbor::Decoder::new(cbor);
    parser.skip().is_ok() && parser.position() == cbor.len()
}

/// One or more bytes removed, changed or put in.
fn damage(cbor: &mut Vec<u8>, random: &mut Rng) {
    for _ in 0..random.usize(1..4) {
        let at = random.usize(..cbor.len());
        match random.u8(..3) {
            0 => cbor.truncate(at.max(1)),
            1 => cbor[at] = random.u8(..),
            _ => cbor.insert(at, random.u8(..)),
        }
    }
}

/// What becomes of a body here, and what AWS's codec makes of it.
fn kind(cbor: &[u8]) -> String {
    let ours = read(cbor);
    let by_aws = match is_whole(cbor).then(|| read_aws(cbor)) {
        None => "is not asked",
        Some(Err(_)) => "refuses it",
        Some(Ok(aws)) if ours.as_ref().is_ok_and(|ours| format!("{ours:?}") == format!("{aws:?}")) => "reads the same",
        Some(Ok(_)) => "reads something else",
    };
    format!("{}; AWS {by_aws}", corpus::kind(ours))
}

#[test]
fn the_corpus_is_read_as_ever() {
    assert!(corpus::check(include_str!("corpus.txt"), kind) > 100);
}

#[test]
#[ignore = "writes the corpus"]
fn the_corpus_is_collected() {
    let mut random = Rng::with_seed(1616);
    let bodies = (0..60_000).map(|_| {
        let mut cbor = write(&any(&mut random, 3)).expect("it can be written");
        damage(&mut cbor, &mut random);
        cbor
    });
    corpus::collect("src/protocol/rpc_v2/tests/corpus.txt", bodies, kind);
}

/// What is written is read again, also by AWS's codec but for times it rounds. What was damaged is read as there or
/// refused as there, and what is no value to another parser is none to us.
#[test]
fn bodies_at_random() {
    let mut random = Rng::with_seed(4711);
    let (mut damaged_and_read, mut damaged_and_refused) = (0, 0);
    for _ in 0..20_000 {
        let value = any(&mut random, 0);
        let mut cbor = write(&value).expect("it can be written");
        assert_eq!(read(&cbor).expect("it was written"), value);
        let timeless = |value: &All| !format!("{value:?}").contains("at: Some(");
        if timeless(&value) {
            assert_eq!(read_aws(&cbor).expect("it was written"), value);
        }
        damage(&mut cbor, &mut random);
        let ours = read(&cbor);
        if !is_whole(&cbor) {
            assert!(ours.is_err(), "{cbor:x?}: {ours:?}");
            damaged_and_refused += 1;
            continue;
        }
        match (ours, read_aws(&cbor)) {
            (Ok(ours), Ok(aws)) => {
                let (ours_text, aws_text) = (format!("{ours:?}"), format!("{aws:?}"));
                assert!(ours_text == aws_text || !timeless(&ours), "{cbor:x?}\nours: {ours_text}\n AWS: {aws_text}");
                damaged_and_read += 1;
            }
            (Err(_), Err(_)) => damaged_and_refused += 1,
            (Err(error), Ok(_)) => {
                let error = error.to_string();
                // Times that are in no range are the last one there, and the bytes of what is skipped are not looked
                // at.
                let is_stricter = ["a timestamp out of range", "a byte that begins nothing"];
                assert!(is_stricter.iter().any(|what| error.contains(what)), "{cbor:x?}: only AWS reads it: {error}");
                damaged_and_refused += 1;
            }
            (Ok(ours), Err(error)) => panic!("{cbor:x?}: AWS refuses it, {error}: {ours:?}"),
        }
    }
    assert!(damaged_and_read > 1_000 && damaged_and_refused > 5_000, "{damaged_and_read} {damaged_and_refused}");
}
