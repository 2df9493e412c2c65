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
        default: Some(ParamDefault::String("192.168.5.4")),
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
        default: Some(ParamDefault::Boolean(true)),
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
    let names = params.string_array("Names");
    if let Some(value) = functions::substring("a--b--c", 2, 3, true)
        && let Some(value0) = functions::parse_arn(value) && fips
    {
        if region == "x{y}" {
            return fail(format!("https://-a{}.", value0.partition()));
        }
        let value1 = "a--b--c";
        return EndpointBuilder::url(format!("{region}.-a"))
            .header("x-a", format!("https://-a{}.{}", value0.region(), value0.service()))
            .header("x-a", "b")
            .header("x-c", format!("{value1}/b"))
            .property("other", format!("x{{y}}{region}."))
            .property("flag", true)
            .auth_scheme(
                "sigv4",
                [
                    ("signingRegion", ".".into()),
                    ("deep", vec![Document::Null, object([("a", 1i64.into())])].into()),
                ],
            )
            .build();
    }
    if functions::substring("a.b.c", 1, 4, false) == Some(region) {
        if let Some(value2) = functions::parse_arn("é b/c%") && fips
            && endpoint.or(endpoint).is_some()
        {
            return EndpointBuilder::url(format!("https://.{}-a", value2.partition()))
                .property("other", format!("x{{y}}{region}."))
                .property("flag", true)
                .auth_scheme(
                    "sigv4",
                    [
                        (
                            "signingRegion",
                            format!("https://{}-a", value2.account_id()).into(),
                        ),
                        (
                            "deep",
                            vec![Document::Null, object([("a", 1i64.into())])].into(),
                        ),
                    ],
                )
                .build();
        }
        if let Some(value4) = functions::parse_arn(region) && fips {
            if let Some(value5) = functions::parse_arn(region) {
                return EndpointBuilder::url("x{y}/b")
                    .header(
                        "x-a",
                        format!("{}-a{}-a/b", value5.partition(), value4.service()),
                    )
                    .header("x-a", "b")
                    .header("x-c", "https://-a")
                    .property("other", format!("https://{region}/b"))
                    .property("flag", true)
                    .auth_scheme(
                        "sigv4",
                        [
                            (
                                "signingRegion",
                                format!("https://{region}/b{}-a", value4.partition()).into(),
                            ),
                            (
                                "deep",
                                vec![Document::Null, object([("a", 1i64.into())])].into(),
                            ),
                        ],
                    )
                    .build();
            }
            if names.is_some() {
                if let Some(bucket) = bucket && strange.is_some()
                    && let Some(value_2) = functions::substring("us-east-1", 0, 1, false)
                {
                    let value6: &str = &functions::uri_encode(value_2);
                    return EndpointBuilder::url(format!("x{{y}}/b{value6}/b"))
                        .header("x-a", "x{y}.-a")
                        .header("x-a", "b")
                        .header("x-c", format!("x{{y}}{bucket}.-a"))
                        .property("other", format!("https://{}/b", value4.service()))
                        .property("flag", true)
                        .auth_scheme(
                            "sigv4",
                            [
                                ("signingRegion", format!("x{{y}}/b/b{bucket}-a").into()),
                                (
                                    "deep",
                                    vec![Document::Null, object([("a", 1i64.into())])].into(),
                                ),
                            ],
                        )
                        .build();
                }
                if let Some(value7) = if strange.is_some() {
                    endpoint
                } else {
                    Some(region)
                } {
                    let value8 = functions::partition(region);
                    if let Some(value_3) = functions::substring(
                        "https://.-a",
                        1,
                        4,
                        true,
                    ) && let Some(value9) = functions::parse_url(value_3)
                    {
                        return EndpointBuilder::url(
                                format!(
                                    "https://{}/b{}{}.",
                                    value9.normalized_path(),
                                    value4.service(),
                                    value8.name(),
                                ),
                            )
                            .header(
                                "x-a",
                                format!(
                                    "{}.{}.{}",
                                    value8.name(),
                                    value8.implicit_global_region(),
                                    value9.scheme(),
                                ),
                            )
                            .header("x-a", "b")
                            .header(
                                "x-c",
                                format!(
                                    "{value7}{}.{}-a",
                                    value8.dns_suffix(),
                                    value9.path(),
                                ),
                            )
                            .build();
                    }
                }
                if endpoint.is_some() {
                    return fail("/b");
                }
                return at(".");
            }
            let value_4: &str = &functions::uri_encode(region);
            if let Some(value10) = functions::parse_url(value_4) {
                if functions::parse_arn("a--b--c").is_some() {
                    return EndpointBuilder::url("-a/b")
                        .header("x-a", format!("x{{y}}{}.", value10.path()))
                        .header("x-a", "b")
                        .header("x-c", format!(".-a{}-a", value10.path()))
                        .build();
                }
                return at(format!("https://{region}."));
            }
            return at("https://..");
        }
        return Err(EndpointError::exhausted());
    }
    Err(EndpointError::exhausted())
}
