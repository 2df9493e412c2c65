//! The codec against the one of AWS, which official tests are run with, and against what nobody should send.

mod errors;
pub(crate) mod model;
mod random;

use super::{Body, Writer};
use crate::codec::corpus;
use crate::codec::timestamp;
use crate::scan;
use crate::schema::Names;
use crate::serde::Adapted;
use crate::serde::{Sink, Source, Value};
use aws_smithy_json::codec::{JsonCodec, JsonCodecSettings, JsonCodecSettingsBuilder};
use aws_smithy_schema::codec::{Codec, FinishSerializer};
use aws_smithy_schema::prelude::DOCUMENT;
use aws_smithy_schema::serde::SerdeError;
use aws_smithy_types::date_time::Format;
use aws_smithy_types::{DateTime, Document};
use fastrand::Rng;
use model::All;
use random::{member, structure};
use std::fmt::Debug;

fn aws() -> JsonCodec {
    JsonCodec::new(settings().build())
}

fn settings() -> JsonCodecSettingsBuilder {
    JsonCodecSettings::builder().use_json_name(false).default_timestamp_format(Format::EpochSeconds)
}

fn read_ours<T: Value>(body: &[u8]) -> Result<T, SerdeError> {
    let mut json = Body::new(body)?;
    T::read(&DOCUMENT, &mut Source::json(json.reader())).map_err(|error| json.locate(&error))
}

/// With whole numbers such as `1.0`, which the codec takes in exchange for numbers that are no JSON.
fn read_aws<T: Value>(body: &[u8]) -> Result<T, SerdeError> {
    let read = |aws: JsonCodec| T::read(&DOCUMENT, &mut Source::new(&mut Adapted(&mut aws.create_deserializer(body))));
    let other = || JsonCodec::new(settings().allow_integral_float_numbers(true).build());
    read(aws()).or_else(|_| read(other()))
}

/// `None` if it cannot be written: an unknown variant, a date too late for its format.
fn write_ours<T: Value>(value: &T) -> Option<String> {
    let mut writer = Writer::new();
    value.write(&DOCUMENT, &mut Sink::json(&mut writer)).ok()?;
    Some(String::from_utf8(writer.finish()).expect("UTF-8"))
}

fn write_aws<T: Value>(value: &T) -> Option<String> {
    let mut writer = aws().create_serializer();
    value.write(&DOCUMENT, &mut Sink::new(&mut writer)).ok()?;
    Some(String::from_utf8(FinishSerializer::finish(writer)).expect("UTF-8"))
}

/// Text that may be a secret is in no error.
#[test]
fn what_is_no_number_is_refused_and_not_shown() {
    let error = Writer::new().big_number("+777000777").expect_err("no number of JSON");
    assert!(!error.to_string().contains("777"), "{error}");
}

/// Both read the same, or both refuse; then both write the same. Whether they read it.
fn agree<T: Value + Debug + PartialEq>(body: &[u8]) -> bool {
    let ours = read_ours::<T>(body);
    if std::str::from_utf8(body).is_err() {
        assert!(ours.is_err(), "{body:?}");
        return false;
    }
    let aws = read_aws::<T>(body);
    let text = String::from_utf8_lossy(body);
    match (&ours, &aws) {
        (Ok(ours), Ok(aws)) => {
            // What is not a number equals nothing, itself included. Theirs reads seconds as a float, which has too few
            // digits for the fractions of some.
            let (ours_text, aws_text) = (format!("{ours:?}"), format!("{aws:?}"));
            let has_time = ["at: Some(", "date: Some(", "http: Some(", "seconds: Some("]
                .iter()
                .any(|time| ours_text.contains(time));
            let is_time = has_time || ours_text.contains('Z');
            let inexact = ours_text.contains("NaN") || is_time && has_fraction(&text);
            assert!(ours == aws || inexact, "{text}\nours: {ours_text}\n AWS: {aws_text}");
            assert_eq!(write_ours(ours), write_aws(ours), "{text}");
        }
        // Theirs reads a time that is too late for any as the last one there is, if it is written as a float.
        (Err(error), Ok(_)) if error.to_string().contains("a timestamp that cannot be read") => {
            let is_float = |pair: &[u8]| pair[0].is_ascii_digit() && matches!(pair[1], b'e' | b'E' | b'.');
            assert!(body.windows(2).any(is_float), "{text}");
        }
        _ => assert!(ours.is_err() && aws.is_err(), "{text}\nours: {ours:?}\n AWS: {aws:?}"),
    }
    ours.is_ok()
}

/// Whether there is a number with a fraction in it.
fn has_fraction(text: &str) -> bool {
    text.as_bytes().windows(2).any(|pair| pair[0] == b'.' && pair[1].is_ascii_digit())
}

#[test]
fn seconds_are_exact_to_the_nanosecond_and_written_as_they_were() {
    for (text, seconds, nanos) in [
        ("1099510880.771", 1_099_510_880, 771_000_000),
        ("1700000001.001", 1_700_000_001, 1_000_000),
        ("0.123456789", 0, 123_456_789),
        ("-1.57", -2, 430_000_000),
        ("-0.5", -1, 500_000_000),
        ("1515531081", 1_515_531_081, 0),
    ] {
        let time = read_ours::<DateTime>(text.as_bytes()).expect("a timestamp");
        assert_eq!(time, DateTime::from_secs_and_nanos(seconds, nanos), "{text}");
        assert_eq!(write_ours(&time).as_deref(), Some(text));
    }
    for number in 0..1000 {
        let text = format!("{}.{number:03}", 1_700_000_000 + number);
        let time = read_ours::<DateTime>(text.as_bytes()).expect("a timestamp");
        assert_eq!(time.to_millis().expect("in range") % 1000, number, "{text}");
    }
    let finer = read_ours::<DateTime>(b"1.1234567899").expect("a timestamp");
    assert_eq!(finer, DateTime::from_secs_and_nanos(1, 123_456_789));
    for text in ["1.-5", "1.2.3", "--1", "1.5-", "99999999999999999999"] {
        read_ours::<DateTime>(text.as_bytes()).expect_err(text);
    }
}

#[test]
fn accepted_and_refused_as_by_aws() {
    // `1` before what is read, `0` before what is refused.
    let cases = include_str!("cases.txt");
    for (number, line) in cases.lines().enumerate() {
        let Some((expected, body)) = line.split_once(' ').filter(|_| !line.starts_with('#')) else { continue };
        assert_eq!(agree::<All>(body.as_bytes()), expected == "1", "line {}: {body}", number + 1);
        agree::<Document>(body.as_bytes());
    }
}

#[test]
fn nesting_is_bounded() {
    let nested = |depth| format!(r#"{{"Any":{}1{}}}"#, "[".repeat(depth), "]".repeat(depth));
    let unknown = |depth| format!(r#"{{"Other":{}{}}}"#, "{\"a\":[".repeat(depth), "]}".repeat(depth));
    let recursive = |depth| format!("{}{}", r#"{"Choice":{"All":"#.repeat(depth), "}}".repeat(depth));
    for depth in [1, 60, 61, 62, 63, 64, 65, 126, 127, 128, 100_000] {
        for body in [nested(depth), unknown(depth), recursive(depth)] {
            let read = agree::<All>(body.as_bytes());
            assert!(!read || depth < 128);
        }
    }
    let open = "[".repeat(1_000_000);
    assert!(read_ours::<Document>(open.as_bytes()).is_err());
}

/// Some bytes of a body removed, changed or put in.
fn damage(body: &mut Vec<u8>, random: &mut Rng) {
    for _ in 0..random.usize(1..4) {
        let at = random.usize(..body.len());
        match random.u8(..4) {
            0 => body.truncate(at.max(1)),
            1 => body[at] = random.u8(..),
            2 => body[at] = *random.choice(br#"{}[]",:\u0e+-. tfn"#).expect("there are some"),
            _ => body.insert(at, random.u8(0x20..0x7F)),
        }
    }
}

fn damaged(random: &mut Rng) -> Vec<u8> {
    let mut body = String::new();
    structure(random, 2, &mut body);
    let mut body = body.into_bytes();
    damage(&mut body, random);
    body
}

/// Bodies that are right, and bodies with some bytes wrong.
#[test]
fn random_bodies_as_by_aws() {
    let mut random = Rng::with_seed(4711);
    let mut read = 0;
    for _ in 0..20_000 {
        let mut body = String::new();
        structure(&mut random, 0, &mut body);
        let mut body = body.into_bytes();
        read += usize::from(agree::<All>(&body));
        agree::<Document>(&body);
        damage(&mut body, &mut random);
        agree::<All>(&body);
        agree::<Document>(&body);
    }
    assert!(read > 1_000, "{read} of the bodies mean something");
}

/// What becomes of a body here; AWS's codec agrees.
fn kind(body: &[u8]) -> String {
    agree::<All>(body);
    corpus::kind(read_ours::<All>(body))
}

#[test]
fn the_corpus_is_read_as_ever() {
    assert!(corpus::check(include_str!("corpus.txt"), kind) > 100);
}

#[test]
#[ignore = "writes the corpus"]
fn the_corpus_is_collected() {
    let mut random = Rng::with_seed(1616);
    let bodies = (0..100_000).map(|_| damaged(&mut random));
    corpus::collect("src/codec/json/tests/corpus.txt", bodies, kind);
}

#[test]
fn what_is_written_is_json() {
    let mut random = Rng::with_seed(815);
    for _ in 0..2_000 {
        let mut body = String::new();
        member(&mut random, 7, 0, &mut body);
        let Ok(expected) = serde_json::from_str::<serde_json::Value>(&body) else { continue };
        let document: Document = read_ours(body.as_bytes()).expect("serde_json reads it");
        let written = write_ours(&document).expect("any document can be written");
        assert_eq!(serde_json::from_str::<serde_json::Value>(&written).expect("JSON"), expected);
    }
}

#[test]
fn strings_of_all_lengths() {
    for length in 0..40 {
        for at in 0..length {
            for character in ('\0'..='\u{7f}').chain(['ü']) {
                let text: String = (0..length).map(|index| if index == at { character } else { 'x' }).collect();
                let written = serde_json::to_string(&text).expect("JSON");
                assert_eq!(write_ours(&text).as_ref(), Some(&written));
                assert_eq!(read_ours::<String>(written.as_bytes()).expect("JSON"), text);
                let special = text.bytes().position(|byte| matches!(byte, b'"' | b'\\' | 0..0x20));
                let mut copy = vec![0; text.len()];
                assert_eq!(scan::copy_plain(text.as_bytes(), &mut copy), special.is_none());
                assert_eq!(copy, text.as_bytes());
            }
        }
    }
}

#[test]
fn names_are_found() {
    let members = [
        "A",
        "Ab",
        "Abc",
        "Abcd",
        "Abcdefg",
        "Abcdefgh",
        "AbcdefghI",
        "AbcdefghIjklmnopqrstuvwxyz",
        "AbcdefghJ",
        "abcd",
        "Abdc",
        "B",
    ];
    let names = Names::new(members.iter().copied());
    let others =
        ["", "\0", "A\0", "Ab\0\0", "b", "Abcdef", "Abcdefgi", "Abcdefgh\0", "AbcdefghK", "AbcdefghIjklmnop", "ü"];
    for name in members.into_iter().chain(others) {
        let expected = members.iter().position(|member| *member == name);
        for likely in 0..=members.len() {
            assert_eq!(names.find(name, &mut likely.clone()), expected, "{name:?}");
        }
    }
}

#[test]
fn room_is_made_for_what_is_written() {
    for length in (0..600).chain(8_100..8_800) {
        // What comes after the text meets the end of the room at each of its parts.
        let value = vec!["x".repeat(length), "\"".into(), String::new(), "a string in several words".into()];
        let written = serde_json::to_string(&value).expect("JSON");
        assert_eq!(write_ours(&value), Some(written));
        let escaped = "\n".repeat(length);
        assert_eq!(write_ours(&escaped), serde_json::to_string(&escaped).ok());
    }
}

#[test]
fn date_times_as_by_aws() {
    let mut random = Rng::with_seed(42);
    let mut fast = 0;
    for _ in 0..200_000 {
        let [year, month, day] = [random.u32(..10_000), random.u32(..14), random.u32(..33)];
        let [hour, minute, second] = [random.u32(..25), random.u32(..61), random.u32(..61)];
        let fraction = &".1234567890"[..random.usize(..12)];
        let end = ["Z", "Z", "Z", "z", "", "+01:00"][random.usize(..6)];
        let text = format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{fraction}{end}");
        if let Some(ours) = timestamp::utc(&text) {
            assert_eq!(Some(ours), DateTime::from_str(&text, Format::DateTimeWithOffset).ok(), "{text}");
            fast += 1;
        }
    }
    assert!(fast > 50_000, "{fast} were read the fast way");
}
