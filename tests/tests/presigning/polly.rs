//! A `POST` that is presigned as a `GET`: what would be in its body is in the query.

use crate::service::Arrived;
use crate::{param, query, ten_minutes};
use farrier_tests::client::settings;
use farrier_tests::hash::sha256;
use parrot::error::SdkError;
use parrot::types::{Engine, Format};

fn client() -> parrot::Client {
    let config = settings().endpoint_url("https://polly.us-east-1.example.com");
    parrot::Client::from_conf(config.build())
}

#[tokio::test]
async fn members_are_in_the_query_by_their_names() {
    let call = client().synthesize_speech().engine(Engine::Neural).output_format(Format::Mp3).voice_id("Ada");
    let call = call.lexicon_names("one").lexicon_names("t&o").text("to be, or\nnot");
    let request = call.presigned(ten_minutes()).await.expect("signed");
    assert_eq!((request.method(), request.headers().count()), ("GET", 0));
    assert!(request.uri().starts_with("https://polly.us-east-1.example.com/v1/speech?"));
    let params: Vec<_> = query(request.uri()).into_iter().filter(|(name, _)| !name.starts_with("X-Amz-")).collect();
    let expected = [
        ("Engine", "neural"),
        ("LexiconNames", "one"),
        ("LexiconNames", "t%26o"),
        ("OutputFormat", "mp3"),
        ("Text", "to%20be%2C%20or%0Anot"),
        ("VoiceId", "Ada"),
    ];
    assert_eq!(params, expected);
    assert!(param(&request, "X-Amz-Credential").ends_with("%2Fpolly%2Faws4_request"));
    assert!(Arrived { method: "GET", uri: request.uri(), headers: Vec::new(), body: &sha256("") }.is_signed());
}

#[tokio::test]
async fn what_is_required_is_there() {
    for text in [None, Some(String::new())] {
        let call = client().synthesize_speech().output_format(Format::Pcm).voice_id("Ada").set_text(text);
        let error = call.presigned(ten_minutes()).await.expect_err("no text");
        assert!(matches!(error, SdkError::ConstructionFailure(_)) && error.to_string().contains("Text"), "{error}");
    }
}

#[tokio::test]
async fn what_is_sent_stays_as_it_is() {
    use farrier_tests::server::{Answer, Server};
    let server = Server::start([Answer::ok("sound")]).await;
    let client = parrot::Client::from_conf(client().config().to_builder().endpoint_url(&server.url).build());
    let call = client.synthesize_speech().output_format(Format::Mp3).voice_id("Ada").text("hello");
    call.send().await.expect("answered");
    let request = server.request();
    assert_eq!((request.method().as_str(), request.uri().to_string().as_str()), ("POST", "/v1/speech"));
    assert_eq!(&request.body()[..], br#"{"OutputFormat":"mp3","Text":"hello","VoiceId":"Ada"}"#);
}
