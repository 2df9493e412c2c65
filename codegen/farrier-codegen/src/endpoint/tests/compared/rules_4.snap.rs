use farrier_runtime::endpoint::{
    Document, Endpoint, EndpointBuilder, EndpointError, Param, ParamDefault, Params, at,
    fail, functions, object,
};
/// What the rules of this service are evaluated with.
pub(crate) static PARAMS: &[Param] = &[
    Param {
        name: "Region",
        built_in: None,
        required: true,
        default: Some(ParamDefault::String("a")),
    },
    Param {
        name: "Bucket",
        built_in: None,
        required: false,
        default: None,
    },
    Param {
        name: "Endpoint",
        built_in: None,
        required: false,
        default: None,
    },
    Param {
        name: "Fips",
        built_in: None,
        required: true,
        default: Some(ParamDefault::Boolean(false)),
    },
    Param {
        name: "Strange",
        built_in: None,
        required: false,
        default: None,
    },
    Param {
        name: "Names",
        built_in: None,
        required: false,
        default: None,
    },
];
/// The endpoint for these parameters, which must have the defaults of [`PARAMS`].
pub(crate) fn resolve(params: &Params) -> Result<Endpoint, EndpointError> {
    let region = params.required_string("Region")?;
    let bucket = params.string("Bucket");
    let endpoint = params.string("Endpoint");
    let fips = params.required_boolean("Fips")?;
    let strange = params.boolean("Strange");
    if let Some(endpoint) = endpoint {
        return at(format!("x{{y}}{endpoint}/b{region}"));
    }
    if let Some(bucket) = bucket
        && let Some(value2) = functions::substring(region, 1, 3, false)
        && let Some(value3) = functions::substring("x{y}-a/b", 0, 4, false)
    {
        if fips && strange.is_some() {
            return EndpointBuilder::url("https://-a")
                .header("x-a", "/b")
                .header("x-a", "b")
                .header("x-c", format!("x{{y}}{value2}.."))
                .build();
        }
        if functions::parse_arn(endpoint.unwrap_or(bucket)).is_some() {
            return fail(format!("https:///b{region}-a"));
        }
        if let Some(value5) = functions::substring("a", 0, 3, true) {
            let value6 = functions::partition("my-bucket");
            let value: &str = &format!(
                "https://.{}-a{bucket}/b",
                value6.implicit_global_region(),
            );
            if let Some(value7) = functions::substring(value, 1, 5, true) {
                let value_2: &str = &format!(
                    "x{{y}}{value7}{}/b/b",
                    value6.dns_suffix(),
                );
                let value8: &str = &functions::uri_encode(value_2);
                if let Some(value9) = functions::parse_arn("-a") {
                    if value3 == bucket && value6.supports_fips() {
                        return EndpointBuilder::url(format!("{}-a", value9.service()))
                            .header("x-a", "x{y}/b")
                            .header("x-a", "b")
                            .header("x-c", format!("{value8}.{value2}/b"))
                            .build();
                    }
                    return Err(EndpointError::exhausted());
                }
                if let Some(value_3) = functions::substring(value5, 1, 4, false)
                    && let Some(value12) = functions::parse_arn(value_3)
                {
                    let value_5: &str = &format!("https://{}-a{region}", value6.name());
                    if let Some(value14) = functions::substring(value_5, 2, 6, true) {
                        let value_6: &str = &format!(
                            "{}{}-a",
                            value12.service(),
                            value6.dual_stack_dns_suffix(),
                        );
                        if functions::parse_url(value_6).is_some() {
                            return EndpointBuilder::url(
                                    format!(
                                        "https://{}-a{}/b",
                                        value12.account_id(),
                                        value6.dual_stack_dns_suffix(),
                                    ),
                                )
                                .header(
                                    "x-a",
                                    format!("{}.{bucket}", value6.dual_stack_dns_suffix()),
                                )
                                .header("x-a", "b")
                                .header("x-c", format!("https://{value14}.{value14}-a"))
                                .build();
                        }
                    }
                    return Err(EndpointError::exhausted());
                }
                return at(format!("{}.", value6.dns_suffix()));
            }
        }
        return EndpointBuilder::url(format!("https://{value2}"))
            .property("other", "x{y}.")
            .property("flag", true)
            .auth_scheme(
                "sigv4",
                [
                    ("signingRegion", "x{y}.".into()),
                    ("deep", vec![Document::Null, object([("a", 1i64.into())])].into()),
                ],
            )
            .build();
    }
    if let Some(value_9) = functions::substring("http://127.0.0.1:8080", 2, 5, true) {
        let value17 = functions::partition(value_9);
        return EndpointBuilder::url("x{y}/b")
            .header("x-a", format!(".{region}-a{}", value17.implicit_global_region()))
            .header("x-a", "b")
            .header("x-c", "https://-a-a")
            .property("other", "x{y}-a/b")
            .property("flag", true)
            .auth_scheme(
                "sigv4",
                [
                    (
                        "signingRegion",
                        format!(
                            "{}-a{}",
                            value17.name(),
                            value17.dual_stack_dns_suffix(),
                        )
                            .into(),
                    ),
                    ("deep", vec![Document::Null, object([("a", 1i64.into())])].into()),
                ],
            )
            .build();
    }
    EndpointBuilder::url(format!("https://{region}-a"))
        .header("x-a", format!("x{{y}}-a{region}.-a"))
        .header("x-a", "b")
        .header("x-c", "-a")
        .property("other", region)
        .property("flag", true)
        .auth_scheme(
            "sigv4",
            [
                ("signingRegion", format!("x{{y}}{region}/b").into()),
                ("deep", vec![Document::Null, object([("a", 1i64.into())])].into()),
            ],
        )
        .build()
}
