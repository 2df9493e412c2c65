use super::budget::{Budget, TooMuch};
use super::expr::{Arg, Args, Comparator, Expr};
use aws_smithy_types::{Document, Number};
use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::HashMap;

/// The value of an expression for a document.
///
/// # Errors
/// What it makes on the way is more than is reasonable.
pub fn search(expr: &Expr, data: &Document) -> Result<Document, TooMuch> {
    let budget = Budget::of(data);
    let value = value_of(expr, data, &budget);
    budget.check(value)
}

/// The value of an expression for a document, as one of its own.
pub(super) fn value_of(expr: &Expr, data: &Document, budget: &Budget) -> Document {
    budget.own(eval(expr, data, budget))
}

const NULL: Cow<'static, Document> = Cow::Owned(Document::Null);

pub(super) fn eval<'a>(expr: &Expr, data: &'a Document, budget: &Budget) -> Cow<'a, Document> {
    if !budget.step() {
        return NULL;
    }
    let all = |items: &[Expr]| items.iter().map(|item| value_of(item, data, budget)).collect::<Vec<_>>();
    match *expr {
        Expr::Path(names) => borrowed(names.iter().try_fold(data, |value, name| value.as_object()?.get(*name))),
        Expr::Index(index) => borrowed(item(data, index)),
        Expr::Slice(start, stop, step) => {
            owned(data.as_array().map(|list| copies(slice(list, start, stop, step), budget)))
        }
        Expr::Pipe(steps) => steps.iter().fold(Cow::Borrowed(data), |value, step| match value {
            Cow::Borrowed(value) => eval(step, value, budget),
            Cow::Owned(value) => Cow::Owned(value_of(step, &value, budget)),
        }),
        Expr::Values => owned(data.as_object().map(|object| copies(values(object), budget))),
        Expr::Flatten => owned(data.as_array().map(|list| copies(flatten(list), budget))),
        Expr::Each(each) => owned(data.as_array().map(|list| {
            let values = list.iter().map(|value| value_of(each, value, budget));
            values.filter(|value| !value.is_null()).collect::<Vec<_>>()
        })),
        Expr::If([condition, then]) => {
            if is_true(&eval(condition, data, budget)) {
                eval(then, data, budget)
            } else {
                NULL
            }
        }
        Expr::List(_) | Expr::Hash(_) if data.is_null() => NULL,
        Expr::List(items) => owned(Some(all(items))),
        Expr::Hash(entries) => {
            let entry = |(name, value): &(&str, Expr)| {
                budget.spend(name.len()).then(|| ((*name).to_owned(), value_of(value, data, budget)))
            };
            owned(entries.iter().map(entry).collect::<Option<HashMap<_, _>>>())
        }
        Expr::All(operands) => first_or_last(operands, data, budget, |value| !is_true(value)),
        Expr::Any(operands) => first_or_last(operands, data, budget, is_true),
        Expr::Not(operand) => owned(Some(!is_true(&eval(operand, data, budget)))),
        Expr::Compare(comparator, [left, right]) => {
            owned(compare(comparator, &eval(left, data, budget), &eval(right, data, budget)))
        }
        Expr::Text(text) => Cow::Owned(budget.made(text.into())),
        Expr::Number(value) => Cow::Owned(number(value)),
        Expr::Boolean(value) => owned(Some(value)),
        // The generator writes nothing but JSON.
        Expr::Json(json) => Cow::Owned(budget.made(crate::protocol::parse_document(json).unwrap_or_default())),
        Expr::Call(function, args) => {
            let values: Vec<_> = args.iter().map(|arg| argument(arg, data, budget)).collect();
            Cow::Owned(budget.made(function(&Args { values: &values, budget }).unwrap_or_default()))
        }
        // Only functions know what to do with an expression.
        Expr::Ref(_) => NULL,
    }
}

fn argument<'a>(expr: &Expr, data: &'a Document, budget: &Budget) -> Arg<'a> {
    match expr {
        Expr::Ref(expr) => Arg::Expr(expr),
        value => Arg::Value(eval(value, data, budget)),
    }
}

fn borrowed(value: Option<&Document>) -> Cow<'_, Document> {
    value.map_or(NULL, Cow::Borrowed)
}

/// A value of which all that can be large is counted.
fn owned<'a>(value: Option<impl Into<Document>>) -> Cow<'a, Document> {
    value.map_or(NULL, |value| Cow::Owned(value.into()))
}

fn copies<'a>(values: impl IntoIterator<Item = &'a Document>, budget: &Budget) -> Vec<Document> {
    values.into_iter().map(|value| budget.copy(value)).collect()
}

/// The first operand that decides, or the last of them.
fn first_or_last<'a>(
    operands: &[Expr],
    data: &'a Document,
    budget: &Budget,
    decides: fn(&Document) -> bool,
) -> Cow<'a, Document> {
    let mut value = NULL;
    for operand in operands {
        value = eval(operand, data, budget);
        if decides(&value) {
            break;
        }
    }
    value
}

/// Neither false, null nor empty.
fn is_true(value: &Document) -> bool {
    match value {
        Document::Null => false,
        Document::Bool(value) => *value,
        Document::Number(_) => true,
        Document::String(text) => !text.is_empty(),
        Document::Array(list) => !list.is_empty(),
        Document::Object(object) => !object.is_empty(),
    }
}

fn item(data: &Document, index: i32) -> Option<&Document> {
    let list = data.as_array()?;
    let back = usize::try_from(index.unsigned_abs()).ok()?;
    list.get(if index < 0 { list.len().checked_sub(back)? } else { back })
}

/// The bounds are those of Python: counted from the end if negative, and cut to the list.
fn slice(list: &[Document], start: Option<i32>, stop: Option<i32>, step: i32) -> Vec<&Document> {
    let len = i64::try_from(list.len()).unwrap_or(i64::MAX);
    let (low, high) = if step < 0 { (-1, len - 1) } else { (0, len) };
    let bound = |bound: Option<i32>, otherwise: i64| {
        let bound = bound.map(|bound| i64::from(bound) + if bound < 0 { len } else { 0 });
        bound.map_or(otherwise, |bound| bound.clamp(low, high))
    };
    let (start, stop) =
        if step < 0 { (bound(start, high), bound(stop, low)) } else { (bound(start, low), bound(stop, high)) };
    let distance = if step < 0 { start - stop } else { stop - start };
    let every = usize::try_from(step.unsigned_abs()).unwrap_or(usize::MAX).max(1);
    (0..distance)
        .step_by(every)
        .filter_map(|offset| list.get(usize::try_from(if step < 0 { start - offset } else { start + offset }).ok()?))
        .collect()
}

fn flatten(list: &[Document]) -> impl Iterator<Item = &Document> {
    let lists = list.iter().map(|value| value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice));
    lists.flatten()
}

/// The keys of an object, sorted: an object has no order, and results should have one.
pub(super) fn keys(object: &HashMap<String, Document>) -> Vec<&String> {
    let mut keys: Vec<_> = object.keys().collect();
    keys.sort_unstable();
    keys
}

/// The values of an object, in the order of its keys.
pub(super) fn values(object: &HashMap<String, Document>) -> impl Iterator<Item = &Document> {
    keys(object).into_iter().filter_map(|key| object.get(key))
}

/// An integer if it is one.
pub(super) fn number(value: f64) -> Document {
    // The integers that are exact in a double.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    Document::Number(if value.fract() != 0.0 || value.abs() > EXACT {
        Number::Float(value)
    } else if value < 0.0 {
        Number::NegInt(value as i64)
    } else {
        Number::PosInt(value as u64)
    })
}

/// Numbers are doubles, as in the specification; `total_cmp` makes this an order, and the sum makes `-0` equal `0`.
fn order_numbers(left: Number, right: Number) -> Ordering {
    (left.to_f64_lossy() + 0.0).total_cmp(&(right.to_f64_lossy() + 0.0))
}

/// How two numbers or two strings are ordered; other values are not.
pub(super) fn order(left: &Document, right: &Document) -> Option<Ordering> {
    match (left, right) {
        (Document::Number(left), Document::Number(right)) => Some(order_numbers(*left, *right)),
        (Document::String(left), Document::String(right)) => Some(left.cmp(right)),
        _ => None,
    }
}

/// Whether two values are the same, whatever their numbers are stored as.
pub(super) fn equal(left: &Document, right: &Document) -> bool {
    match (left, right) {
        (Document::Number(left), Document::Number(right)) => order_numbers(*left, *right).is_eq(),
        (Document::Array(left), Document::Array(right)) => {
            left.len() == right.len() && left.iter().zip(right).all(|(left, right)| equal(left, right))
        }
        (Document::Object(left), Document::Object(right)) => {
            let same = |(key, left): (&String, _)| right.get(key).is_some_and(|right| equal(left, right));
            left.len() == right.len() && left.iter().all(same)
        }
        _ => left == right,
    }
}

fn compare(comparator: Comparator, left: &Document, right: &Document) -> Option<bool> {
    let ordered = |fits: fn(Ordering) -> bool| Some(fits(order_numbers(*left.as_number()?, *right.as_number()?)));
    match comparator {
        Comparator::Equal => Some(equal(left, right)),
        Comparator::NotEqual => Some(!equal(left, right)),
        Comparator::Less => ordered(Ordering::is_lt),
        Comparator::LessEqual => ordered(Ordering::is_le),
        Comparator::Greater => ordered(Ordering::is_gt),
        Comparator::GreaterEqual => ordered(Ordering::is_ge),
    }
}
