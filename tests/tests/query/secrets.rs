//! What is sensitive in awsQuery and ec2Query: it is in a form, and a page may tell it again.

use crate::client;
use farrier_tests::secrets::assert_none_seen;
use farrier_tests::server::{Answer, Server};

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
