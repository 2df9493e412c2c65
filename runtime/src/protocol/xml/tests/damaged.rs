//! What nobody should send.

use super::model::{Attributes, Choice, Lists, Maps, Scalars, Tree, Unions};
use super::read;
use crate::codec::corpus;
use crate::serde::Structure;
use fastrand::Rng;
use std::fmt::Debug;

fn refuses<T: Structure + Debug>(xml: &[u8], message: &str) {
    let error = read::<T>(xml).expect_err(&String::from_utf8_lossy(xml)).to_string();
    assert!(error.contains(message), "{}: {error}", String::from_utf8_lossy(xml));
}

#[test]
fn errors_say_where() {
    for (xml, message) in [
        ("text", "expected an element at byte 0 of the body"),
        ("<", "expected an element at byte 0 of the body"),
        ("<a", "expected an attribute or the end of the tag at byte 2 of the body"),
        ("<a b></a>", "expected an attribute or the end of the tag at byte 3 of the body"),
        ("<a b=\"<\"></a>", "expected an attribute or the end of the tag at byte 3 of the body"),
        ("<a b=\"c></a>", "expected an attribute or the end of the tag at byte 3 of the body"),
        ("<a>", "expected the end of the element at byte 3 of the body"),
        ("<a></b>", "expected the end of the element at byte 3 of the body"),
        ("<a><Text>t</a>", "member `Text`: invalid input: expected the end of the element at byte 10 of the body"),
        ("<a><Text>t", "member `Text`: invalid input: expected the end of the element at byte 10 of the body"),
        (
            "<a><Text>t<b/></Text></a>",
            "member `Text`: type mismatch: expected text, not an element at byte 10 of the body",
        ),
        (
            "<a><Text>t&u;</Text></a>",
            "member `Text`: invalid input: a reference that means nothing at byte 10 of the body",
        ),
        ("<a><x><y></x></a>", "expected the end of the element at byte 9 of the body"),
        (
            "<a><Text/><Int>seven</Int></a>",
            "member `Int`: type mismatch: expected a whole number in range at byte 15 of the body",
        ),
        (
            "<a><Byte>128</Byte></a>",
            "member `Byte`: type mismatch: expected a whole number in range at byte 9 of the body",
        ),
        ("<a><Flag>TRUE</Flag></a>", "member `Flag`: type mismatch: expected a boolean at byte 9 of the body"),
        ("<a><Blob>?</Blob></a>", "member `Blob`: type mismatch: expected base64 at byte 9 of the body"),
        ("<a><!-- </a>", "it does not end at byte 3 of the body"),
        ("<a></a>b", "expected nothing more at byte 7 of the body"),
        ("<a></a><a></a>", "expected nothing more at byte 7 of the body"),
        ("<a><1></1></a>", "expected an element at byte 3 of the body"),
    ] {
        refuses::<Scalars>(xml.as_bytes(), message);
    }
    refuses::<Scalars>(b"<a>\xff</a>", "not UTF-8 at byte 3 of the body");
    refuses::<Attributes>(b"<a Count='x'/>", "expected a whole number in range at byte 14");
}

#[test]
fn values_are_no_part_of_errors() {
    for xml in ["<a><Int>secret</Int></a>", "<a><Text>secret&secret;</Text></a>", "<a><At>secret</At></a>"] {
        let error = read::<Scalars>(xml.as_bytes()).expect_err(xml);
        assert!(!format!("{error:?}").contains("secret"), "{error:?}");
    }
}

#[test]
fn document_types_are_refused() {
    for doctype in
        ["<!DOCTYPE a>", "<!DOCTYPE a [<!ENTITY b \"c\">]>", "<!doctype html>", "<!ENTITY b SYSTEM \"file:///\">"]
    {
        refuses::<Scalars>(format!("{doctype}<a><Text>&b;</Text></a>").as_bytes(), "document types are not read");
        refuses::<Scalars>(format!("<a>{doctype}</a>").as_bytes(), "document types are not read");
    }
}

/// Values, flattened or not, and what is skipped.
#[test]
fn nesting_has_a_limit() {
    for (open, close, each) in [
        ("<Child>", "</Child>", 1),
        ("<Kids>", "</Kids>", 1),
        ("<unknown>", "</unknown>", 1),
        ("<List><member>", "</member></List>", 2),
        ("<Map><entry><key>k</key><value>", "</value></entry></Map>", 2),
    ] {
        let nested = |times: usize| format!("<Tree>{}{}</Tree>", open.repeat(times), close.repeat(times));
        let most = 127 / each;
        read::<Tree>(nested(most).as_bytes()).expect(open);
        refuses::<Tree>(nested(most + 1).as_bytes(), "nested too deeply");
        refuses::<Tree>(nested(100_000).as_bytes(), "nested too deeply");
        refuses::<Tree>(format!("<Tree>{}", open.repeat(100_000)).as_bytes(), "nested too deeply");
    }
}

/// Looking ahead for flattened elements takes time that grows with the depth, not with the square of the length.
#[test]
fn long_bodies_are_read_in_time() {
    let pairs = "<Flat>a</Flat><f>1</f>".repeat(100_000);
    let value = read::<Lists>(format!("<a>{pairs}</a>").as_bytes()).expect("it can be read");
    assert_eq!(value.flat.map(|flat| flat.len()), Some(100_000));
    assert_eq!(value.flat_renamed.map(|flat| flat.len()), Some(100_000));
    refuses::<Scalars>(format!("<a><Text>{}</Text></a>", "&".repeat(1_000_000)).as_bytes(), "means nothing");
}

/// Texts with every kind of thing in them.
const SEEDS: [&str; 6] = [
    "<?xml version=\"1.0\"?><a xmlns=\"u\"><Text> t&amp;&#65;<![CDATA[<x>]]></Text><Flag>true</Flag><Int>-7</Int>\
     <Double>1.5</Double><At>2023-11-14T22:13:20.125Z</At><Blob>AQI=</Blob><nested><Text/></nested></a>",
    "<a xsi:id=\"b\" Count='3'><!-- c --><Self Flag=\"true\" at=\"7\"/><List><member/><member Flag=\"false\"></member></List></a>",
    "<a><Plain><member>a</member></Plain><Flat>b</Flat><f>1</f><Flat>c</Flat><Nested><member><member>d</member></member></Nested></a>",
    "<a><Plain><entry><key>a</key><value>b</value></entry></Plain><e><key>c</key><value>1</value></e><Structures><entry>\
     <value><Text>t</Text></value><key>k</key></entry></Structures></a>",
    "<Tree><Name>r</Name><Kids><Kids><Name>x</Name></Kids></Kids><Map><entry><key>k</key><value><Child/></value></entry></Map></Tree>",
    "<a><Choice><Many>a</Many><Later/><Many>b</Many></Choice><List><member><Unit/></member></List></a>",
];

/// What damage is made of.
pub(super) const PIECES: [&str; 16] =
    ["<", ">", "/", "</", "/>", "<!--", "-->", "<![CDATA[", "]]>", "<?", "?>", "&", ";", "\"", "=", "\u{e9}"];

/// One of the texts with some of its bytes removed, repeated or replaced.
pub(super) fn damaged(round: usize, rng: &mut Rng) -> Vec<u8> {
    let mut body = SEEDS[round % SEEDS.len()].as_bytes().to_vec();
    for _ in 0..rng.usize(1..4) {
        let (at, end) = (rng.usize(..body.len()), rng.usize(1..12));
        let end = (at + end).min(body.len());
        let damage = match rng.u8(..4) {
            0 => Vec::new(),
            1 => body[at..end].repeat(2),
            2 => vec![rng.u8(..)],
            _ => PIECES[rng.usize(..PIECES.len())].as_bytes().to_vec(),
        };
        body.splice(at..end, damage);
        if body.is_empty() {
            body.push(b'<');
        }
    }
    body
}

/// What becomes of a body as each of the structures that it may be.
fn kind(body: &[u8]) -> String {
    let all = [
        corpus::kind(read::<Scalars>(body)),
        corpus::kind(read::<Attributes>(body)),
        corpus::kind(read::<Lists>(body)),
        corpus::kind(read::<Maps>(body)),
        corpus::kind(read::<Unions>(body)),
    ];
    let is_read = |kind: &&String| kind.starts_with("read") && *kind != "read, with nothing";
    let meta = crate::protocol::PayloadCodec::error_metadata(&super::XmlCodec::default(), body).build();
    let said = if meta.code().is_some() { "; it has a code" } else { "" };
    format!("{}{said}", all.iter().find(is_read).unwrap_or(&all[0]))
}

#[test]
fn the_corpus_is_read_as_ever() {
    assert!(corpus::check(include_str!("corpus.txt"), kind) > 50);
}

#[test]
#[ignore = "writes the corpus"]
fn the_corpus_is_collected() {
    let mut rng = Rng::with_seed(1616);
    let bodies = (0..300_000).map(|round| damaged(round, &mut rng));
    corpus::collect("src/protocol/xml/tests/corpus.txt", bodies, kind);
}

#[test]
fn damage_never_panics() {
    let mut rng = Rng::with_seed(7);
    for round in 0..10_000 {
        let body = damaged(round, &mut rng);
        survives::<Scalars>(&body);
        survives::<Attributes>(&body);
        survives::<Lists>(&body);
        survives::<Maps>(&body);
        survives::<Tree>(&body);
        survives::<Unions>(&body);
        survives::<Choice>(&body);
        let _ = crate::protocol::PayloadCodec::error_metadata(&super::XmlCodec::default(), &body);
    }
}

/// It can be read, or the error says where it cannot.
fn survives<T: Structure>(body: &[u8]) {
    if let Err(error) = read::<T>(body) {
        let error = error.to_string();
        assert!(error.contains("at byte "), "{error}: {}", String::from_utf8_lossy(body));
    }
}
