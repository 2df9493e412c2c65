//! Secrets in all that can hold them, at every depth: a `Tomb`, which models of all protocols have, and what an
//! operation that takes and gives back one may be answered.

use crate::server::Answer;

/// A tomb of a client. Names of members are given for maps, which not all protocols have.
#[macro_export]
macro_rules! tomb {
    ($client:ident $(, $map:ident, $named:ident)?) => {{
        use $client::primitives::{Blob, DateTime};
        use $client::types::{Casket, CasketOrSecret, SecretKind, SecretPart, SecretWhole, Tomb, Within};
        // With a secret of each kind; what is within the whole is one because the whole is.
        let casket = || {
            let within = Within::builder().text("tweety within").build();
            Casket::builder()
                .text("tweety text")
                .blob(Blob::new("tweety blob"))
                .number($crate::secrets::NUMBER)
                .time(DateTime::from_secs($crate::secrets::TIME))
                .kind(SecretKind::from("tweety kind"))
                .list("tweety list")
                $(.$map("tweety key", "tweety value"))?
                .whole(SecretWhole::builder().inner("tweety whole").within(within).build())
                .part(SecretPart::Inner("tweety part".to_owned()))
                .build()
        };
        let inner = Tomb::builder().place("plain inside").either(CasketOrSecret::Secret("tweety union".to_owned()));
        Tomb::builder()
            .place("plain outside")
            .caskets(casket())
            $(.$named("plain name", vec![casket()]))?
            .either(CasketOrSecret::Casket(casket()))
            .tombs(inner.caskets(casket()).build())
            .build()
    }};
}

/// Buries a tomb by clients that are made of a server, and gets it back, in an output of this body and in an error.
/// Nobody sees what is in it, whatever else the answer is; see [`answers`].
#[macro_export]
macro_rules! bury {
    ($service:ident, $tomb:expr, $client:expr, $body:expr, $error:expr, $answer:expr) => {{
        use $crate::secrets::{assert_debug_unseen, assert_none_seen};
        use $crate::server::Server;
        let (tomb, body) = ($tomb, $body);
        let call = |server: &Server| ($client)(server).bury().tomb(tomb.clone());
        let server = Server::start([$answer(200, body.clone()), $answer(400, $error("Cursed"))]).await;
        assert_debug_unseen(&call(&server));
        let output = call(&server).send().await.expect("an output");
        assert_eq!(output.tomb(), Some(&tomb));
        let error = call(&server).send().await.expect_err("an error");
        let Some($service::operation::bury::BuryError::Cursed(cursed)) = error.as_service_error() else {
            panic!("{error:?}")
        };
        assert_eq!(cursed.tomb(), Some(&tomb));
        let answers = $crate::tomb::answers(&body, $error, $answer);
        assert_none_seen(answers, async |server: &Server| call(server).send().await).await;
    }};
}

/// The same tomb in JSON, as a member of what holds it.
pub fn in_json() -> String {
    let casket = r#"{"Text":"tweety text","Blob":"dHdlZXR5IGJsb2I=","Number":777000777,"Time":1234554321,
        "Kind":"tweety kind","List":["tweety list"],"Map":{"tweety key":"tweety value"},
        "Whole":{"Inner":"tweety whole","Within":{"Text":"tweety within"}},"Part":{"Inner":"tweety part"}}"#;
    r#""Tomb":{"Place":"plain outside","Caskets":[CASKET],"Named":{"plain name":[CASKET]},"Either":{"Casket":CASKET},
        "Tombs":[{"Place":"plain inside","Either":{"Secret":"tweety union"},"Caskets":[CASKET]}]}"#
        .replace("CASKET", casket)
}

/// And in XML.
pub fn in_xml() -> String {
    let casket = "<Text>tweety text</Text><Blob>dHdlZXR5IGJsb2I=</Blob><Number>777000777</Number>\
        <Time>2009-02-13T19:45:21Z</Time><Kind>tweety kind</Kind><List><member>tweety list</member></List>\
        <Map><entry><key>tweety key</key><value>tweety value</value></entry></Map>\
        <Whole><Inner>tweety whole</Inner><Within><Text>tweety within</Text></Within></Whole><Part><Inner>tweety part</Inner></Part>";
    "<Tomb><Place>plain outside</Place><Caskets><member>CASKET</member></Caskets>\
     <Named><entry><key>plain name</key><value><member>CASKET</member></value></entry></Named>\
     <Either><Casket>CASKET</Casket></Either><Tombs><member><Place>plain inside</Place>\
     <Either><Secret>tweety union</Secret></Either><Caskets><member>CASKET</member></Caskets></member></Tombs></Tomb>"
        .replace("CASKET", casket)
}

/// What damages a body: what is in it, and what is there instead.
const DAMAGES: [(&[u8], &[u8]); 12] = [
    (b"", b"tweety "),
    (b"tweety", b"\\weety\\uD8tweety"),
    (b"w", b"\xFF"),
    (b"777000777", b"\"777000777\""),
    (b"777000777", b"777000777000777000777"),
    (b"1234554321", b"\"2009-02-13T23:31:30+99:99\""),
    (b"2009-02-13T", b"2009-02-13T99"),
    (b"dHdlZXR5IGJsb2I=", b"dHdlZXR5IGJsb2"),
    (b"Inner", b"tweety"),
    (b"\"tweety list\"", b"\"tweety\",7"),
    (b"\"tweety value\"", b"{\"tweety\":1}"),
    (b"<key>tweety key", b"<tweety>tweety key"),
];

/// Answers to a call that gives back a tomb: as they should be, damaged in all ways, and those of somebody else.
/// `error` makes the body of an error with this code; `answer` is one of the protocol.
pub fn answers(body: &[u8], error: impl Fn(&str) -> Vec<u8>, answer: impl Fn(u16, Vec<u8>) -> Answer) -> Vec<Answer> {
    let damaged = |body: &[u8]| {
        let changed = DAMAGES.map(|(part, instead)| replaced(body, part, instead));
        let mut bodies: Vec<_> = changed.into_iter().filter(|changed| changed != body).collect();
        bodies.extend((0..body.len()).step_by(body.len() / 8 + 1).map(|end| body[..end].to_vec()));
        bodies
    };
    let page = [b"<p>", body].concat();
    let mut answers = vec![answer(200, body.to_vec()), answer(200, body.to_vec()).cut_short(), Answer::closed()];
    answers.extend(damaged(body).into_iter().map(|body| answer(200, body)));
    for code in ["Cursed", "buried#Cursed", "Unheard", "ThrottlingException"] {
        answers.push(answer(400, error(code)));
        answers.extend(damaged(&error(code)).into_iter().step_by(5).map(|body| answer(500, body)));
    }
    for status in [200, 302, 400, 403, 503] {
        answers.push(answer(status, body.to_vec()));
        answers.push(Answer::new(status, page.clone()).header("content-type", "text/html"));
    }
    answers
}

fn replaced(body: &[u8], part: &[u8], instead: &[u8]) -> Vec<u8> {
    let mut changed = Vec::new();
    let mut rest = body;
    while let Some(at) = rest.windows(part.len().max(1)).position(|window| window.starts_with(part)) {
        changed.extend([&rest[..at], instead].concat());
        rest = &rest[at + part.len()..];
        if part.is_empty() {
            break;
        }
    }
    [changed.as_slice(), rest].concat()
}
