//! Credentials that a profile asks for.

mod plan;

use crate::container::Container;
use crate::environment::Environment;
use crate::feature::noted;
use crate::instance::Instance;
use crate::instance::client::Metadata;
use crate::login::Login;
use crate::process::Process;
use crate::provide::provide_by_load;
use crate::sso::Sso;
use crate::sts::{self, Role};
use crate::surroundings::Surroundings;
use crate::web_identity::WebIdentity;
use aws_credential_types::credential_feature::AwsCredentialFeature;
use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::{self, ProvideCredentials};
use aws_runtime::env_config::section::EnvConfigSections;
use aws_types::SdkConfig;
use farrier_runtime::error::message;
use plan::{Base, Plan, Source, Step};
use std::sync::Arc;

/// The sources of a profile, in the order that they are needed.
#[derive(Debug)]
pub(crate) struct Profile {
    surroundings: Surroundings,
    config: SdkConfig,
    sources: Result<Option<Sources>, String>,
}

#[derive(Debug)]
struct Sources {
    base: Box<dyn ProvideCredentials>,
    steps: Vec<Step>,
    feature: AwsCredentialFeature,
}

impl Profile {
    pub(crate) fn new(surroundings: &Surroundings, config: &SdkConfig, metadata: &Arc<Metadata>) -> Self {
        let plan = match surroundings.profiles() {
            Some(profiles) => read(profiles),
            // Why they cannot be read is said when somebody asks.
            None => Ok(None),
        };
        let sources = plan.map(|plan| plan.map(|plan| sources(surroundings, config, metadata, plan)));
        Self { surroundings: surroundings.clone(), config: config.clone(), sources }
    }

    async fn load(&self) -> provider::Result {
        self.surroundings.readable_profiles()?;
        let sources = self.sources.as_ref().map_err(|why| CredentialsError::invalid_configuration(why.clone()))?;
        let Some(sources) = sources else {
            return Err(CredentialsError::not_loaded("the profile says nothing of credentials"));
        };
        let credentials = sources.base.provide_credentials().await;
        // A profile that names a source wants that one, and no other that comes later.
        let mut credentials = credentials.map_err(|error| match error {
            CredentialsError::CredentialsNotLoaded(_) => CredentialsError::provider_error(error),
            error => error,
        })?;
        credentials = noted(credentials, sources.feature.clone());
        for step in &sources.steps {
            let session_name = step.session_name.clone().unwrap_or_else(|| sts::session_name(self.surroundings.now()));
            let role = Role {
                arn: step.role_arn.clone(),
                session_name,
                external_id: step.external_id.clone(),
                duration: None,
            };
            credentials = sts::assume(&self.config, credentials, &role).await?;
        }
        Ok(credentials)
    }
}

fn sources(surroundings: &Surroundings, config: &SdkConfig, metadata: &Arc<Metadata>, plan: Plan) -> Sources {
    use AwsCredentialFeature as Feature;
    let (base, feature): (Box<dyn ProvideCredentials>, _) = match plan.base {
        Base::Keys(credentials) => {
            let feature = if plan.steps.is_empty() {
                Feature::CredentialsProfile
            } else {
                Feature::CredentialsProfileSourceProfile
            };
            (Box::new(credentials), feature)
        }
        Base::Named(Source::Environment) => {
            (Box::new(Environment(surroundings.clone())), Feature::CredentialsProfileNamedProvider)
        }
        Base::Named(Source::Container) => {
            (Box::new(Container(surroundings.clone())), Feature::CredentialsProfileNamedProvider)
        }
        Base::Named(Source::Instance) => {
            (Box::new(Instance::new(surroundings, metadata)), Feature::CredentialsProfileNamedProvider)
        }
        Base::WebIdentity { file, step } => {
            let session_name = step.session_name.unwrap_or_else(|| sts::session_name(surroundings.now()));
            let role = Role { arn: step.role_arn, session_name, external_id: None, duration: None };
            let (surroundings, config) = (surroundings.clone(), config.clone());
            let source = WebIdentity { surroundings, config, of_profile: Some((file, role)) };
            (Box::new(source), Feature::CredentialsProfileStsWebIdToken)
        }
        Base::Sso(portal) => (Box::new(Sso::new(surroundings, config, portal)), Feature::CredentialsProfileSso),
        Base::Login { session } => {
            (Box::new(Login { surroundings: surroundings.clone(), session }), Feature::CredentialsProfileLogin)
        }
        Base::Process { profile, command, account_id } => {
            (Box::new(Process { profile, command, account_id }), Feature::CredentialsProfileProcess)
        }
    };
    Sources { base, steps: plan.steps, feature }
}

provide_by_load!(Profile);

/// What profiles ask for. What they are called may have any character, and several lines.
fn read(profiles: &EnvConfigSections) -> Result<Option<Plan>, String> {
    plan::plan(profiles).map_err(|why| message(&why))
}

/// Why profiles make no sense, if they do not.
#[cfg(test)]
pub(crate) fn check(profiles: &EnvConfigSections) -> Result<(), String> {
    read(profiles).map(drop)
}
