use farrier_runtime::endpoint::{
    Endpoint, EndpointError, Param, ParamDefault, Params, at, functions,
};
/// What the rules of this service are evaluated with.
pub(crate) static PARAMS: &[Param] = &[
    Param {
        name: "Region",
        built_in: None,
        required: true,
        default: Some(ParamDefault::String("us-east-1")),
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
    let names = params.string_array("Names");
    let value0: &str = &functions::uri_encode("https://-a-a");
    if let Some(value1) = functions::parse_url("http://127.0.0.1:8080")
        && names.is_some()
    {
        let value: &str = &format!("https://{region}/b{value0}.");
        let value_2: &str = &functions::uri_encode(value);
        if functions::parse_arn(value_2).is_some()
            && let Some(value_3) = endpoint.or(bucket)
            && functions::parse_url(value_3).is_some() && endpoint.is_some()
        {
            return at(format!("{}-a", value1.normalized_path()));
        }
        let value4 = "a";
        return at(format!("https://-a{value4}/b"));
    }
    at("https://...")
}
