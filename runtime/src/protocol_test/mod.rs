//! What the tests of a generated crate stand on that come from the
//! [protocol compliance tests](https://smithy.io/2.0/additional-specs/http-protocol-compliance-tests.html) of its
//! model.
//!
//! A test is data: a request or a response as the trait describes it, and a builder with the values of `params`.

mod cbor;
mod connector;
mod differences;
mod endpoint;
#[cfg(feature = "event-stream")]
mod events;
mod form;
mod headers;
mod response;
#[cfg(all(feature = "serde", feature = "test-util"))]
pub mod serde;
#[cfg(feature = "server")]
mod server;
#[cfg(test)]
mod tests;
mod xml;

use crate::client::Handle;
use crate::config::http::HttpRequest;
use crate::config::{Builder, Config, Credentials, Region};
use crate::endpoint::ParamValue;
use crate::error::BuildError;
use crate::operation::Operation;
use connector::Capture;
use differences::Differences;
use headers::{ExpectedHeaders, header_methods};
use std::fmt::Debug;

pub use endpoint::EndpointTest;
#[cfg(feature = "event-sender")]
pub use events::stream;
#[cfg(feature = "event-stream")]
pub use events::{EventMessage, EventsTest};
pub use response::{ResponseTest, date_time};

/// The token that stands for every `@idempotencyToken` left out, as the specification wants it.
const TOKEN: &str = "00000000-0000-4000-8000-000000000000";

/// A case of `smithy.test#httpRequestTests`: what a client must send.
#[derive(Debug)]
pub struct RequestTest {
    method: &'static str,
    path: &'static str,
    query: &'static [&'static str],
    forbidden_query: &'static [&'static str],
    required_query: &'static [&'static str],
    headers: ExpectedHeaders,
    body: Option<Body>,
    host: &'static str,
    resolved_host: Option<&'static str>,
    compresses_all: bool,
    setup: Option<Setup>,
}

/// A configuration by which the client finds its host by the endpoint rules.
#[derive(Clone, Copy, Debug, Default)]
struct Setup {
    region: &'static str,
    use_dual_stack: bool,
    switched_on: &'static [&'static str],
}

#[derive(Debug)]
struct Body {
    media_type: &'static str,
    content: &'static str,
}

impl RequestTest {
    /// A request of this method (`method`) and path (`uri`).
    pub const fn new(method: &'static str, path: &'static str) -> Self {
        Self {
            method,
            path,
            query: &[],
            forbidden_query: &[],
            required_query: &[],
            headers: ExpectedHeaders::NONE,
            body: None,
            host: "example.com",
            resolved_host: None,
            compresses_all: false,
            setup: None,
        }
    }

    /// Has the client find its host by the endpoint rules for this region (`region` of `scopedConfig`).
    pub const fn region(mut self, region: &'static str) -> Self {
        self.setup = Some(Setup { region, use_dual_stack: false, switched_on: &[] });
        self
    }

    /// Has the client ask for a host that speaks IPv6, too (`use_dualstack_endpoint`); to be called after `region`.
    pub const fn use_dual_stack(mut self) -> Self {
        if let Some(setup) = &mut self.setup {
            setup.use_dual_stack = true;
        }
        self
    }

    /// Sets these parameters of the endpoint rules to true; to be called after `region`.
    pub const fn switched_on(mut self, params: &'static [&'static str]) -> Self {
        if let Some(setup) = &mut self.setup {
            setup.switched_on = params;
        }
        self
    }

    /// Has the client compress bodies of any size (`request_min_compression_size_bytes` of `scopedConfig`).
    pub const fn compress_all(mut self) -> Self {
        self.compresses_all = true;
        self
    }

    /// Parts of the query string as they are sent, each `key` or `key=value` (`queryParams`).
    pub const fn query(mut self, params: &'static [&'static str]) -> Self {
        self.query = params;
        self
    }

    /// Keys the query string must not have (`forbidQueryParams`).
    pub const fn forbid_query(mut self, keys: &'static [&'static str]) -> Self {
        self.forbidden_query = keys;
        self
    }

    /// Keys the query string must have (`requireQueryParams`).
    pub const fn require_query(mut self, keys: &'static [&'static str]) -> Self {
        self.required_query = keys;
        self
    }

    header_methods!();

    /// The body (`body`), to be compared as its media type says (`bodyMediaType`); without one, byte by byte. CBOR is
    /// in base64.
    pub const fn body(mut self, media_type: &'static str, content: &'static str) -> Self {
        self.body = Some(Body { media_type, content });
        self
    }

    /// The host, with or without a path, that the client is configured with (`host`).
    pub const fn host(mut self, host: &'static str) -> Self {
        self.host = host;
        self
    }

    /// The host the request goes to (`resolvedHost`); the configured one unless told otherwise.
    pub const fn resolved_host(mut self, host: &'static str) -> Self {
        self.resolved_host = Some(host);
        self
    }

    /// Sends the input through a client and compares what comes out.
    ///
    /// # Panics
    /// The request is not as expected, or there is none.
    #[track_caller]
    pub fn check<O: Operation>(&self, input: Result<O::Input, BuildError>) {
        let input = input.expect("the input can be built");
        let request = send::<O>(self.client(), input);
        let found = self.differences(&request);
        assert!(found.is_empty(), "{}\nin {}", found.join("\n"), describe(&request));
    }

    /// How the client is configured.
    fn client(&self) -> Builder {
        let builder = Config::builder()
            .behavior_version_latest()
            .credentials_provider(Credentials::new("key", "secret", None, None, "protocol test"))
            .idempotency_token_provider(TOKEN);
        let builder = if self.compresses_all { builder.request_min_compression_size_bytes(0_u32) } else { builder };
        let Some(Setup { region, use_dual_stack, switched_on }) = self.setup else {
            let url = format!("https://{}", self.host);
            return builder.region(Region::from_static("us-east-1")).endpoint_url(url);
        };
        let builder = builder.region(Region::from_static(region)).use_dual_stack(use_dual_stack);
        let mut settings = builder.settings().clone();
        for name in switched_on {
            settings.set_context_param(name, Some(ParamValue::Boolean(true)));
        }
        settings.into()
    }

    /// What is not as expected, a line each.
    fn differences(&self, request: &HttpRequest) -> Vec<String> {
        let mut differences = Differences::default();
        let mut compare = |what: &str, actual: &dyn Debug, expected: &dyn Debug| {
            differences.compare(what, actual, expected);
        };
        let uri: http::Uri = request.uri().parse().expect("requests have a valid URI");
        let host = self.resolved_host.or(self.host.split('/').next());
        compare("method", &request.method(), &self.method);
        compare("path", &uri.path(), &self.path);
        compare("host", &uri.host(), &host);
        let query: Vec<&str> = uri.query().unwrap_or_default().split('&').collect();
        for param in self.query {
            compare(param, &query.contains(param), &true);
        }
        let has_key = |key: &str| query.iter().any(|param| param.split('=').next() == Some(key));
        for key in self.forbidden_query {
            compare(key, &has_key(key), &false);
        }
        for key in self.required_query {
            compare(key, &has_key(key), &true);
        }
        self.headers.compare(request.headers(), &mut differences);
        if let Some(body) = &self.body {
            let actual = request.body().bytes().unwrap_or_default();
            differences.compare_body(body.media_type, actual, body.content);
        }
        differences.0
    }
}

/// The request as a reader of a failed test wants to see it.
fn describe(request: &HttpRequest) -> String {
    let headers: Vec<String> = request.headers().iter().map(|(name, value)| format!("{name}: {value}")).collect();
    let body = String::from_utf8_lossy(request.body().bytes().unwrap_or_default());
    format!("{} {}\n{}\n\n{body}", request.method(), request.uri(), headers.join("\n"))
}

/// The request a client sends for an input.
fn send<O: Operation>(client: Builder, input: O::Input) -> HttpRequest {
    let capture = Capture::default();
    let config = client.http_client(capture.clone()).build();
    let call = Handle::new(O::SERVICE, config).call();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().expect("a runtime can be made");
    let result = runtime.block_on(call.send::<O>(input));
    match (capture.request(), result) {
        (Some(request), _) => request,
        (None, Err(error)) => panic!("nothing was sent: {error:?}"),
        (None, Ok(_)) => panic!("nothing was sent"),
    }
}
