//! Whole calls, answered in memory, and what a client costs to make.

use crate::Visitor;
use crate::bodies::INVITATION;
use crate::codec;
use crate::sides::{official, ours};
use aws_smithy_runtime_api::client::http::{
    HttpConnector, HttpConnectorFuture, SharedHttpClient, SharedHttpConnector, http_client_fn,
};
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;

/// Answers every request with an invitation.
#[derive(Clone, Debug)]
struct Canned;

impl HttpConnector for Canned {
    fn call(&self, _: HttpRequest) -> HttpConnectorFuture {
        HttpConnectorFuture::ready(Ok(codec::response(INVITATION)))
    }
}

fn http() -> SharedHttpClient {
    http_client_fn(|_, _| SharedHttpConnector::new(Canned))
}

/// Shows all cases.
///
/// # Panics
/// If the system has no timer.
pub fn visit(visitor: &mut impl Visitor) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().expect("a timer");
    let call = "CreateConnectionInvitation";
    let client = ours::Client::from_conf(ours::config(http()));
    visitor.case(call, ours::NAME, 0, || (), |()| runtime.block_on(ours::invite(&client)));
    let client = official::Client::from_conf(official::config(http()));
    visitor.case(call, official::NAME, 0, || (), |()| runtime.block_on(official::invite(&client)));
    let new = "Client::from_conf";
    visitor.case(new, ours::NAME, 0, || ours::config(http()), ours::Client::from_conf);
    visitor.case(new, official::NAME, 0, || official::config(http()), official::Client::from_conf);
}
