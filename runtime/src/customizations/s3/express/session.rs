//! How a session is begun.

use super::cache::Cache;
use crate::client::{Call, Handle};
use crate::config::{BehaviorVersion, Config, Settings};
use crate::endpoint::Params;
use crate::error::BoxError;
use crate::operation::{Operation, Service};
use aws_credential_types::Credentials;
use aws_credential_types::credential_feature::AwsCredentialFeature;
use aws_runtime::auth::sigv4;
use aws_smithy_runtime_api::client::endpoint::EndpointResolverParams;
use aws_smithy_runtime_api::client::identity::{
    Identity, IdentityCacheLocation, IdentityFuture, ResolveCachedIdentity as _, ResolveIdentity,
};
use aws_smithy_runtime_api::client::runtime_components::{GetIdentityResolver as _, RuntimeComponents};
use aws_smithy_types::DateTime;
use aws_smithy_types::config_bag::ConfigBag;
use std::pin::Pin;
use std::time::SystemTime;

/// The operation that begins a session.
pub trait CreateSession: Operation {
    /// The input for a bucket.
    fn input(bucket: String) -> Self::Input;

    /// The credentials in an output.
    fn credentials(output: Self::Output) -> Option<SessionCredentials>;
}

/// The credentials of a session, as far as the service gave them.
pub struct SessionCredentials {
    /// Their id.
    pub access_key_id: Option<String>,
    /// Their secret.
    pub secret_access_key: Option<String>,
    /// What says which session it is.
    pub session_token: Option<String>,
    /// When the session ends.
    pub expiration: Option<DateTime>,
}

impl SessionCredentials {
    /// As the AWS runtime signs with them, and their end.
    fn complete(self) -> Option<(Identity, SystemTime)> {
        let end = SystemTime::try_from(self.expiration?).ok()?;
        let token = Some(self.session_token?);
        let mut credentials =
            Credentials::new(self.access_key_id?, self.secret_access_key?, token, Some(end), "s3express");
        let features = credentials.get_property_mut_or_default::<Vec<AwsCredentialFeature>>();
        features.push(AwsCredentialFeature::S3ExpressBucket);
        Some((credentials.into(), end))
    }
}

type Beginning = Pin<Box<dyn Future<Output = Result<(Identity, SystemTime), BoxError>> + Send>>;

fn begin<O: CreateSession>(call: Call, bucket: String) -> Beginning {
    Box::pin(async move {
        let output = call.send::<O>(O::input(bucket)).await?;
        let credentials = O::credentials(output).and_then(SessionCredentials::complete);
        credentials.ok_or_else(|| "the answer lacks credentials of a session, or when it ends".into())
    })
}

/// Credentials of sessions: those with the bucket of a request.
#[derive(Debug)]
pub(super) struct Sessions {
    service: &'static Service,
    behavior_version: Option<BehaviorVersion>,
    begin: fn(Call, String) -> Beginning,
    cache: Cache,
}

impl Sessions {
    pub(super) fn of<O: CreateSession>(config: &Config) -> Self {
        Self {
            service: O::SERVICE,
            behavior_version: config.behavior_version(),
            begin: begin::<O>,
            cache: Cache::new(),
        }
    }

    async fn identity(&self, components: &RuntimeComponents, cfg: &ConfigBag) -> Result<Identity, BoxError> {
        let params = cfg.load::<EndpointResolverParams>().and_then(EndpointResolverParams::get::<Params>);
        let bucket = params.and_then(|params| params.string("Bucket")).ok_or("a session is with a bucket")?;
        let resolver = components.identity_resolver(sigv4::SCHEME_ID).ok_or("a session needs credentials")?;
        let own = components.identity_cache().resolve_cached_identity(resolver, components, cfg).await?;
        let credentials = own.data::<Credentials>().ok_or("what signs with SigV4 are no credentials")?;
        let begin = || (self.begin)(self.call(components, cfg), bucket.to_owned());
        let now = components.time_source().unwrap_or_default().now();
        self.cache.get(bucket, credentials, now, begin).await
    }

    /// A call as the one that needs a session, but nothing of the user's sees it.
    fn call(&self, components: &RuntimeComponents, cfg: &ConfigBag) -> Call {
        let mut settings = Settings::of_call(components, cfg);
        settings.set_behavior_version(self.behavior_version);
        // Whatever an endpoint wants, a session is not begun for a session.
        settings.sign_with(sigv4::SCHEME_ID);
        Handle::new(self.service, settings.build()).call()
    }
}

impl ResolveIdentity for Sessions {
    fn resolve_identity<'a>(&'a self, components: &'a RuntimeComponents, cfg: &'a ConfigBag) -> IdentityFuture<'a> {
        IdentityFuture::new(self.identity(components, cfg))
    }

    fn cache_location(&self) -> IdentityCacheLocation {
        IdentityCacheLocation::IdentityResolver
    }
}
