use farrier_runtime::endpoint::{
    Endpoint, EndpointError, Param, ParamDefault, Params, at, fail, functions,
};
/// What the rules of this service are evaluated with.
pub(crate) static PARAMS: &[Param] = &[
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
        name: "Strange",
        built_in: None,
        required: false,
        default: None,
    },
    Param {
        name: "Region",
        built_in: None,
        required: true,
        default: Some(ParamDefault::String("eu")),
    },
];
/// The endpoint for these parameters, which must have the defaults of [`PARAMS`].
pub(crate) fn resolve(params: &Params) -> Result<Endpoint, EndpointError> {
    let bucket = params.string("Bucket");
    let endpoint = params.string("Endpoint");
    let strange = params.boolean("Strange");
    if let Some(bucket) = bucket {
        let value: &str = &format!("{bucket}-x");
        if bucket == value {
            return at("https://a.example.com");
        }
    }
    if let Some(bucket) = bucket && format!("{bucket}-x") == bucket {
        return at("https://b.example.com");
    }
    if strange == Some(false) && let Some(bucket) = bucket {
        return at(format!("https://{bucket}.d.example.com"));
    }
    if let Some(value_2) = bucket.or(endpoint) && let Some(bucket) = bucket
        && value_2 == bucket && strange == Some(true)
    {
        return at("https://e.example.com");
    }
    if let Some(bucket) = bucket {
        let value_3: &str = &format!("{bucket}-x");
        if bucket == value_3 {
            return at("https://f.example.com");
        }
    }
    if let Some(bucket) = bucket && bucket == format!("{bucket}-x") {
        return at("https://g.example.com");
    }
    if let Some(bucket) = bucket && let Some(strange) = strange
        && strange == functions::is_valid_host_label(bucket, strange)
        && let Some(chosen) = if strange { Some(bucket) } else { endpoint }
    {
        return at(format!("https://{chosen}.h.example.com"));
    }
    if let Some(endpoint) = endpoint {
        let value_4: &str = &format!("{endpoint}{endpoint}");
        if let Some(start) = functions::substring(value_4, 0, 2, false)
            && endpoint == format!("{start}{endpoint}")
        {
            return at(format!("https://{start}.i.example.com"));
        }
    }
    fail("none")
}
