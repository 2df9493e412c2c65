//! The built-in functions. Each is null for arguments it is not made for.

use super::budget::Budget;
use super::eval::{self, equal, number, order, value_of};
use super::expr::{Arg, Args, Expr};
use crate::codec::json;
use aws_smithy_types::Document;
use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::HashMap;

fn value<'a>(args: &'a Args<'_>, index: usize) -> Option<&'a Document> {
    match args.values.get(index)? {
        Arg::Value(value) => Some(value),
        Arg::Expr(_) => None,
    }
}

fn expr(args: &Args<'_>, index: usize) -> Option<&'static Expr> {
    match args.values.get(index)? {
        Arg::Value(_) => None,
        Arg::Expr(expr) => Some(expr),
    }
}

fn text<'a>(args: &'a Args<'_>, index: usize) -> Option<&'a str> {
    value(args, index)?.as_string()
}

fn list<'a>(args: &'a Args<'_>, index: usize) -> Option<&'a [Document]> {
    value(args, index)?.as_array().map(Vec::as_slice)
}

fn double(args: &Args<'_>, index: usize) -> Option<f64> {
    value(args, index)?.as_number().map(|number| number.to_f64_lossy())
}

fn numbers(args: &Args<'_>) -> Option<Vec<f64>> {
    list(args, 0)?.iter().map(|value| value.as_number().map(|number| number.to_f64_lossy())).collect()
}

/// `abs(number)`
pub fn abs(args: &Args<'_>) -> Option<Document> {
    Some(number(double(args, 0)?.abs()))
}

/// `avg(numbers)`; null if there is none.
pub fn avg(args: &Args<'_>) -> Option<Document> {
    let numbers = numbers(args)?;
    let count = numbers.len() as f64;
    (count > 0.0).then(|| number(numbers.iter().sum::<f64>() / count))
}

/// `ceil(number)`
pub fn ceil(args: &Args<'_>) -> Option<Document> {
    Some(number(double(args, 0)?.ceil()))
}

/// `contains(list or string, search)`
pub fn contains(args: &Args<'_>) -> Option<Document> {
    let wanted = value(args, 1)?;
    Some(match value(args, 0)? {
        Document::Array(list) => list.iter().any(|value| equal(value, wanted)).into(),
        Document::String(text) => wanted.as_string().is_some_and(|wanted| text.contains(wanted)).into(),
        _ => return None,
    })
}

/// `ends_with(string, suffix)`
pub fn ends_with(args: &Args<'_>) -> Option<Document> {
    Some(text(args, 0)?.ends_with(text(args, 1)?).into())
}

/// `floor(number)`
pub fn floor(args: &Args<'_>) -> Option<Document> {
    Some(number(double(args, 0)?.floor()))
}

/// `join(glue, strings)`
pub fn join(args: &Args<'_>) -> Option<Document> {
    let (glue, strings) = (text(args, 0)?, list(args, 1)?);
    let length = glue.len().saturating_mul(strings.len());
    let strings: Option<Vec<&str>> = strings.iter().map(Document::as_string).collect();
    let strings = strings?;
    args.budget.spend(length).then(|| strings.join(glue).into())
}

/// `keys(object)`
pub fn keys(args: &Args<'_>) -> Option<Document> {
    let keys = eval::keys(value(args, 0)?.as_object()?);
    Some(keys.into_iter().map(|key| key.as_str().into()).collect::<Vec<Document>>().into())
}

/// `length(string, list or object)`; that of a string in characters.
pub fn length(args: &Args<'_>) -> Option<Document> {
    let length = match value(args, 0)? {
        Document::String(text) => text.chars().count(),
        Document::Array(list) => list.len(),
        Document::Object(object) => object.len(),
        _ => return None,
    };
    Some(number(length as f64))
}

/// `map(&expression, list)`
pub fn map(args: &Args<'_>) -> Option<Document> {
    let each = expr(args, 0)?;
    Some(list(args, 1)?.iter().map(|value| value_of(each, value, args.budget)).collect::<Vec<_>>().into())
}

/// `max(numbers or strings)`
pub fn max(args: &Args<'_>) -> Option<Document> {
    Some(ordered(list(args, 0)?, None, args.budget)?.pop()?.0.clone())
}

/// `max_by(list, &expression)`
pub fn max_by(args: &Args<'_>) -> Option<Document> {
    let mut list = ordered(list(args, 0)?, Some(expr(args, 1)?), args.budget)?;
    // The first of the greatest.
    let greatest = list.pop()?;
    let first = list.into_iter().find(|(_, key)| equal(key, &greatest.1));
    Some(first.unwrap_or(greatest).0.clone())
}

/// `merge(objects...)`; of equal keys the last is kept.
pub fn merge(args: &Args<'_>) -> Option<Document> {
    let mut merged = HashMap::new();
    for index in 0..args.values.len() {
        merged.extend(value(args, index)?.as_object()?.clone());
    }
    Some(merged.into())
}

/// `min(numbers or strings)`
pub fn min(args: &Args<'_>) -> Option<Document> {
    Some(ordered(list(args, 0)?, None, args.budget)?.first()?.0.clone())
}

/// `min_by(list, &expression)`
pub fn min_by(args: &Args<'_>) -> Option<Document> {
    Some(ordered(list(args, 0)?, Some(expr(args, 1)?), args.budget)?.first()?.0.clone())
}

/// `not_null(values...)`: the first that is not.
pub fn not_null(args: &Args<'_>) -> Option<Document> {
    (0..args.values.len()).filter_map(|index| value(args, index)).find(|value| !value.is_null()).cloned()
}

/// `reverse(list or string)`
pub fn reverse(args: &Args<'_>) -> Option<Document> {
    Some(match value(args, 0)? {
        Document::String(text) => text.chars().rev().collect::<String>().into(),
        Document::Array(list) => list.iter().rev().cloned().collect::<Vec<_>>().into(),
        _ => return None,
    })
}

/// `sort(numbers or strings)`
pub fn sort(args: &Args<'_>) -> Option<Document> {
    Some(values_of(ordered(list(args, 0)?, None, args.budget)?))
}

/// `sort_by(list, &expression)`
pub fn sort_by(args: &Args<'_>) -> Option<Document> {
    Some(values_of(ordered(list(args, 0)?, Some(expr(args, 1)?), args.budget)?))
}

/// `starts_with(string, prefix)`
pub fn starts_with(args: &Args<'_>) -> Option<Document> {
    Some(text(args, 0)?.starts_with(text(args, 1)?).into())
}

/// `sum(numbers)`
pub fn sum(args: &Args<'_>) -> Option<Document> {
    Some(number(numbers(args)?.iter().sum()))
}

/// `to_array(value)`
pub fn to_array(args: &Args<'_>) -> Option<Document> {
    Some(match value(args, 0)? {
        Document::Array(list) => list.clone().into(),
        value => vec![value.clone()].into(),
    })
}

/// `to_number(number or string)`
pub fn to_number(args: &Args<'_>) -> Option<Document> {
    let parsed = match value(args, 0)? {
        Document::String(text) => crate::protocol::parse_document(text).ok()?,
        value => value.clone(),
    };
    parsed.is_number().then_some(parsed)
}

/// `to_string(value)`: a string as it is, anything else as JSON.
pub fn to_string(args: &Args<'_>) -> Option<Document> {
    match value(args, 0)? {
        Document::String(text) => Some(text.clone().into()),
        value => {
            let mut json = json::Writer::new();
            json.document(value);
            String::from_utf8(json.finish()).ok().map(Document::from)
        }
    }
}

/// `type(value)`
pub fn r#type(args: &Args<'_>) -> Option<Document> {
    Some(Document::from(match value(args, 0)? {
        Document::Null => "null",
        Document::Bool(_) => "boolean",
        Document::Number(_) => "number",
        Document::String(_) => "string",
        Document::Array(_) => "array",
        Document::Object(_) => "object",
    }))
}

/// `values(object)`
pub fn values(args: &Args<'_>) -> Option<Document> {
    Some(eval::values(value(args, 0)?.as_object()?).cloned().collect::<Vec<_>>().into())
}

/// Elements of a list with what orders them.
type Ordered<'a> = Vec<(&'a Document, Cow<'a, Document>)>;

/// The list in the order of its keys, which must all be numbers or all be strings.
fn ordered<'a>(list: &'a [Document], key: Option<&Expr>, budget: &Budget) -> Option<Ordered<'a>> {
    let keyed = |value| (value, key.map_or(Cow::Borrowed(value), |key| eval::eval(key, value, budget)));
    let mut list: Vec<_> = list.iter().map(keyed).collect();
    if let Some((_, first)) = list.first()
        && list.iter().any(|(_, key)| order(first, key).is_none())
    {
        return None;
    }
    list.sort_by(|(_, left), (_, right)| order(left, right).unwrap_or(Ordering::Equal));
    Some(list)
}

fn values_of(list: Ordered<'_>) -> Document {
    list.into_iter().map(|(value, _)| value.clone()).collect::<Vec<_>>().into()
}
