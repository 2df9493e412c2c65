//! What comes is compared with its checksum.

use crate::chunks::Chunks;
use crate::{ALGORITHMS, Wire, client, config, header, large, secure, with_trailers};
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use cellar::Client;
use cellar::config::ResponseChecksumValidation;
use cellar::error::{DisplayErrorContext, SdkError};
use cellar::operation::fetch_bottle::FetchBottleOutput;
use cellar::types::Mode;
use farrier_tests::log::Log;
use farrier_tests::server::{Answer, Server, features};

/// What a client with these settings gets of an answer.
async fn fetched(answer: Answer) -> FetchBottleOutput {
    let server = Server::start([answer]).await;
    client(&server).fetch_bottle().id("b").send().await.expect("a stream")
}

/// The message of the stream's error.
async fn failed(answer: Answer) -> String {
    let error = fetched(answer).await.wine.collect().await.expect_err("compared");
    DisplayErrorContext(&error).to_string()
}

#[tokio::test]
async fn checksums_are_asked_for() {
    let server = Server::start(Answer::ok("").times(2)).await;
    client(&server).fetch_bottle().id("b").send().await.expect("a stream");
    client(&server).fetch_bottle().id("b").mode(Mode::from("other")).send().await.expect("a stream");
    let requests = server.requests();
    assert!(requests.iter().all(|request| header(request, "x-amz-checksum-mode") == "ENABLED"));
    assert!(requests.iter().all(|request| header(request, "x-amz-sdk-checksum-algorithm").is_empty()));
}

#[tokio::test]
async fn each_algorithm_is_compared() {
    for (_, checksum, wrong, right) in ALGORITHMS {
        let bytes = fetched(Answer::ok(large()).header(checksum, right)).await.wine.collect().await;
        assert_eq!(bytes.expect("the same").into_bytes(), large());
        let message = failed(Answer::ok(large()).header(checksum, wrong)).await;
        assert!(message.contains("body checksum mismatch"), "{message}");
    }
}

#[tokio::test]
async fn a_difference_is_known_at_the_end() {
    let (live, answer) = Answer::live();
    let mut output = fetched(answer.header("x-amz-checksum-crc32", "AAAAAA==")).await;
    for part in ["gra", "pes"] {
        live.send(part);
        assert_eq!(output.wine.next().await.expect("more").expect("read"), part);
    }
    drop(live);
    output.wine.next().await.expect("an error").expect_err("another checksum");
}

#[tokio::test]
async fn a_compared_stream_says_how_much_is_to_come() {
    for (checksum, is_right) in [("IcxqvA==", true), ("AAAAAA==", false)] {
        let mut wine = fetched(Answer::ok("grapes").header("x-amz-checksum-crc32", checksum)).await.wine;
        assert_eq!(wine.size_hint(), (6, Some(6)));
        assert_eq!(wine.next().await.expect("all of it").expect("read"), "grapes");
        assert_eq!(wine.size_hint(), (0, Some(0)));
        assert_eq!(wine.next().await.is_none(), is_right);
    }
}

/// As a stream of known length it has a checksum behind it.
#[tokio::test]
async fn a_compared_stream_can_be_sent_on() {
    let answer = Answer::ok("grapes").header("x-amz-checksum-crc32", "IcxqvA==");
    let server = Server::start([answer, Answer::ok("")]).await;
    let wine = client(&server).fetch_bottle().id("b").send().await.expect("a stream").wine;
    client(&server).store_bottle().id("c").wine(wine).send().await.expect("stored");
    assert_eq!(Chunks::of(&server.requests()[1]).data, b"grapes");
}

/// A part of an object has the checksum of the part, or none.
#[tokio::test]
async fn a_part_is_compared_if_it_has_a_checksum() {
    let part = |checksum| Answer::new(206, "rape").header("content-range", "bytes 1-4/6").header(checksum, "AAAAAA==");
    let message = failed(part("x-amz-checksum-crc32")).await;
    assert!(message.contains("body checksum mismatch"), "{message}");
    fetched(part("x-none")).await.wine.collect().await.expect("not compared");
}

#[tokio::test]
async fn the_fastest_decides_alone() {
    // From the slowest to the fastest: each is wrong but the last.
    let mut answer = Answer::ok("grapes").header("x-amz-checksum-sha512", "AAAA");
    for name in ["sha256", "sha1", "crc32", "crc32c"] {
        answer = answer.header(&format!("x-amz-checksum-{name}"), "AAAAAAAA");
        failed(answer.clone()).await;
        let value = ALGORITHMS.iter().find(|algorithm| algorithm.1.ends_with(&format!("-{name}"))).expect("known").2;
        let right = Answer::ok("grapes").header(&format!("x-amz-checksum-{name}"), value);
        fetched(right).await.wine.collect().await.expect("the same");
    }
    let answer = answer.header("x-amz-checksum-crc64nvme", ALGORITHMS[2].2);
    fetched(answer).await.wine.collect().await.expect("the same");
}

#[tokio::test]
async fn what_cannot_be_compared_is_not() {
    let untold =
        [("x-amz-checksum-sha512", "AAAA"), ("x-amz-checksum-md5", "AAAA"), ("x-amz-checksum-xxhash64", "AAAA")];
    let of_parts = [("x-amz-checksum-crc32", "AAAAAA==-2"), ("x-amz-checksum-sha256", "AAAA-10000")];
    let broken = [("x-amz-checksum-crc32", "%%%"), ("x-amz-checksum-crc32", "AAAA-")];
    let warning = "the checksum of the response is";
    for (cases, said) in
        [(&untold[..], None), (&of_parts, Some("one of checksums of parts")), (&broken, Some("not in base64"))]
    {
        for &(name, value) in cases {
            let log = Log::start();
            let answer = Answer::ok("grapes").header(name, value);
            fetched(answer).await.wine.collect().await.unwrap_or_else(|error| panic!("{name}: {value}: {error}"));
            let expected = said.map_or_else(String::new, |said| format!("{warning} {said}"));
            assert_eq!(log.text().contains(warning), said.is_some(), "{name}: {value}");
            assert!(log.text().contains(&expected), "{name}: {value}");
        }
    }
    // The one of the fastest is in the way of the others.
    let answer = Answer::ok("grapes").header("x-amz-checksum-crc32", "AAAAAA==-2");
    fetched(answer.header("x-amz-checksum-sha1", "AAAA")).await.wine.collect().await.expect("not compared");
}

#[tokio::test]
async fn when_required_only_what_the_caller_asks_for() {
    let answer = Answer::ok("grapes").header("x-amz-checksum-crc32", "AAAAAA==");
    let server = Server::start(answer.times(2)).await;
    let config = config().endpoint_url(&server.url);
    let config = config.response_checksum_validation(ResponseChecksumValidation::WhenRequired);
    let client = Client::from_conf(config.build());
    let output = client.fetch_bottle().id("b").send().await.expect("a stream");
    output.wine.collect().await.expect("not compared");
    let output = client.fetch_bottle().id("b").mode(Mode::Enabled).send().await.expect("a stream");
    output.wine.collect().await.expect_err("compared");
    let [first, second] = server.requests().try_into().expect("two requests");
    assert_eq!((header(&first, "x-amz-checksum-mode"), header(&second, "x-amz-checksum-mode")), ("", "ENABLED"));
}

#[tokio::test]
async fn a_body_that_is_loaded_is_compared() {
    let body = "<InspectCaskOutput><level>9</level></InspectCaskOutput>";
    let damaged = Answer::ok(body).header("x-amz-checksum-crc32", "AAAAAA==");
    let server = Server::start(damaged.clone().times(2)).await;
    let error = client(&server).inspect_cask().id("c").send().await.expect_err("another checksum");
    assert!(matches!(error, SdkError::ResponseError(_)), "{error:?}");
    let message = DisplayErrorContext(&error).to_string();
    assert!(message.contains("body checksum mismatch"), "{message}");
    // What was damaged on its way comes whole another time.
    let server = Server::start([damaged, Answer::ok(body).header("x-amz-checksum-crc32", "yzQw3w==")]).await;
    let output = client(&server).inspect_cask().id("c").send().await.expect("the same");
    assert_eq!(output.level(), Some(9));
    for request in server.requests() {
        assert_eq!(header(&request, "x-amz-checksum-mode"), "ENABLED");
        assert_eq!(header(&request, "x-amz-checksum-crc32"), "AAAAAA==");
    }
}

/// Also a checksum there, as by the official crates: no service of AWS sends one, and S3 has it in a header.
#[tokio::test]
async fn what_comes_behind_a_body_is_left_out() {
    for (checksum, is_right) in [(Some("IcxqvA=="), true), (Some("AAAAAA=="), false), (None, true)] {
        let mut answer = HttpResponse::new(http::StatusCode::OK.into(), with_trailers("grapes"));
        checksum.map(|checksum| answer.headers_mut().insert("x-amz-checksum-crc32", checksum));
        let output = secure(&Wire::answering(answer)).fetch_bottle().id("b").send().await.expect("a stream");
        assert_eq!(output.wine.collect().await.is_ok(), is_right);
    }
}

#[tokio::test]
async fn errors_are_not_compared() {
    let body = "<ErrorResponse><Error><Code>Empty</Code></Error></ErrorResponse>";
    let server = Server::start([Answer::new(404, body).header("x-amz-checksum-crc32", "AAAAAA==")]).await;
    let error = client(&server).fetch_bottle().id("b").send().await.expect_err("empty");
    assert!(error.to_string().contains("Empty"), "{error}");
}

#[tokio::test]
async fn the_user_agent_says_what_is_used() {
    let wire = Wire::default();
    secure(&wire).fetch_bottle().id("b").send().await.expect("a stream");
    let used = features(&wire.request());
    assert!(used.contains(&"b".to_owned()) && !used.contains(&"Z".to_owned()), "{used:?}");
}
