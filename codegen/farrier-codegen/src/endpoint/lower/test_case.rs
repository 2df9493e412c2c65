//! `smithy.rules#endpointTests`, which was checked: the cases, with the names of their tests.

use crate::endpoint::ir::{Expr, ParameterValue, Piece, Property};
use crate::endpoint::test_case::{ExpectedEndpoint, TestCase};
use heck::ToSnakeCase;
use serde_json::Value;
use smithy_json_ast::traits::{self, EndpointTest};

pub(crate) fn test_cases(cases: &[EndpointTest<'_>]) -> Vec<TestCase> {
    cases.iter().enumerate().map(|(index, case)| test_case(index, case)).collect()
}

fn test_case(index: usize, case: &EndpointTest<'_>) -> TestCase {
    let words: String = case.documentation.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' }).collect();
    let words: String = words.to_snake_case().chars().take(80).collect();
    TestCase {
        name: format!("case_{:03}_{}", index + 1, words.trim_matches('_')),
        params: case.params.iter().map(|(name, value)| ((*name).to_owned(), param(value))).collect(),
        expected: case.expect.as_ref().map(expected).map_err(|message| (*message).to_owned()),
    }
}

fn expected(endpoint: &traits::ExpectedEndpoint<'_>) -> ExpectedEndpoint {
    let owned = |(name, values): &(&str, Vec<&str>)| ((*name).to_owned(), texts(values));
    let properties = endpoint.properties.into_iter().flatten();
    let properties = properties.filter_map(|(name, value)| Some((name.clone(), property(value)?)));
    ExpectedEndpoint {
        url: endpoint.url.to_owned(),
        headers: endpoint.headers.iter().map(owned).collect(),
        properties: Property::Object(properties.collect()),
    }
}

fn param(value: &traits::ParameterValue<'_>) -> ParameterValue {
    match value {
        traits::ParameterValue::String(value) => ParameterValue::String((*value).to_owned()),
        traits::ParameterValue::Boolean(value) => ParameterValue::Boolean(*value),
        traits::ParameterValue::StringArray(values) => ParameterValue::StringArray(texts(values)),
    }
}

fn texts(values: &[&str]) -> Vec<String> {
    values.iter().map(|value| (*value).to_owned()).collect()
}

fn property(value: &Value) -> Option<Property> {
    Some(match value {
        Value::Null => Property::Null,
        Value::Bool(value) => Property::Boolean(*value),
        Value::Number(value) => Property::Integer(value.as_i64()?),
        Value::String(value) => Property::String(Expr::Template(vec![Piece::Text(value.clone())])),
        Value::Array(values) => Property::List(values.iter().map(property).collect::<Option<_>>()?),
        Value::Object(members) => {
            let members = members.iter().map(|(name, value)| Some((name.clone(), property(value)?)));
            Property::Object(members.collect::<Option<_>>()?)
        }
    })
}
