use farrier_runtime::endpoint::{
    Endpoint, EndpointBuilder, EndpointError, Param, ParamDefault, Params, at, functions,
};
/// What the rules of this service are evaluated with.
pub(crate) static PARAMS: &[Param] = &[
    Param {
        name: "Region",
        built_in: None,
        required: true,
        default: Some(
            ParamDefault::String(
                "arn:aws:s3:eu-west-1:123456789012:accesspoint:mine/deep",
            ),
        ),
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
    let endpoint = params.string("Endpoint");
    if region == "http://127.0.0.1:8080" && let Some(endpoint) = endpoint
        && let Some(value0) = functions::substring(endpoint, 2, 3, true)
        && functions::parse_arn(".").is_some()
    {
        if functions::is_virtual_hostable_s3_bucket("http://127.0.0.1:8080", true) {
            return EndpointBuilder::url(format!("{value0}/b/b"))
                .header("x-a", format!("{value0}-a{region}-a"))
                .header("x-a", "b")
                .header("x-c", "x{y}/b")
                .build();
        }
        return at("x{y}-a");
    }
    Err(EndpointError::exhausted())
}
