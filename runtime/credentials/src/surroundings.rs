//! What sources look at, and what they ask with.

use crate::causes::causes;
use aws_credential_types::provider::error::CredentialsError;
use aws_runtime::env_config::file::EnvConfigFiles;
use aws_runtime::env_config::section::EnvConfigSections;
use aws_runtime::env_config::source;
use aws_smithy_async::rt::sleep::SharedAsyncSleep;
use aws_smithy_async::time::SharedTimeSource;
use aws_smithy_runtime_api::client::http::SharedHttpClient;
use aws_types::os_shim_internal::{Env, Fs};
use std::env::VarError;
use std::fmt;
use std::sync::Arc;
use std::time::SystemTime;

/// HTTP clients of sources that ask by themselves.
#[derive(Clone)]
pub(crate) struct Clients {
    /// For this machine and its link, through no proxy: who is behind one is asked in clear, and would be somebody
    /// else.
    pub(crate) near: SharedHttpClient,
    /// For others.
    pub(crate) far: SharedHttpClient,
}

/// Environment, files, clock and HTTP clients. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Surroundings {
    pub(crate) env: Env,
    pub(crate) fs: Fs,
    pub(crate) http: Clients,
    pub(crate) time: SharedTimeSource,
    pub(crate) sleep: SharedAsyncSleep,
    /// The profile files, read once, or why they cannot be.
    profiles: Arc<Result<EnvConfigSections, String>>,
}

impl Surroundings {
    /// Reads the profile files. `profile` wins over what the environment names.
    pub(crate) async fn new(
        http: Clients,
        time: SharedTimeSource,
        sleep: SharedAsyncSleep,
        profile: Option<String>,
    ) -> Self {
        let (env, fs) = (Env::real(), Fs::real());
        let profiles = sections(&env, &fs, profile).await;
        if let Err(problem) = &profiles {
            tracing::warn!("profile files are not used: {problem}");
        }
        Self { env, fs, http, time, sleep, profiles: Arc::new(profiles) }
    }

    /// The profiles, if they could be read.
    pub(crate) fn profiles(&self) -> Option<&EnvConfigSections> {
        self.profiles.as_ref().as_ref().ok()
    }

    /// The profiles.
    ///
    /// # Errors
    /// They could not be read.
    pub(crate) fn readable_profiles(&self) -> Result<&EnvConfigSections, CredentialsError> {
        self.profiles.as_ref().as_ref().map_err(|problem| CredentialsError::invalid_configuration(problem.clone()))
    }

    /// What a variable has; blank is as unset.
    pub(crate) fn text(&self, variable: &str) -> Option<String> {
        text(&self.env, variable)
    }

    /// What a variable has; blank is as unset.
    ///
    /// # Errors
    /// It is no Unicode.
    pub(crate) fn checked(&self, variable: &str) -> Result<Option<String>, CredentialsError> {
        match self.env.get(variable) {
            Err(VarError::NotUnicode(_)) => {
                Err(CredentialsError::invalid_configuration(format!("{variable} is no Unicode text")))
            }
            _ => Ok(self.text(variable)),
        }
    }

    pub(crate) fn now(&self) -> SystemTime {
        self.time.now()
    }
}

fn text(env: &Env, variable: &str) -> Option<String> {
    env.get(variable).ok().filter(|value| !value.trim().is_empty())
}

pub(crate) async fn sections(env: &Env, fs: &Fs, profile: Option<String>) -> Result<EnvConfigSections, String> {
    let mut source = source::load(env, fs, &EnvConfigFiles::default()).await.map_err(|error| causes(&error))?;
    let named = profile.or_else(|| text(env, "AWS_PROFILE"));
    source.profile = named.unwrap_or_else(|| "default".to_owned()).into();
    EnvConfigSections::parse(source).map_err(|error| {
        let lines = error.to_string();
        let words: Vec<_> = lines.split_whitespace().collect();
        format!("the profile files cannot be read: {}", words.join(" "))
    })
}

/// Without environment and profiles, which hold secrets.
impl fmt::Debug for Surroundings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Surroundings").finish_non_exhaustive()
    }
}
