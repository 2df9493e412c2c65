//! Messages at random, against those of the HTTP bindings of AWS: the same, or refused by both, but where it is said.

use super::super::rest_json::REST_JSON_1;
use super::super::rest_xml::REST_XML;
use crate::codec::corpus;
use crate::protocol::{Adapter, Http, OperationSchema, Protocol, Request, Response, ServiceSchema};
use crate::schema::{Part, SerdeError, ShapeSchema};
use crate::serde::{self, DynBuilder, DynStructure, Structure, StructureBuilder, Writer};
use crate::structure;
use aws_smithy_json::protocol::aws_rest_json_1::AwsRestJsonProtocol;
use aws_smithy_runtime_api::http::{Headers, StatusCode};
use aws_smithy_schema::protocol::ClientProtocolInner;
use aws_smithy_types::DateTime;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::ConfigBag;
use aws_smithy_xml::protocol::aws_rest_xml::AwsRestXmlProtocol;
use fastrand::Rng;
use std::collections::HashMap;

const PATTERN: &str = "/a/{Id}/b/{Path+}";

const SERVICE: ServiceSchema =
    ServiceSchema { name: "Test", api_version: "2026-11-30", query_compatible: false, xml_namespace: None };

const OPERATION: OperationSchema = OperationSchema {
    service: &SERVICE,
    name: "Ask",
    http: Some(Http { method: "POST", uri: PATTERN, code: 200 }),
    has_stream: false,
    #[cfg(feature = "event-sender")]
    sends_events: false,
    presigned: None,
};

macro_rules! structures {
    ($($name:ident = $id:literal, $text:literal { $($field:ident: $type:ty),* $(,)? })*) => {$(
        #[derive(Clone, Debug, Default, PartialEq)]
        struct $name {
            $($field: Option<$type>),*
        }
        structure!($name, $id, $text, [$($field),*], both);
    )*};
}

mod prefixed;

structures! {
    Ask = "test#Ask", r#"
        Id httpLabel, Path httpLabel,
        Text httpQuery="text", Number long httpQuery="number", Flag boolean httpQuery="flag", Real double httpQuery="real",
        At timestamp httpQuery="at", Seconds timestamp epoch-seconds httpQuery="seconds",
        Texts list httpQuery="texts", Numbers list httpQuery="numbers" <integer>, More map httpQueryParams,
        Plain httpHeader="X-Plain", Count integer httpHeader="X-Count", Lit boolean httpHeader="X-Lit",
        Half float httpHeader="X-Half", When timestamp httpHeader="X-When", Then timestamp date-time httpHeader="X-Then",
        Notes mediaType="text/plain" httpHeader="X-Notes", Words list httpHeader="X-Words",
        Times list httpHeader="X-Times" <timestamp>, Tags map httpPrefixHeaders="X-Tag-",
        Name, Size integer
    "# {
        id: String, path: String,
        text: String, number: i64, flag: bool, real: f64, at: DateTime, seconds: DateTime,
        texts: Vec<String>, numbers: Vec<i32>, more: HashMap<String, String>,
        plain: String, count: i32, lit: bool, half: f32, when: DateTime, then: DateTime,
        notes: String, words: Vec<String>, times: Vec<DateTime>, tags: HashMap<String, String>,
        name: String, size: i32,
    }

    Told = "test#Told", r#"
        Status integer httpResponseCode, Plain httpHeader="X-Plain", Count integer httpHeader="X-Count",
        Long long httpHeader="X-Long", Lit boolean httpHeader="X-Lit", Half float httpHeader="X-Half",
        When timestamp httpHeader="X-When", Then timestamp date-time httpHeader="X-Then",
        Seconds timestamp epoch-seconds httpHeader="X-Seconds", Notes mediaType="text/plain" httpHeader="X-Notes",
        Words list httpHeader="X-Words", Counts list httpHeader="X-Counts" <integer>, Times list httpHeader="X-Times" <timestamp>,
        Tags map httpPrefixHeaders="X-Tag-", Name, Size integer
    "# {
        status: i32, plain: String, count: i32, long: i64, lit: bool, half: f32, when: DateTime, then: DateTime,
        seconds: DateTime, notes: String, words: Vec<String>, counts: Vec<i32>, times: Vec<DateTime>,
        tags: HashMap<String, String>, name: String, size: i32,
    }
}

static AWS_JSON: Adapter<AwsRestJsonProtocol> = Adapter::new(AwsRestJsonProtocol::new);
static AWS_XML: Adapter<AwsRestXmlProtocol> = Adapter::new(AwsRestXmlProtocol::new);

/// Path, query, headers and body of a request. Who comes first among parameters of different names does not matter.
type Message = (String, Vec<String>, Vec<(String, String)>, Vec<u8>);

fn message(request: &Request) -> Message {
    let (path, query) = request.uri().split_once('?').unwrap_or((request.uri(), ""));
    let mut query: Vec<String> = query.split('&').filter(|it| !it.is_empty()).map(str::to_owned).collect();
    let key = |param: &String| param.split('=').next().unwrap_or_default().to_owned();
    query.sort_by_key(key);
    let mut headers: Vec<_> =
        request.headers().iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    headers.sort();
    (path.to_owned(), query, headers, request.body().bytes().unwrap_or_default().to_vec())
}

fn by_us(protocol: &dyn Protocol, ask: &Ask) -> Result<Message, SerdeError> {
    let write = |to: &mut Writer<'_>| ask.write(to);
    let input = DynStructure::new(Ask::shape(), &write);
    let request = protocol.request(&OPERATION, &input)?;
    match input.into_missing().first() {
        Some(missing) => Err(SerdeError::write_failed(*missing)),
        None => Ok(message(&request)),
    }
}

fn by_aws<P>(protocol: &P, ask: &Ask) -> Result<Message, SerdeError>
where
    P: ClientProtocolInner<Request = Request, Response = Response>,
{
    let schema: &ShapeSchema = Ask::shape();
    // The pattern takes the place of the endpoint: schemas of ours are of shapes alone.
    let write = |to: &mut Writer<'_>| ask.write(to);
    let input = DynStructure::new(schema, &write);
    let request = protocol.serialize_request(&input.part(Part::Whole), schema.schema(), PATTERN, &ConfigBag::base())?;
    Ok(message(&request))
}

/// Numbers that are written in one way: very large and very small ones have exponents in ours, as in the generated code
/// of AWS.
const REALS: [f64; 6] = [-1.5, 0.25, 65_536.5, f64::NAN, f64::INFINITY, f64::NEG_INFINITY];

fn some<T>(random: &mut Rng, make: impl FnOnce(&mut Rng) -> T) -> Option<T> {
    random.bool().then(|| make(random))
}

/// Text with what is special somewhere.
fn text(random: &mut Rng) -> String {
    const PIECES: [&str; 22] = [
        "a",
        "Z",
        "0",
        " ",
        ",",
        "\"",
        "\\",
        "/",
        "//",
        "..",
        "%",
        "+",
        "&",
        "=",
        "?",
        "#",
        ";",
        "(",
        "\u{e4}",
        "\u{1f600}",
        "~",
        "\t",
    ];
    const ILLEGAL: [&str; 4] = ["\n", "\0", "\u{7f}", "\r"];
    let mut text: String = (0..random.usize(..6)).map(|_| PIECES[random.usize(..PIECES.len())]).collect();
    if random.u8(..60) == 0 {
        text += ILLEGAL[random.usize(..ILLEGAL.len())];
    }
    text
}

fn key(random: &mut Rng) -> String {
    ["one", "Two", "text", "number", "X-Three"][random.usize(..5)].to_owned()
}

fn many<T>(random: &mut Rng, make: impl Fn(&mut Rng) -> T) -> Vec<T> {
    (0..random.usize(..4)).map(|_| make(random)).collect()
}

fn map(random: &mut Rng) -> HashMap<String, String> {
    // One at most: entries come in any order.
    (0..random.usize(..2)).map(|_| (key(random), text(random))).collect()
}

fn time(random: &mut Rng) -> DateTime {
    DateTime::from_millis(random.i64(-62_000_000_000_000..253_000_000_000_000) / 250 * 250)
}

fn ask(random: &mut Rng) -> Ask {
    Ask {
        id: Some(text(random)).filter(|_| random.u8(..40) > 0),
        path: Some(text(random)),
        text: some(random, text),
        number: some(random, |random| random.i64(..)),
        flag: some(random, Rng::bool),
        real: some(random, |random| REALS[random.usize(..REALS.len())]),
        at: some(random, time),
        seconds: some(random, time),
        texts: some(random, |random| many(random, text)),
        numbers: some(random, |random| many(random, |random| random.i32(..))),
        more: some(random, map),
        plain: some(random, text),
        count: some(random, |random| random.i32(..)),
        lit: some(random, Rng::bool),
        half: some(random, |random| REALS[random.usize(..REALS.len())] as f32),
        when: some(random, time),
        then: some(random, time),
        notes: some(random, text),
        words: some(random, |random| many(random, text)),
        times: some(random, |random| many(random, time)),
        tags: some(random, map),
        name: some(random, |random| text(random).replace(char::is_control, "")),
        size: some(random, |random| random.i32(..)),
    }
}

#[test]
fn requests_at_random_as_by_aws() {
    let mut random = Rng::with_seed(1130);
    let mut sent = 0;
    for _ in 0..2_000 {
        let ask = ask(&mut random);
        let pairs = [
            (by_us(&REST_JSON_1, &ask), by_aws(&AwsRestJsonProtocol::new(), &ask)),
            (by_us(&REST_XML, &ask), by_aws(&AwsRestXmlProtocol::new(), &ask)),
        ];
        for (ours, aws) in pairs {
            match (&ours, &aws) {
                (Ok(ours), Ok(aws)) => assert_eq!(ours, aws, "{ask:?}"),
                _ => assert!(ours.is_err() && aws.is_err(), "{ask:?}\nours: {ours:?}\n AWS: {aws:?}"),
            }
            sent += usize::from(ours.is_ok());
        }
    }
    assert!(sent > 2_500, "{sent}");
}

/// A response as a text: its status, a line per header, an empty line, its body.
fn response(text: &str) -> Option<Response> {
    let (head, body) = text.split_once("\n\n")?;
    let mut lines = head.split('\n');
    let status = StatusCode::try_from(lines.next()?.parse::<u16>().ok()?).ok()?;
    let mut response = Response::new(status, SdkBody::from(body));
    let headers: &mut Headers = response.headers_mut();
    for line in lines {
        let (name, value) = line.split_once(':')?;
        headers.try_append(name.to_owned(), value.to_owned()).ok()?;
    }
    Some(response)
}

fn read(protocol: &dyn Protocol, response: &Response) -> Result<Told, SerdeError> {
    let read = |told: &mut DynBuilder<'_>| protocol.output(&OPERATION, response, told);
    serde::read_builder::<Told>(&mut |told| read(told)).map(StructureBuilder::build_lenient)
}

const HEADERS: [&str; 14] = [
    "X-Plain",
    "x-count",
    "X-Long",
    "X-Lit",
    "X-Half",
    "X-When",
    "X-Then",
    "X-Seconds",
    "X-Notes",
    "X-Words",
    "X-Counts",
    "X-Times",
    "X-Tag-One",
    "x-tag-",
];

const VALUES: [&str; 34] = [
    "",
    " ",
    "a",
    " a b ",
    "\"a\"",
    "\"a,b\", c",
    "a, b",
    "a,,b",
    ",",
    "\"",
    "\"a\\\"b\"",
    "\"a\"b",
    "true",
    "false",
    "True",
    " true ",
    "1",
    "-1",
    "+1",
    "007",
    "1.5",
    "1, 2",
    "1,x",
    "2147483648",
    "NaN",
    "Infinity",
    "1e3",
    "dGVzdA==",
    "dGVzdA",
    "Fri, 20 Nov 2026 09:30:00 GMT",
    "Fri, 20 Nov 2026 09:30:00 GMT, Sat, 21 Nov 2026 09:30:00.5 GMT",
    "2026-11-20T09:30:00Z",
    "1763631000.125",
    "\u{e4}",
];

const BODIES: [&str; 9] = [
    "",
    "{}",
    r#"{"Name":"n","Size":1}"#,
    r#"{"Name":null}"#,
    r#"{"Size":"x"}"#,
    "<R/>",
    "<R><Name> n </Name><Size>1</Size></R>",
    "<R><Size>x</Size></R>",
    "nonsense",
];

fn answer(random: &mut Rng) -> String {
    let mut text = ["200", "201", "299"][random.usize(..3)].to_owned();
    for _ in 0..random.usize(..4) {
        let (name, value) = (HEADERS[random.usize(..HEADERS.len())], VALUES[random.usize(..VALUES.len())]);
        text += &format!("\n{name}:{value}");
    }
    text + "\n\n" + BODIES[random.usize(..BODIES.len())]
}

/// All that was read; entries of a map come in any order.
fn shown(told: &Told) -> String {
    let mut tags: Vec<_> = told.tags.iter().flatten().collect();
    tags.sort();
    format!("{tags:?} {:?}", Told { tags: told.tags.as_ref().map(|_| HashMap::new()), ..told.clone() })
}

/// Whether AWS may read an answer in another way.
fn may_differ(text: &str, is_xml: bool) -> bool {
    // No body is no member (H38).
    let has_no_body = is_xml && text.ends_with("\n\n");
    // What is blank and no text is as good as absent (H41).
    let is_blank = text.lines().any(|line| line.ends_with(": "));
    // A text in base64 may be empty, as any other; what is no base64 is none.
    let notes = ["X-Notes:\n", "X-Notes:,"].iter().any(|line| text.contains(line));
    has_no_body || is_blank || notes
}

#[test]
fn answers_at_random_as_by_aws() {
    let mut random = Rng::with_seed(1130);
    let (mut read_answers, mut different) = (0, 0);
    for _ in 0..5_000 {
        let text = answer(&mut random);
        let response = response(&text).expect("a response");
        let protocols: [[&dyn Protocol; 2]; 2] = [[&REST_JSON_1, &AWS_JSON], [&REST_XML, &AWS_XML]];
        for (is_xml, [ours, aws]) in [false, true].into_iter().zip(protocols) {
            let (ours, aws) = (read(ours, &response), read(aws, &response));
            let is_same = match (&ours, &aws) {
                (Ok(ours), Ok(aws)) => shown(ours) == shown(aws),
                (ours, aws) => ours.is_err() && aws.is_err(),
            };
            assert!(is_same || may_differ(&text, is_xml), "{text:?}\nours: {ours:?}\n AWS: {aws:?}");
            read_answers += usize::from(ours.is_ok());
            different += usize::from(!is_same);
        }
    }
    assert!(read_answers > 1_250 && different < 500, "{read_answers} {different}");
}

/// What becomes of an answer by both protocols.
fn kind(text: &[u8]) -> String {
    let text = String::from_utf8_lossy(text);
    match response(&text) {
        None => "no message".to_owned(),
        Some(response) => format!(
            "{}; as XML {}",
            corpus::kind(read(&REST_JSON_1, &response)),
            corpus::kind(read(&REST_XML, &response))
        ),
    }
}

#[test]
fn the_corpus_is_read_as_ever() {
    assert!(corpus::check(include_str!("../corpus.txt"), kind) > 40);
}

#[test]
#[ignore = "writes the corpus"]
fn the_corpus_is_collected() {
    let mut random = Rng::with_seed(1130);
    let pieces = [&HEADERS[..], &VALUES[..], &BODIES[..], &["\n", ":", "\n\n", "<", "{", "\"", "1"]].concat();
    let answers = (0..60_000).map(|_| {
        let text = answer(&mut random);
        corpus::altered(&text, &pieces, &mut random).into_bytes()
    });
    corpus::collect("src/protocol/http_binding/corpus.txt", answers, kind);
}
