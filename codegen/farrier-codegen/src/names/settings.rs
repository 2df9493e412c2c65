//! Settings that a service has besides those of all services: client context parameters.

use super::rules::{module, snake, stem, suffix};
use super::taken::set;

/// Methods of all builders of configurations, and those of the standard library that a setting must not hide.
const METHODS: &str = "
    account_id_endpoint_mode allow_no_auth app_name apply_test_defaults apply_test_defaults_v2
    auth_scheme_preference auth_scheme_resolver aws_chunked_encoding_chunk_size bearer_token bearer_token_resolver behavior_version
    behavior_version_latest build
    capture_input_attributes clone credentials_provider default disable_clock_skew_correction disable_host_prefix
    disable_request_compression emit_input_attributes endpoint_resolver endpoint_url framework_metadata from
    http_client idempotency_token_provider identity_cache interceptor into invocation_id_generator new
    push_auth_scheme push_framework_metadata push_interceptor push_retry_classifier push_runtime_plugin region
    request_checksum_calculation request_min_compression_size_bytes response_checksum_validation
    response_max_body_size_bytes retry_classifier retry_config retry_partition
    runtime_plugin set_account_id_endpoint_mode set_allow_no_auth set_app_name set_auth_scheme_preference
    set_auth_scheme_resolver set_aws_chunked_encoding_chunk_size set_behavior_version set_credentials_provider set_disable_clock_skew_correction set_disable_host_prefix
    set_disable_request_compression set_endpoint_resolver set_endpoint_url set_http_client
    set_idempotency_token_provider set_identity_cache set_interceptors set_invocation_id_generator set_region
    set_request_checksum_calculation set_request_min_compression_size_bytes
    set_response_checksum_validation set_response_max_body_size_bytes set_retry_classifiers set_retry_config
    set_retry_partition set_sigv4a_signing_region_set set_sleep_impl set_stalled_stream_protection set_time_source
    set_timeout_config set_token_provider set_use_dual_stack set_use_fips sigv4a_signing_region_set sleep_impl
    stalled_stream_protection time_source timeout_config token_provider use_dual_stack use_fips with_test_defaults
    with_test_defaults_v2
";

/// The settings for these parameters, each name given out once. One that is taken is `name_value`.
pub(crate) fn settings<'a>(params: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut taken = set(METHODS.split_whitespace());
    let candidate = |name: &str, number: usize| {
        let stem = stem(name).trim_end_matches('_');
        match number {
            1 => name.to_owned(),
            2 => format!("{stem}_value"),
            _ => format!("{stem}_value{}", number - 1),
        }
    };
    let methods = |setting: &str| vec![stem(setting).to_owned(), format!("set_{}", suffix(setting))];
    params.map(|param| taken.pick(module(param), candidate, methods)).collect()
}

/// Whether all services have a setting that is called like this parameter.
pub(crate) fn is_setting(param: &str) -> bool {
    METHODS.split_whitespace().any(|method| method == snake(param))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn settings_and_their_methods_are_unique() {
        let table = [
            ("ForcePathStyle useArn", "force_path_style use_arn"),
            ("Region AppName SetRegion", "region_value app_name_value set_region_value2"),
            ("stage Stage SetStage", "stage stage_value set_stage_value2"),
            ("Type Build", "r#type build_value"),
            ("Self self SELF", "self_ self_value self_value2"),
        ];
        for (params, expected) in table {
            assert_eq!(settings(params.split(' ')).join(" "), expected, "{params}");
        }
        assert!(is_setting("Region") && is_setting("useFips") && !is_setting("Stage"));
    }

    /// A generator has no runtime: it knows the names by a list of its own, which is no other than that of the runtime.
    #[test]
    fn methods_are_those_of_the_runtime() {
        let declared: BTreeSet<&str> = farrier_runtime::config::Builder::METHODS.iter().copied().collect();
        let of_std = ["clone", "default", "from", "into"];
        let known: BTreeSet<&str> = METHODS.split_whitespace().filter(|name| !of_std.contains(name)).collect();
        assert_eq!(declared, known);
    }
}
