//! Settings of all services that environment and profiles have besides credentials.

use crate::surroundings::Surroundings;
use aws_runtime::env_config::property::PropertiesKey;
use aws_runtime::env_config::section::EnvConfigSections;
use aws_smithy_runtime_api::client::auth::{AuthSchemeId, AuthSchemePreference};
use aws_smithy_types::retry::{RetryConfig, RetryMode, RetrySpec};
use aws_types::app_name::AppName;
use aws_types::endpoint_config::AccountIdEndpointMode;
use aws_types::origin::Origin;
use aws_types::os_shim_internal::Env;
use aws_types::region::SigningRegionSet;
use aws_types::sdk_config::{Builder, RequestChecksumCalculation, ResponseChecksumValidation};
use aws_types::service_config::{LoadServiceConfig, ServiceConfigKey};
use farrier_runtime::config::without_user;
use std::borrow::Cow;
use std::fmt;

/// Sets what environment and profile have. A value that makes no sense is warned of, and is as none.
pub(crate) fn load(surroundings: &Surroundings, to: &mut Builder) {
    let of = |variable, key| Setting { surroundings, variable, key };
    to.set_use_fips(of("AWS_USE_FIPS_ENDPOINT", "use_fips_endpoint").read(boolean));
    to.set_use_dual_stack(of("AWS_USE_DUALSTACK_ENDPOINT", "use_dualstack_endpoint").read(boolean));
    // Profiles may have it by either key.
    let names = ["sdk_ua_app_id", "sdk-ua-app-id"].map(|key| of("AWS_SDK_UA_APP_ID", key));
    let name = names.iter().find(|name| name.load().is_some());
    to.set_app_name(name.and_then(|name| name.read(|name| AppName::new(name.to_owned()).ok())));
    let mode = of("AWS_ACCOUNT_ID_ENDPOINT_MODE", "account_id_endpoint_mode");
    to.set_account_id_endpoint_mode(mode.read(|mode| mode.parse::<AccountIdEndpointMode>().ok()));
    to.set_disable_request_compression(
        of("AWS_DISABLE_REQUEST_COMPRESSION", "disable_request_compression").read(boolean),
    );
    to.set_request_min_compression_size_bytes(
        of("AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES", "request_min_compression_size_bytes").read(|it| it.parse().ok()),
    );
    to.set_disable_clock_skew_correction(
        of("AWS_DISABLE_CLOCK_SKEW_CORRECTION", "disable_clock_skew_correction").read(boolean),
    );
    let sums = of("AWS_REQUEST_CHECKSUM_CALCULATION", "request_checksum_calculation");
    to.set_request_checksum_calculation(sums.read(|it| it.parse::<RequestChecksumCalculation>().ok()));
    let sums = of("AWS_RESPONSE_CHECKSUM_VALIDATION", "response_checksum_validation");
    to.set_response_checksum_validation(sums.read(|it| it.parse::<ResponseChecksumValidation>().ok()));
    to.set_auth_scheme_preference(of("AWS_AUTH_SCHEME_PREFERENCE", "auth_scheme_preference").read(schemes));
    to.set_sigv4a_signing_region_set(of("AWS_SIGV4A_SIGNING_REGION_SET", "sigv4a_signing_region_set").read(regions));
    to.set_retry_config(Some(retries(surroundings)));
    endpoints(surroundings, to);
}

/// A setting by its names in the environment and in profiles. The environment wins.
struct Setting<'a> {
    surroundings: &'a Surroundings,
    variable: &'static str,
    key: &'static str,
}

impl Setting<'_> {
    fn load(&self) -> Option<(String, Origin)> {
        look_up(&self.surroundings.env, self.surroundings.profiles(), self.variable, self.key, None)
    }

    fn read<T>(&self, parse: impl Fn(&str) -> Option<T>) -> Option<T> {
        let (text, _) = self.load()?;
        let value = parse(&text);
        if value.is_none() {
            tracing::warn!("{}, or `{}` of the profile, makes no sense, and is ignored", self.variable, self.key);
        }
        value
    }
}

/// What the environment has for a service, if one is named, or for all; or else the profile, likewise. Blank is as not
/// set.
///
/// `EnvConfigValue` of `aws-runtime` would do, but logs what it finds: tokens, and passwords in URLs.
fn look_up(
    env: &Env,
    profiles: Option<&EnvConfigSections>,
    variable: &str,
    key: &str,
    service: Option<&str>,
) -> Option<(String, Origin)> {
    let set = |value: &str| Some(value.trim().to_owned()).filter(|value| !value.is_empty());
    let own = service.map(|id| format!("{variable}_{}", id.to_uppercase().replace(' ', "_")));
    let mut variables = own.as_deref().into_iter().chain([variable]);
    if let Some(value) = variables.find_map(|variable| set(&env.get(variable).ok()?)) {
        return Some((value, Origin::shared_environment_variable()));
    }
    let profiles = profiles?;
    let own = service.and_then(|id| set(of_service(profiles, id, key)?));
    own.or_else(|| set(profiles.get(key)?)).map(|value| (value, Origin::shared_profile_file()))
}

/// What the section `services` that the profile names has for one of them.
fn of_service<'a>(profiles: &'a EnvConfigSections, id: &str, key: &str) -> Option<&'a str> {
    let section = PropertiesKey::builder().section_key("services").section_name(profiles.get("services")?);
    let property = section.property_name(id.to_lowercase().replace(' ', "-")).sub_property_name(key).build().ok()?;
    profiles.other_sections().get(&property).map(String::as_str)
}

fn boolean(text: &str) -> Option<bool> {
    [true, false].into_iter().find(|known| text.eq_ignore_ascii_case(&known.to_string()))
}

fn schemes(text: &str) -> Option<AuthSchemePreference> {
    let name = |scheme: &str| {
        let name = scheme.trim().rsplit('#').next().filter(|name| !name.is_empty())?;
        Some(AuthSchemeId::from(Cow::Owned(name.to_owned())))
    };
    text.split(',').map(name).collect::<Option<Vec<_>>>().map(AuthSchemePreference::from)
}

fn regions(text: &str) -> Option<SigningRegionSet> {
    let regions = text.split(',').map(str::trim).filter(|region| !region.is_empty());
    Some(regions.collect::<SigningRegionSet>()).filter(|regions| !regions.as_ref().is_empty())
}

fn retries(surroundings: &Surroundings) -> RetryConfig {
    let of = |variable, key| Setting { surroundings, variable, key };
    let attempts = of("AWS_MAX_ATTEMPTS", "max_attempts").read(|it| it.parse().ok().filter(|attempts| *attempts > 0));
    let mode = of("AWS_RETRY_MODE", "retry_mode").read(|mode| mode.parse::<RetryMode>().ok());
    let retries = RetryConfig::standard();
    let retries = attempts.map_or(retries.clone(), |attempts| retries.with_max_attempts(attempts));
    let retries = mode.map_or(retries.clone(), |mode| retries.with_retry_mode(mode));
    let is_new = surroundings.text("AWS_NEW_RETRIES_2026").is_some_and(|new| new.eq_ignore_ascii_case("true"));
    if is_new { retries.with_retry_spec(RetrySpec::v2_1()) } else { retries }
}

/// The endpoint of all services, and what the endpoints of single ones are looked up in.
fn endpoints(surroundings: &Surroundings, to: &mut Builder) {
    let of = |variable, key| Setting { surroundings, variable, key };
    let ignored = of("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "ignore_configured_endpoint_urls").read(boolean);
    let ignored = ignored.unwrap_or_default();
    if !ignored && let Some((url, origin)) = of(ENDPOINT_URL, "endpoint_url").load() {
        to.set_endpoint_url(Some(without_user(url)));
        to.insert_origin("endpoint_url", origin);
    }
    let (env, profiles) = (surroundings.env.clone(), surroundings.profiles().cloned().unwrap_or_default());
    to.set_service_config(Some(OfServices { env, profiles, ignored }));
}

const ENDPOINT_URL: &str = "AWS_ENDPOINT_URL";

/// Settings of single services.
struct OfServices {
    env: Env,
    profiles: EnvConfigSections,
    ignored: bool,
}

impl LoadServiceConfig for OfServices {
    fn load_config(&self, key: ServiceConfigKey<'_>) -> Option<String> {
        if self.ignored && key.env() == ENDPOINT_URL {
            return None;
        }
        let found = look_up(&self.env, Some(&self.profiles), key.env(), key.profile(), Some(key.service_id()));
        found.map(|(value, _)| value)
    }
}

/// Without what it holds: profiles have secrets.
impl fmt::Debug for OfServices {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OfServices").finish_non_exhaustive()
    }
}
