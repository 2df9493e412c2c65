//! What is sensitive in restXml: it is bound to a header, and a page may tell it again; or it is somewhere in a body.

use crate::client;
use farrier_tests::secrets::assert_none_seen;
use farrier_tests::server::Answer;
use farrier_tests::tomb::in_xml;
use farrier_tests::{bury, tomb};

#[tokio::test]
async fn neither_logs_nor_errors_show_secrets() {
    let error = "<ErrorResponse><Error><Code>Odd</Code><Detail>tweety</Detail></Error></ErrorResponse>";
    let answers = [
        Answer::ok("<R><title>t</title></R>"),
        Answer::ok("<R><title>t</title><count>tweety</count></R>"),
        Answer::ok("<R><tweety>"),
        Answer::new(400, error),
        Answer::new(503, "<html>tweety"),
        Answer::new(400, error).cut_short(),
        Answer::closed(),
    ];
    let call = async |server: &_| client(server).file().room("r").clerk("tweety").title("t").send().await;
    assert_none_seen(answers, call).await;
}

#[tokio::test]
async fn nobody_sees_what_is_buried() {
    let body = format!("<R>{}</R>", in_xml()).into_bytes();
    let error = |code: &str| {
        format!("<ErrorResponse><Error><Code>{code}</Code>{}</Error></ErrorResponse>", in_xml()).into_bytes()
    };
    bury!(archive, tomb!(archive, map, named), client, body, error, Answer::new);
}
