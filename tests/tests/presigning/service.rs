//! What a service does with a presigned request: it makes the signature once more, by itself.

use crate::query;
use farrier_tests::client::SECRET_KEY;
use farrier_tests::hash::{sha256, sigv4};

/// What a signature says of a body that it is not of.
pub(crate) const UNSIGNED: &str = "UNSIGNED-PAYLOAD";

/// A request as it arrives.
pub(crate) struct Arrived<'a> {
    pub(crate) method: &'a str,
    pub(crate) uri: &'a str,
    pub(crate) headers: Vec<(&'a str, &'a str)>,
    /// The hash of the body, or what stands for it.
    pub(crate) body: &'a str,
}

impl Arrived<'_> {
    pub(crate) fn param(&self, name: &str) -> String {
        let value = query(self.uri).into_iter().find(|(key, _)| *key == name).unwrap_or_else(|| panic!("no {name}")).1;
        value.replace("%2F", "/").replace("%3B", ";").replace("%2A", "*")
    }

    /// The day, region and service signed for, and the rest of the scope.
    pub(crate) fn scope(&self) -> Vec<String> {
        self.param("X-Amz-Credential").split('/').skip(1).map(str::to_owned).collect()
    }

    /// What was signed.
    pub(crate) fn string_to_sign(&self) -> String {
        let (base, _) = self.uri.split_once('?').expect("a query");
        let (host, path) = base.split_once("://").expect("a scheme").1.split_once('/').expect("a path");
        let mut params = query(self.uri);
        params.retain(|(name, _)| *name != "X-Amz-Signature");
        params.sort_unstable();
        let params: Vec<_> = params.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let signed = self.param("X-Amz-SignedHeaders");
        let header = |name: &str| match name {
            "host" => host,
            _ => self.headers.iter().find(|(other, _)| *other == name).unwrap_or_else(|| panic!("no {name}")).1,
        };
        let headers: String = signed.split(';').map(|name| format!("{name}:{}\n", header(name))).collect();
        let canonical = format!("{}\n/{path}\n{}\n{headers}\n{signed}\n{}", self.method, params.join("&"), self.body);
        let scope = self.scope().join("/");
        format!("{}\n{}\n{scope}\n{}", self.param("X-Amz-Algorithm"), self.param("X-Amz-Date"), sha256(canonical))
    }

    /// Whether the signature is that of [`SECRET_KEY`].
    pub(crate) fn is_signed(&self) -> bool {
        self.is_signed_with(SECRET_KEY)
    }

    pub(crate) fn is_signed_with(&self, secret: &str) -> bool {
        assert_eq!(self.param("X-Amz-Algorithm"), "AWS4-HMAC-SHA256");
        let credential = self.param("X-Amz-Credential");
        let scope: Vec<_> = credential.split('/').skip(1).collect();
        sigv4(secret, &scope, &self.string_to_sign()) == self.param("X-Amz-Signature")
    }
}
