use farrier_runtime::endpoint::{
    Endpoint, EndpointError, Param, ParamDefault, Params, at, functions,
};
/// What the rules of this service are evaluated with.
pub(crate) static PARAMS: &[Param] = &[
    Param {
        name: "Region",
        built_in: None,
        required: true,
        default: Some(ParamDefault::String("é b/c%")),
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
    if let Some(value0) = functions::parse_url(region) && bucket.is_none() {
        let value: &str = &format!("https://{}/b{region}.", value0.path());
        let value_2: &str = &functions::uri_encode(value);
        let value1 = functions::partition(value_2);
        return at(format!("/b{}..", value1.name()));
    }
    Err(EndpointError::exhausted())
}
