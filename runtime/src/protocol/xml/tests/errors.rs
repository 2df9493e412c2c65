//! Code, message and request id of an error, against what the decoder of AWS finds by the rules that official crates have.

use super::damaged::PIECES;
use super::oracle::{is_balanced, without_instructions};
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
    let mut said = Said::default();
    let mut document = Document::try_from(body.as_bytes())?;
    let mut root = document.root_element()?;
    if root.start_el().local() == "Error" {
        fields(&mut root, &mut said)?;
        return Ok(said);
    }
    while let Some(mut tag) = root.next_tag() {
        match tag.start_el().local() {
            "Error" => fields(&mut tag, &mut said)?,
            "Errors" => {
                let mut is_first = true;
                while let Some(mut error) = tag.next_tag() {
                    if error.start_el().local() == "Error" && std::mem::take(&mut is_first) {
                        fields(&mut error, &mut said)?;
                    }
                }
            }
            _ => field(&mut tag, &mut said)?,
        }
    }
    Ok(said)
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

fn damaged(seed: &str, random: &mut Rng) -> String {
    let mut text: Vec<char> = seed.chars().collect();
    for _ in 0..random.usize(..3) {
        let at = random.usize(..=text.len());
        let end = (at + random.usize(..12)).min(text.len());
        match random.u8(..4) {
            0 => drop(text.drain(at..end)),
            1 => drop(text.splice(at..at, PARTS[random.usize(..PARTS.len())].chars())),
            2 => drop(text.splice(at..end, PIECES[random.usize(..PIECES.len())].chars())),
            _ => text.truncate(at),
        }
    }
    text.into_iter().collect()
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
    let mut random = Rng::with_seed(61);
    let (mut with_code, mut refused) = (0, 0);
    for round in 0..20_000 {
        let body = damaged(SEEDS[round % SEEDS.len()], &mut random);
        let ours = ours(&body);
        // The decoder of AWS reads on where elements do not end as they began, or have elements in their text; it knows no CDATA.
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
