//! `smithy.rules#endpointTests`, which was checked: the cases, with the names of their tests.

use crate::endpoint::ir::{Expr, ParameterValue, Piece, Property};
use crate::endpoint::test_case::{ExpectedEndpoint, TestCase, TestInput};
use heck::ToSnakeCase;
use smithy_json_ast::traits::{self, EndpointInput, EndpointTest, PropertyValue};

pub(crate) fn test_cases(cases: &[EndpointTest<'_>]) -> Vec<TestCase> {
    cases.iter().enumerate().map(|(index, case)| test_case(index, case)).collect()
}

fn test_case(index: usize, case: &EndpointTest<'_>) -> TestCase {
    let words: String = case.documentation.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' }).collect();
    let words: String = words.to_snake_case().chars().take(80).collect();
    TestCase {
        name: format!("case_{:03}_{}", index + 1, words.trim_matches('_')),
        params: params(&case.params),
        inputs: case.inputs.iter().map(input).collect(),
        expected: case.expect.as_ref().map(expected).map_err(|message| (*message).to_owned()),
    }
}

fn expected(endpoint: &traits::ExpectedEndpoint<'_>) -> ExpectedEndpoint {
    let owned = |(name, values): &(&str, Vec<&str>)| ((*name).to_owned(), texts(values));
    ExpectedEndpoint {
        url: endpoint.url.to_owned(),
        headers: endpoint.headers.iter().map(owned).collect(),
        properties: object(&endpoint.properties),
    }
}

fn input(input: &EndpointInput<'_>) -> TestInput {
    TestInput {
        operation: input.operation.to_owned(),
        members: input.members.clone(),
        built_ins: params(&input.built_ins),
        client_params: params(&input.client_params),
    }
}

fn params(params: &[(&str, traits::ParameterValue<'_>)]) -> Vec<(String, ParameterValue)> {
    params.iter().map(|(name, value)| ((*name).to_owned(), param(value))).collect()
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

fn object(properties: &[(&str, PropertyValue<'_>)]) -> Property {
    Property::Object(properties.iter().map(|(name, value)| ((*name).to_owned(), property(value))).collect())
}

fn property(value: &PropertyValue<'_>) -> Property {
    match value {
        PropertyValue::Null => Property::Null,
        PropertyValue::Boolean(value) => Property::Boolean(*value),
        PropertyValue::Integer(number) => Property::Integer(*number),
        PropertyValue::String(text) => Property::String(Expr::Template(vec![Piece::Text((*text).to_owned())])),
        PropertyValue::List(values) => Property::List(values.iter().map(property).collect()),
        PropertyValue::Object(properties) => object(properties),
    }
}
