//! From the configuration shared by all services to that of a client.

use super::environment::Environment;
use super::settings::Settings;
use aws_types::sdk_config::SdkConfig;

impl From<&SdkConfig> for Settings {
    #[inline]
    fn from(shared: &SdkConfig) -> Self {
        let mut settings = Self::default();
        settings.set_region(shared.region().cloned());
        settings.set_use_fips(shared.use_fips());
        settings.set_use_dual_stack(shared.use_dual_stack());
        settings.set_account_id_endpoint_mode(shared.account_id_endpoint_mode().cloned());
        settings.set_credentials_provider(shared.credentials_provider());
        settings.set_token_provider(shared.token_provider());
        settings.set_sigv4a_signing_region_set(shared.sigv4a_signing_region_set().cloned());
        settings.set_auth_scheme_preference(shared.auth_scheme_preference().cloned());
        settings.set_disable_request_compression(shared.disable_request_compression());
        settings.set_request_min_compression_size_bytes(shared.request_min_compression_size_bytes());
        settings.set_request_checksum_calculation(shared.request_checksum_calculation());
        settings.set_response_checksum_validation(shared.response_checksum_validation());
        settings.set_retry_config(shared.retry_config().cloned());
        settings.set_timeout_config(shared.timeout_config().cloned());
        settings.set_sleep_impl(shared.sleep_impl());
        settings.set_http_client(shared.http_client());
        settings.set_time_source(shared.time_source());
        settings.set_behavior_version(shared.behavior_version());
        settings.set_disable_clock_skew_correction(shared.disable_clock_skew_correction());
        settings.set_app_name(shared.app_name().cloned());
        if let Some(config) = shared.stalled_stream_protection() {
            settings.set_stalled_stream_protection(Some(config));
        }
        if let Some(cache) = shared.identity_cache() {
            settings.set_identity_cache(cache);
        }
        for framework in shared.framework_metadata() {
            settings.push_framework_metadata(framework.clone());
        }
        let environment = Environment::new(shared);
        if !environment.unset.endpoint_url {
            settings.set_endpoint_url(shared.endpoint_url().map(str::to_owned));
        }
        settings.layer.store_put(environment);
        settings
    }
}
