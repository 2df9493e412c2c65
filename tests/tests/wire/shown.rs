//! What servers write, where it is shown: on one line, without what acts on a terminal, and not without end. And that
//! accessors give it as it was.

use aws_sdk_partnercentralaccount::error::{DisplayErrorContext, ProvideErrorMetadata};
use aws_sdk_partnercentralaccount::operation::RequestId;
use farrier_tests::client::{BEARER_TOKEN, SECRET_KEY, SESSION_TOKEN, client, invite};
use farrier_tests::secrets::assert_unseen;
use farrier_tests::server::{Answer, Server};
use serde_json::json;

/// The error of an operation that is not sensitive: its text, the chain of its causes, its `Debug`.
async fn shown(answer: Answer) -> [String; 3] {
    let server = Server::start(answer.times(3)).await;
    let call = client(&server).list_tags_for_resource().resource_arn("arn");
    let error = call.send().await.expect_err("an error");
    [error.to_string(), DisplayErrorContext(&error).to_string(), format!("{error:?}")]
}

#[tokio::test]
async fn texts_of_servers_are_cleaned_and_accessors_are_exact() {
    let odd = "two\nlines \u{1b}[31m\u{7}\0\u{202e}\"quoted\"";
    let cleaned = "two lines \\u{1b}[31m\\u{7}\\0\\u{202e}\"quoted\"";
    for code in ["ConflictException", odd] {
        let body = json!({"__type": code, "message": odd}).to_string();
        let server = Server::start([Answer::new(400, body).header("x-amzn-requestid", "r\u{e9}1")]).await;
        let error = invite(&client(&server)).send().await.expect_err("an error");
        assert_eq!((error.code(), error.message()), (Some(code), Some(odd)));
        let text = error.to_string();
        assert!(text.contains(&format!(": {cleaned} (operation")), "{text}");
        for text in [text, DisplayErrorContext(&error).to_string(), format!("{error:?}")] {
            assert!(!text.contains(char::is_control) && !text.contains('\u{202e}'), "{text:?}");
        }
    }
}

#[tokio::test]
async fn an_empty_code_or_message_is_not_shown() {
    for code in ["", ":#:#", "ns#"] {
        let body = json!({"message": ""}).to_string();
        let [text, ..] = shown(Answer::new(400, body.clone()).header("x-amzn-errortype", code)).await;
        assert!(text.starts_with("unhandled error: the answer names no error (operation"), "{code}: {text}");
        let said = json!({"__type": "ConflictException", "message": "m"}).to_string();
        let [text, ..] = shown(Answer::new(400, said).header("x-amzn-errortype", code)).await;
        assert!(text.starts_with("ConflictException: m (operation"), "{code}: {text}");
    }
}

#[tokio::test]
async fn texts_of_servers_are_cut() {
    let long = "x".repeat(60_000);
    let body = json!({"__type": long, "message": long}).to_string();
    let header = Answer::new(400, body).header("x-amzn-requestid", &long).header("content-type", &long);
    let server = Server::start([header.clone()]).await;
    let error = invite(&client(&server)).send().await.expect_err("an error");
    assert_eq!((error.code(), error.message(), error.request_id()), (Some(&*long), Some(&*long), Some(&*long)));
    assert_eq!(error.to_string().matches("... (60000 bytes)").count(), 4, "{error}");
    for text in shown(header).await {
        assert!(text.len() < 20_000, "{} bytes", text.len());
    }
}

#[tokio::test]
async fn debug_alone_shows_the_beginning_of_a_page() {
    let page = format!("<html>\n<p>\u{1b}[2J You sent {SESSION_TOKEN}.");
    for status in [200, 404, 503] {
        let [text, chain, debug] = shown(Answer::new(status, page.clone()).header("content-type", "text/html")).await;
        assert!(text.contains("content type text/html") && !text.contains("<p>"), "{text}");
        assert!(debug.contains(r#"body_length: "42", body: "<html>\n<p>\u{1b}[2J Y""#), "{debug}");
        assert_unseen("the error", &[text, chain, debug].concat());
    }
}

/// An answer of the service that is not understood may repeat what was sent, too.
#[tokio::test]
async fn no_error_repeats_an_answer() {
    for (status, body) in [
        (400, format!(r#"{{"__type":"Odd","AuthorizationHeader":"Bearer {BEARER_TOKEN}","Seen":"{SESSION_TOKEN}"}}"#)),
        (500, format!(r#"{{"__type":"ThrottlingException","Message":7,"Seen":"{SECRET_KEY}"}}"#)),
        (200, format!(r#"{{"Tags":"{SESSION_TOKEN}"}}"#)),
    ] {
        assert_unseen("the error", &shown(Answer::new(status, body)).await.concat());
    }
}

#[tokio::test]
async fn the_page_of_a_sensitive_operation_is_shown_by_nothing() {
    for status in [200, 404, 503] {
        let page = Answer::new(status, "<title>Gateway</title>").header("content-type", "text/html");
        let server = Server::start(page.times(3)).await;
        let error = invite(&client(&server)).send().await.expect_err("an error");
        assert!(error.to_string().contains("content type text/html"), "{error}");
        for text in [DisplayErrorContext(&error).to_string(), format!("{error:?}")] {
            assert!(!text.contains("Gateway"), "{text}");
        }
    }
}
