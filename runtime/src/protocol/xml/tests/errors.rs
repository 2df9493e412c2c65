//! Code, message and request id of an error, against what the decoder of AWS finds by the rules that official crates
//! have.

use super::damaged::PIECES;
use super::oracle::{is_balanced, without_instructions};
use crate::codec::corpus;
use crate::protocol::PayloadCodec as _;
use crate::protocol::definition::REQUEST_ID;
use crate::protocol::xml::XmlCodec;
use aws_smithy_xml::decode::{Document, ScopedDecoder, XmlDecodeError, try_data};
use fastrand::Rng;

/// Code, message and request id.
type Said = [Option<String>; 3];

fn ours(body: &str) -> Said {
    let meta = XmlCodec::default().error_metadata(body.as_bytes()).build();
    [meta.code(), meta.message(), meta.extra(REQUEST_ID)].map(|text| text.map(str::to_owned))
}

fn by_aws(body: &str) -> Result<Said, XmlDecodeError> {
    let (mut around, mut inside) = (Said::default(), Said::default());
    let mut document = Document::try_from(body.as_bytes())?;
    let mut root = document.root_element()?;
    if root.start_el().local() == "Error" {
        fields(&mut root, &mut inside)?;
        return Ok(inside);
    }
    while let Some(mut tag) = root.next_tag() {
        match tag.start_el().local() {
            "Error" => fields(&mut tag, &mut inside)?,
            "Errors" => {
                let mut is_first = true;
                while let Some(mut error) = tag.next_tag() {
                    if error.start_el().local() == "Error" && std::mem::take(&mut is_first) {
                        fields(&mut error, &mut inside)?;
                    }
                }
            }
            _ => field(&mut tag, &mut around)?,
        }
        // Whoever says it last.
        around[2] = inside[2].take().or(around[2].take());
    }
    let [code, message, id] = around;
    let is_inside = inside[0].is_some() || inside[1].is_some();
    let [code, message] = if is_inside { [inside[0].take(), inside[1].take()] } else { [code, message] };
    Ok([code, message, id])
}

#[test]
fn what_is_around_an_error_says_no_more_than_its_request() {
    let error = "<Error><Code>Inner</Code><Message>inner</Message></Error>";
    let outer = "<Code>Outer</Code><Message>outer</Message><RequestId>r</RequestId>";
    let inner = [Some("Inner"), Some("inner"), Some("r")];
    let cases = [
        (format!("<ErrorResponse>{outer}{error}</ErrorResponse>"), inner),
        (format!("<ErrorResponse>{error}{outer}</ErrorResponse>"), inner),
        (format!("<Response><Errors>{error}</Errors>{outer}</Response>"), inner),
        (format!("<Response>{outer}<Errors>{error}</Errors></Response>"), inner),
        (format!("<Response>{outer}<Error><Code>Inner</Code></Error></Response>"), [Some("Inner"), None, Some("r")]),
        // Damage does not make it another one.
        (format!("<ErrorResponse>{error}{outer}<"), inner),
        // Without one inside it is the error itself, whatever its name and its other members.
        (format!("<NoSuchBox>{outer}</NoSuchBox>"), [Some("Outer"), Some("outer"), Some("r")]),
        (format!("<Error>{outer}</Error>"), [Some("Outer"), Some("outer"), Some("r")]),
        (format!("<Invalid>{outer}<Errors><E/></Errors></Invalid>"), [Some("Outer"), Some("outer"), Some("r")]),
        (format!("<Invalid><Error>no</Error>{outer}</Invalid>"), [Some("Outer"), Some("outer"), Some("r")]),
    ];
    for (body, said) in cases {
        assert_eq!(ours(&body), said.map(|text| text.map(str::to_owned)), "{body}");
    }
}

fn fields(error: &mut ScopedDecoder<'_, '_>, said: &mut Said) -> Result<(), XmlDecodeError> {
    while let Some(mut tag) = error.next_tag() {
        field(&mut tag, said)?;
    }
    Ok(())
}

fn field(tag: &mut ScopedDecoder<'_, '_>, said: &mut Said) -> Result<(), XmlDecodeError> {
    let place = match tag.start_el().local() {
        "Code" => 0,
        "Message" => 1,
        "RequestId" | "RequestID" => 2,
        _ => return Ok(()),
    };
    said[place] = Some(try_data(tag)?.into_owned());
    Ok(())
}

const SEEDS: [&str; 5] = [
    "<ErrorResponse xmlns=\"u\"><Error><Type>Sender</Type><Code>Gone</Code><Message>no &amp; more</Message></Error>\
     <RequestId>r-1</RequestId></ErrorResponse>",
    "<?xml version=\"1.0\"?><Error><Code>NoSuchBucket</Code><Message>none</Message><RequestId>r</RequestId><HostId>h</HostId></Error>",
    "<Response><Errors><Error><Code>A</Code><Message>m</Message></Error><Error><Code>B</Code></Error></Errors>\
     <RequestID>r-2</RequestID></Response>",
    "<ErrorResponse><Error><Code>C</Code><Message/><Detail><Code>inner</Code></Detail></Error></ErrorResponse>",
    "<html><body><h1>503</h1><!-- Code --><Code>Code</Code></body></html>",
];

/// What is put where something else was.
const PARTS: [&str; 8] = [
    "<Error>",
    "</Error>",
    "<Code>Other</Code>",
    "<Message>other</Message>",
    "<Errors>",
    "<RequestId>x</RequestId>",
    " ",
    "&#10;",
];

/// Bodies that came of damaging others.
fn bodies(count: usize) -> impl Iterator<Item = String> {
    let mut random = Rng::with_seed(61);
    let pieces = [PARTS.as_slice(), &PIECES].concat();
    (0..count).map(move |round| corpus::altered(SEEDS[round % SEEDS.len()], &pieces, &mut random))
}

/// Whether there is an element where text is expected.
fn has_elements_in_text(body: &str) -> bool {
    let fields = ["<Code", "<Message", "<RequestId", "<RequestID"];
    let places = fields.iter().flat_map(|field| body.match_indices(field));
    places
        .filter_map(|(at, _)| body[at..].split_once('>'))
        .any(|(tag, text)| !tag.ends_with('/') && text.split_once('<').is_some_and(|(_, next)| !next.starts_with('/')))
}

#[test]
fn said_as_the_decoder_of_aws_finds_it() {
    let (mut with_code, mut refused) = (0, 0);
    for body in bodies(20_000) {
        let ours = ours(&body);
        // The decoder of AWS reads on where elements do not end as they began, or have elements in their text; it knows
        // no CDATA.
        let is_xml = is_balanced(&without_instructions(&body)) == Some(true)
            && !body.contains("<![CDATA[")
            && !has_elements_in_text(&body);
        match by_aws(&body) {
            Ok(aws) if is_xml => {
                assert_eq!(ours, aws, "{body}");
                with_code += usize::from(ours[0].is_some());
            }
            // What is said before the damage is told.
            _ => refused += 1,
        }
    }
    assert!(with_code > 3_000 && refused > 3_000, "{with_code} {refused}");
}

/// What becomes of a body, here and there.
fn kind(body: &[u8]) -> String {
    let Ok(body) = std::str::from_utf8(body) else { return "not UTF-8".to_owned() };
    let ours = ours(body);
    let aws = match by_aws(body) {
        Err(_) => "refuses it",
        Ok(aws) if aws == ours => "finds the same",
        Ok(_) => "finds something else",
    };
    let found = ["code", "message", "request id"].into_iter().zip(&ours);
    let found: Vec<&str> = found.filter_map(|(name, found)| found.as_ref().map(|_| name)).collect();
    format!("[{}]; AWS {aws}", found.join(", "))
}

#[test]
fn the_corpus_is_read_as_ever() {
    assert!(corpus::check(include_str!("corpus_errors.txt"), kind) > 15);
}

#[test]
#[ignore = "writes the corpus"]
fn the_corpus_is_collected() {
    corpus::collect("src/protocol/xml/tests/corpus_errors.txt", bodies(100_000).map(String::into_bytes), kind);
}
