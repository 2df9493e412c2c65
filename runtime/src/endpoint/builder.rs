use std::borrow::Cow;
use std::collections::HashMap;

use aws_smithy_types::Document;
use aws_smithy_types::endpoint::{Builder, Endpoint, EndpointAuthScheme};

use super::error::EndpointError;

/// Puts together the endpoint of a rule: its URL, and what the rule adds to it.
///
/// What takes more than one type hands it on at once as one type, so that the rest is compiled here and not in each
/// client.
#[derive(Debug)]
pub struct EndpointBuilder {
    has_url: bool,
    endpoint: Builder,
}

impl EndpointBuilder {
    /// Starts from the URL requests are sent to.
    #[inline]
    pub fn url(url: impl Into<Cow<'static, str>>) -> Self {
        Self::new(url.into())
    }

    fn new(url: Cow<'static, str>) -> Self {
        Self { has_url: !url.is_empty(), endpoint: Endpoint::builder().url(url) }
    }

    /// Adds a value of a header to send with every request.
    #[inline]
    pub fn header(self, name: &'static str, value: impl Into<Cow<'static, str>>) -> Self {
        self.with_header(name, value.into())
    }

    fn with_header(mut self, name: &'static str, value: Cow<'static, str>) -> Self {
        self.endpoint = self.endpoint.header(name, value);
        self
    }

    /// Sets a property other than `authSchemes`.
    #[inline]
    pub fn property(self, name: &'static str, value: impl Into<Document>) -> Self {
        self.with_property(name, value.into())
    }

    fn with_property(mut self, name: &'static str, value: Document) -> Self {
        self.endpoint = self.endpoint.property(name, value);
        self
    }

    /// Adds an entry of the property `authSchemes`: a way to sign requests to this endpoint, the preferred one first.
    #[inline]
    pub fn auth_scheme(
        self,
        name: &'static str,
        properties: impl IntoIterator<Item = (&'static str, Document)>,
    ) -> Self {
        self.with_auth_scheme(name, &mut properties.into_iter())
    }

    fn with_auth_scheme(
        mut self,
        name: &'static str,
        properties: &mut dyn Iterator<Item = (&'static str, Document)>,
    ) -> Self {
        let scheme = EndpointAuthScheme::with_capacity(name, 3);
        let scheme = properties.fold(scheme, |scheme, (name, value)| scheme.put(name, value));
        self.endpoint = self.endpoint.auth_scheme(scheme);
        self
    }

    /// The endpoint. An empty URL is an error: a rule may take it from a parameter.
    pub fn build(self) -> Result<Endpoint, EndpointError> {
        if self.has_url { Ok(self.endpoint.build()) } else { Err(EndpointError::new("the endpoint URL is empty")) }
    }
}

/// The endpoint of a rule that gives a URL and nothing else.
pub fn at(url: impl Into<Cow<'static, str>>) -> Result<Endpoint, EndpointError> {
    EndpointBuilder::url(url).build()
}

/// The error of a rule, in its own words.
pub fn fail(message: impl Into<Cow<'static, str>>) -> Result<Endpoint, EndpointError> {
    Err(EndpointError::new(message))
}

/// An object as the value of a property.
pub fn object(members: impl IntoIterator<Item = (&'static str, Document)>) -> Document {
    Document::Object(members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}

/// All properties of an endpoint, `authSchemes` included, as the rule set spells them.
#[inline]
pub fn properties(endpoint: &Endpoint) -> HashMap<String, Document> {
    let mut properties: HashMap<_, _> =
        endpoint.properties().iter().map(|(name, value)| (name.to_string(), value.clone())).collect();
    let auth_schemes: Vec<_> = endpoint.auth_schemes().iter().map(EndpointAuthScheme::as_document).collect();
    if !auth_schemes.is_empty() {
        properties.insert("authSchemes".to_owned(), auth_schemes.into());
    }
    properties
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn builds_an_endpoint() {
        let endpoint = EndpointBuilder::url("https://example.com")
            .header("x-many", "a")
            .header("x-many", "b".to_owned())
            .property("backend", "other")
            .auth_scheme("sigv4", [("signingRegion", "here".into()), ("disableDoubleEncoding", true.into())])
            .build()
            .expect("the URL is set");
        assert_eq!(endpoint.url(), "https://example.com");
        let headers: Vec<(_, Vec<_>)> = endpoint.headers().map(|(name, values)| (name, values.collect())).collect();
        assert_eq!(headers, [("x-many", vec!["a", "b"])]);
        let scheme = object([
            ("name", "sigv4".into()),
            ("signingRegion", "here".into()),
            ("disableDoubleEncoding", true.into()),
        ]);
        let expected = object([("backend", "other".into()), ("authSchemes", vec![scheme].into())]);
        assert_eq!(Document::Object(properties(&endpoint)), expected);
    }

    #[test]
    fn an_empty_url_is_an_error() {
        let error = EndpointBuilder::url(String::new()).build().expect_err("no URL");
        assert_eq!(error.to_string(), "the endpoint URL is empty");
    }
}
