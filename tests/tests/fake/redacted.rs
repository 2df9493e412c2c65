//! Recorded traffic of operations with sensitive members: what is sensitive is in no file, whatever the protocol, and
//! the rest is.

use farrier_tests::secrets::{CANARY, assert_unseen};
use farrier_tests::server::{Answer, Server};
use farrier_tests::tomb;
use std::path::Path;

const HIDDEN: &str = "*** Sensitive Data Redacted ***";

/// The text of a file that nobody may see a secret in.
fn unseen(file: &Path) -> String {
    let text = std::fs::read_to_string(file).expect("text");
    assert_unseen("the file", &text);
    let percent: String = CANARY.bytes().map(|byte| format!("%{byte:02X}")).collect();
    assert!(!text.contains(&percent), "{text}");
    text
}

/// Buries a tomb, which comes back, in an output and in an error; and gets an error that says a secret. All is recorded
/// and played again.
macro_rules! recorded {
    ($($service:ident $(, $map:ident, $named:ident)?;)*) => {$(
        #[tokio::test]
        async fn $service() {
            use $service::Client;
            use $service::error::{ErrorMetadata, ProvideErrorMetadata as _};
            use $service::fake::Fake;
            use $service::operation::bury::{BuryError, BuryOutput};
            use $service::types::error::Cursed;
            let tomb = tomb!($service $(, $map, $named)?);
            let mut calls = 0;
            let fake = Fake::new().on_bury(move |input| {
                calls += 1;
                let answer = match calls {
                    1 => Ok(BuryOutput::builder().set_tomb(input.tomb).build()),
                    2 => Err(BuryError::Cursed(Cursed::builder().set_tomb(input.tomb).build())),
                    _ => {
                        let error = ErrorMetadata::builder().code("Odd").message("no tweety text here");
                        Err(BuryError::generic(error.build()))
                    }
                };
                async move { answer }
            });
            fake.without_checks();
            let recorder = Fake::recorder(fake.clone());
            let client = Client::from_conf(fake.config().http_client(recorder.clone()).build());
            let output = client.bury().tomb(tomb.clone()).send().await.expect("an output");
            assert_eq!(output.tomb(), Some(&tomb), "who calls gets all of it");
            for code in ["Cursed", "Odd"] {
                let error = client.bury().tomb(tomb.clone()).send().await.expect_err("an error");
                assert_eq!(error.code(), Some(code));
            }

            let folder = tempfile::tempdir().expect("a folder");
            let file = folder.path().join("traffic.json");
            recorder.save(&file).expect("saved");
            let text = unseen(&file);
            // Three requests and an output, unless bodies are no texts. In a form a space is escaped.
            let plain = text.replace("plain%20inside", "plain inside");
            assert!(plain.matches("plain inside").count() == 4 || text.contains("base64"), "{text}");

            let replay = Fake::replay(&file).expect("traffic");
            let client = Client::from_conf(fake.config().http_client(replay.clone()).build());
            let output = client.bury().tomb(tomb.clone()).send().await.expect("an output");
            let played = output.tomb().expect("a tomb");
            assert_eq!(played.place(), Some("plain outside"));
            assert_eq!(played.tombs()[0].place(), Some("plain inside"));
            let casket = &played.caskets()[0];
            assert_eq!((casket.text(), casket.number()), (Some(HIDDEN), Some(0)));
            assert_eq!(casket.kind().map(|kind| kind.as_str()), Some(HIDDEN));
            for code in ["Cursed", "Odd"] {
                let error = client.bury().tomb(tomb.clone()).send().await.expect_err("an error");
                assert_eq!((error.code(), error.message()), (Some(code), Some(HIDDEN)));
            }
            assert_eq!(replay.left(), 0);
        }
    )*};
}

recorded! {
    relay, map, named;
    harbour, map, named;
    archive, map, named;
    observatory, map, named;
    observatory_json, map, named;
    depot;
    yard;
}

/// In path, query and headers, and in headers of the answer.
#[tokio::test]
async fn what_is_sensitive_outside_of_bodies() {
    use harbour::Client;
    use harbour::fake::Fake;
    use harbour::operation::whisper::WhisperOutput;
    let fake = Fake::new().on_whisper(|_| async {
        let output = WhisperOutput::builder().header("tweety echo").number(777_000_777).prefixed("one", "tweety");
        Ok(output.open("plain answer").build())
    });
    fake.without_checks();
    let recorder = Fake::recorder(fake.clone());
    let whisper = async |client: Client| {
        let call = client.whisper().to("tweety label").query("tweety query").params("tweety-key", "tweety param");
        call.header("tweety header").prefixed("One", "tweety prefixed").open("plain").send().await.expect("an output")
    };
    let output = whisper(Client::from_conf(fake.config().http_client(recorder.clone()).build())).await;
    assert_eq!(output.header(), Some("tweety echo"));

    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("traffic.json");
    recorder.save(&file).expect("saved");
    unseen(&file);
    let replay = Fake::replay(&file).expect("traffic");
    let output = whisper(Client::from_conf(fake.config().http_client(replay.clone()).build())).await;
    assert_eq!((output.open(), output.header()), (Some("plain answer"), Some(HIDDEN)));
    assert_eq!(output.number(), Some(0));
    assert_eq!(replay.left(), 0);
}

/// What no protocol writes as it is.
const AWKWARD: &str = "tweety \"<&\\ %/\u{fc}";

/// Secrets of each kind that are said where the model has nothing sensitive.
mod told {
    use super::{AWKWARD, CANARY};
    use aws_smithy_types::base64;
    use farrier_tests::secrets::{NUMBER, TIME};

    macro_rules! told {
        ($($service:ident $(, $map:ident $($rows:ident)?)?;)*) => {$(
            #[tokio::test]
            async fn $service() {
                use ::$service::Client;
                use ::$service::fake::Fake;
                use ::$service::operation::bury::BuryOutput;
                use ::$service::primitives::{Blob, DateTime};
                use ::$service::types::{Casket, Tomb};
                let caskets = [
                    $($((Casket::builder().$rows([(AWKWARD.to_owned(), "nothing".to_owned())].into()), AWKWARD.to_owned()),)?)?
                    (Casket::builder().text(AWKWARD), AWKWARD.to_owned()),
                    (Casket::builder().list(AWKWARD), AWKWARD.to_owned()),
                    (Casket::builder().blob(Blob::new(AWKWARD)), AWKWARD.to_owned()),
                    (Casket::builder().blob(Blob::new([9; 8])), base64::encode([9; 8])),
                    (Casket::builder().number(NUMBER), NUMBER.to_string()),
                    (Casket::builder().time(DateTime::from_secs(TIME)), TIME.to_string()),
                    $((Casket::builder().$map(AWKWARD, "nothing"), AWKWARD.to_owned()),)?
                ];
                for (casket, secret) in caskets {
                    let fake = Fake::new().on_bury(|_| async { Ok(BuryOutput::builder().build()) });
                    fake.without_checks();
                    let recorder = Fake::recorder(fake.clone());
                    let client = Client::from_conf(fake.config().http_client(recorder.clone()).build());
                    let tomb = Tomb::builder().place(format!("see {secret}")).caskets(casket.build());
                    client.bury().tomb(tomb.build()).send().await.expect("an output");
                    let text = super::saved(|file| recorder.save(file));
                    assert!(!text.contains(CANARY) && !text.contains(&secret) && !text.contains("Bury"), "{text}");
                }
            }
        )*};
    }

    told! {
        relay, map rows;
        harbour, map;
        archive, map;
        observatory, map;
        depot;
        yard;
    }
}

fn saved(save: impl FnOnce(&Path) -> std::io::Result<()>) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("traffic.json");
    save(&file).expect("saved");
    std::fs::read_to_string(&file).expect("text")
}

/// And in the ids of an answer, which no member is.
#[tokio::test]
async fn an_id_may_tell() {
    use relay::fake::Fake;
    let server = Server::start([
        Answer::ok("{}").header("x-amzn-requestid", "of tweety"),
        Answer::ok("{}").header("x-amzn-requestid", "of nobody"),
    ]);
    let server = server.await;
    let recorder = Fake::recorder(farrier_runtime::client::http::default_client());
    let config = relay::Config::builder().with_test_defaults_v2().endpoint_url(&server.url);
    let client = relay::Client::from_conf(config.http_client(recorder.clone()).build());
    for _ in 0..2 {
        let casket = relay::types::Casket::builder().text(CANARY).build();
        let tomb = relay::types::Tomb::builder().caskets(casket).build();
        client.bury().tomb(tomb).send().await.expect("an output");
    }
    let text = saved(|file| recorder.save(file));
    assert!(!text.contains(CANARY) && text.contains("of nobody"), "{text}");
}

/// An error has a secret of its own: nothing is kept of it but its code.
#[tokio::test]
async fn an_error_may_tell() {
    use relay::fake::Fake;
    use relay::operation::bury::BuryError;
    use relay::types::error::Cursed;
    use relay::types::{Casket, Tomb};
    let fake = Fake::new().on_bury(|_| async {
        let tomb = Tomb::builder().caskets(Casket::builder().text(CANARY).build()).build();
        Err(BuryError::Cursed(Cursed::builder().message("where it is").tomb(tomb).build()))
    });
    let recorder = Fake::recorder(fake.clone());
    let client = relay::Client::from_conf(fake.config().http_client(recorder.clone()).build());
    client.bury().send().await.expect_err("an error");
    let text = saved(|file| recorder.save(file));
    assert!(text.contains("Cursed") && !text.contains(CANARY) && !text.contains("where it is"), "{text}");
}
