//! Against others: each text as a value of each type is read as AWS's codec reads it, or refused as there; and what is
//! read at all is XML to another parser.

use super::damaged::damaged;
use super::model::{Attributes, Lists, Maps, Scalars, Tree, Unions};
use super::{read, read_aws};
use fastrand::Rng;

/// The members of [`Scalars`] that are one value.
const MEMBERS: [&str; 14] = [
    "Text", "Flag", "Byte", "Short", "Int", "Long", "Float", "Double", "Big", "Decimal", "Blob", "At", "Http",
    "Seconds",
];

/// Values in all notations, and what is none.
const VALUES: [&str; 58] = [
    "",
    " ",
    "a",
    "true",
    "false",
    "True",
    "TRUE",
    "1",
    "0",
    "-1",
    "+1",
    "007",
    "-0",
    "127",
    "128",
    "-129",
    "32768",
    "65536",
    "2147483648",
    "9223372036854775807",
    "9223372036854775808",
    "1.0",
    "1.5",
    "-1.50",
    ".5",
    "1.",
    "1e3",
    "1E+3",
    "1e400",
    "-1e-400",
    "NaN",
    "Infinity",
    "-Infinity",
    "inf",
    "nan",
    "infinity",
    "0x10",
    "1_000",
    "1,000",
    " 1",
    "1 ",
    "--1",
    "aGk=",
    "aGk",
    "a===",
    "aG k=",
    "2026-11-20T09:30:00Z",
    "2026-11-20T09:30:00.125Z",
    "2026-11-20T09:30:00+01:00",
    "2026-11-20t09:30:00z",
    "2026-11-20",
    "Fri, 20 Nov 2026 09:30:00 GMT",
    "Fri, 20 Nov 2026 09:30:00.125 GMT",
    "1763631000",
    "1763631000.125",
    "1763631000.1250000001",
    "-1.5",
    "1.5e9",
];

#[test]
fn each_value_as_by_aws() {
    let mut read_values = 0;
    for member in MEMBERS {
        for value in VALUES {
            // We read values with spaces around them, too.
            let plain = if member == "Text" { value } else { value.trim() };
            let [ours, aws] = [value, plain].map(|value| format!("<a><{member}>{value}</{member}></a>"));
            let (ours, aws) = (read::<Scalars>(ours.as_bytes()), read_aws::<Scalars>(aws.as_bytes()));
            read_values += usize::from(ours.is_ok());
            // And seconds in all notations, as in JSON.
            let is_number = || plain.parse::<f64>().is_ok();
            match (&ours, &aws) {
                (Ok(ours), Ok(aws)) => assert_eq!(format!("{ours:?}"), format!("{aws:?}"), "{member} {value:?}"),
                (Ok(_), Err(_)) => assert!(member == "Seconds" && is_number(), "{member} {value:?}: only we read it"),
                (Err(error), Ok(_)) => panic!("{member} {value:?}: only AWS reads it: {error}"),
                (Err(_), Err(_)) => {}
            }
        }
    }
    assert!(read_values > 250, "{read_values}");
}

/// What is read has elements that begin and end as another parser says, which is as strict as the grammar.
#[test]
fn what_is_read_is_xml() {
    let mut rng = Rng::with_seed(11);
    let mut seen = 0;
    for round in 0..6_000 {
        let body = damaged(round, &mut rng);
        let Ok(text) = std::str::from_utf8(&body) else { continue };
        let is_read = [
            read::<Scalars>(&body).is_ok(),
            read::<Attributes>(&body).is_ok(),
            read::<Lists>(&body).is_ok(),
            read::<Maps>(&body).is_ok(),
            read::<Tree>(&body).is_ok(),
            read::<Unions>(&body).is_ok(),
        ];
        if is_read.contains(&true) && !text.trim().is_empty() {
            let balanced = is_balanced(&without_instructions(text));
            assert_ne!(balanced, Some(false), "{text}");
            seen += usize::from(balanced.is_some());
        }
    }
    assert!(seen > 150, "{seen}");
}

/// Nobody looks into what is for programs, the declaration among it.
pub(super) fn without_instructions(text: &str) -> String {
    let mut parts = text.split("<?");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + part.split_once("?>").map_or("", |(_, rest)| rest))
}

/// Whether each element ends as it began, by the tokens of another parser. `None` where that is too strict for what
/// services send: characters that XML does not have, `]]>` in a text, `--` in a comment, attributes without a space
/// between them.
pub(super) fn is_balanced(text: &str) -> Option<bool> {
    use xmlparser::{ElementEnd, Error, Token};
    let mut open = Vec::new();
    for token in xmlparser::Tokenizer::from(text.trim_start_matches('\u{feff}').trim_start()) {
        match token {
            Ok(Token::ElementStart { span, .. }) => open.push(span.as_str()[1..].to_owned()),
            Ok(Token::ElementEnd { end: ElementEnd::Empty, .. }) => drop(open.pop()),
            Ok(Token::ElementEnd { end: ElementEnd::Close(..), span }) => {
                let name = span.as_str().trim_start_matches("</").trim_end_matches('>').trim();
                if open.pop().as_deref() != Some(name) {
                    return Some(false);
                }
            }
            Err(Error::InvalidCharData(..) | Error::InvalidComment(..) | Error::InvalidAttribute(..)) => return None,
            Err(Error::InvalidCdata(..)) => return None,
            Err(_) => return Some(false),
            Ok(_) => {}
        }
    }
    Some(open.is_empty())
}
