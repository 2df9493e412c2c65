//! What is sensitive in awsQuery and ec2Query: it is in a form, and a page may tell it again; or it is somewhere in a
//! body.

use crate::client;
use farrier_tests::secrets::assert_none_seen;
use farrier_tests::server::{Answer, Server};
use farrier_tests::tomb::in_xml;
use farrier_tests::{bury, tomb};

fn answers(error: &'static str) -> [Answer; 7] {
    [
        Answer::ok("<R><StoreResult><name>n</name></StoreResult></R>"),
        Answer::ok("<R><StoreResult><count>tweety</count></StoreResult><count>tweety</count></R>"),
        Answer::ok("<R><tweety>"),
        Answer::new(400, error),
        Answer::new(503, "<html>tweety"),
        Answer::new(400, error).cut_short(),
        Answer::closed(),
    ]
}

#[tokio::test]
async fn neither_logs_nor_errors_of_aws_query_show_secrets() {
    let error = "<ErrorResponse><Error><Code>Odd</Code><Detail>tweety</Detail></Error></ErrorResponse>";
    let call = async |server: &Server| client(server).store().name("n").secret("tweety").send().await;
    assert_none_seen(answers(error), call).await;
}

#[tokio::test]
async fn neither_logs_nor_errors_of_ec2_query_show_secrets() {
    let error = "<Response><Errors><Error><Code>Odd</Code><Detail>tweety</Detail></Error></Errors></Response>";
    let call = async |server: &Server| {
        let yard = yard::Client::from_conf(crate::config(server));
        yard.store().name("n").secret("tweety").send().await
    };
    assert_none_seen(answers(error), call).await;
}

#[tokio::test]
async fn nobody_sees_what_is_buried_by_aws_query() {
    let body = format!("<R><BuryResult>{}</BuryResult></R>", in_xml()).into_bytes();
    let error = |code: &str| {
        format!("<ErrorResponse><Error><Code>{code}</Code>{}</Error></ErrorResponse>", in_xml()).into_bytes()
    };
    bury!(depot, tomb!(depot, map, named), client, body, error, Answer::new);
}

/// It has no maps, and takes no notice of them.
#[tokio::test]
async fn nobody_sees_what_is_buried_by_ec2_query() {
    let body = format!("<R>{}</R>", in_xml()).into_bytes();
    let error = |code: &str| {
        format!("<Response><Errors><Error><Code>{code}</Code>{}</Error></Errors></Response>", in_xml()).into_bytes()
    };
    let client = |server: &_| yard::Client::from_conf(crate::config(server));
    bury!(yard, tomb!(yard), client, body, error, Answer::new);
}
