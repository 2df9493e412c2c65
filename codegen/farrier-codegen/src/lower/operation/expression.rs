//! What the JMESPath expressions of a model find in the shapes that they are evaluated on: a member that is not there
//! is null for ever, and nobody would see it.

use crate::jmespath::{self, Comparator, Expr, Parameter, Problem};
use crate::lower::context::Context;
use crate::lower::shape_facts::is_aggregate;
use serde_json::Value;
use smithy_json_ast::{Shape, ShapeKind, closest, did_you_mean};
use std::collections::BTreeMap;
use std::rc::Rc;

/// What is known of a value. Each may be null as well.
#[derive(Clone)]
pub(super) enum Found<'a> {
    Any,
    Null,
    Boolean,
    Number,
    Text,
    /// Shared, as are objects: an expression may say the same a thousand times.
    List(Rc<Found<'a>>),
    /// With what is at each key.
    Object(Rc<BTreeMap<String, Found<'a>>>),
    /// A list, map, structure or union of the model, which may contain itself.
    Shape(&'a Shape),
}

/// So many members are named where none is like the one that was looked for.
const MOST_NAMES: usize = 12;

impl<'a> Found<'a> {
    /// A value of a shape, as the runtime shows it to expressions.
    fn of(shape: &'a Shape) -> Self {
        match &shape.kind {
            ShapeKind::Boolean => Self::Boolean,
            ShapeKind::String | ShapeKind::Enum(_) | ShapeKind::Blob => Self::Text,
            ShapeKind::Document | ShapeKind::BigInteger | ShapeKind::BigDecimal => Self::Any,
            ShapeKind::List(_) | ShapeKind::Map { .. } => Self::Shape(shape),
            _ if is_aggregate(shape) => Self::Shape(shape),
            _ => Self::Number,
        }
    }

    /// An input or an output.
    pub(super) fn whole(shape: Option<&'a Shape>) -> Self {
        shape.map_or_else(|| Self::Object(Rc::default()), Self::of)
    }

    /// What it is called in a message.
    pub(super) fn describe(&self, cx: &Context<'a>) -> String {
        match self {
            Self::Any | Self::Null => "null".to_owned(),
            Self::Boolean => "a boolean".to_owned(),
            Self::Number => "a number".to_owned(),
            Self::Text => "a string".to_owned(),
            Self::Object(entries) if entries.is_empty() => "an empty structure".to_owned(),
            Self::Object(_) => "an object".to_owned(),
            Self::Shape(shape) if !matches!(shape.kind, ShapeKind::List(_)) => {
                format!("the {} {}", shape.type_name(), shape.id)
            }
            Self::List(_) | Self::Shape(_) => match self.items(cx) {
                Some(Self::Text) => "a list of strings".to_owned(),
                Some(Self::Number) => "a list of numbers".to_owned(),
                Some(Self::Boolean) => "a list of booleans".to_owned(),
                Some(Self::Shape(item)) => format!("a list of {}s", item.type_name()),
                _ => "a list".to_owned(),
            },
        }
    }

    /// The items, if it can be a list.
    pub(super) fn items(&self, cx: &Context<'a>) -> Option<Self> {
        match self {
            Self::Any | Self::Null => Some(Self::Any),
            Self::List(item) => Some((**item).clone()),
            Self::Shape(Shape { kind: ShapeKind::List(item), .. }) => Some(Self::of(cx.target(item))),
            _ => None,
        }
    }

    fn is_known(&self) -> bool {
        !matches!(self, Self::Any | Self::Null)
    }

    fn is_object(&self) -> bool {
        match self {
            Self::Shape(shape) => !matches!(shape.kind, ShapeKind::List(_)),
            other => matches!(other, Self::Object(_)),
        }
    }

    /// Whether a value can be what a function takes.
    fn can_be(&self, parameter: Parameter, cx: &Context<'a>) -> bool {
        !self.is_known()
            || match parameter {
                Parameter::Number => matches!(self, Self::Number),
                Parameter::Text => matches!(self, Self::Text),
                Parameter::List => self.items(cx).is_some(),
                Parameter::Object => self.is_object(),
                Parameter::TextOrList => matches!(self, Self::Text) || self.items(cx).is_some(),
                Parameter::TextListOrObject => {
                    matches!(self, Self::Text) || self.is_object() || self.items(cx).is_some()
                }
                Parameter::Expression | Parameter::Any => true,
            }
    }

    /// What a value is that may be either.
    fn or(self, other: Self, cx: &Context<'a>) -> Self {
        match (self, other) {
            (Self::Null, one) | (one, Self::Null) => one,
            (Self::Boolean, Self::Boolean) => Self::Boolean,
            (Self::Number, Self::Number) => Self::Number,
            (Self::Text, Self::Text) => Self::Text,
            (one, other) => match (one.items(cx), other.items(cx)) {
                // Lists of lists are told apart no further: they may contain themselves.
                (Some(a), Some(b)) if one.is_known() && other.is_known() => {
                    let is_deep = a.items(cx).is_some() || b.items(cx).is_some();
                    Self::List(Rc::new(if is_deep { Self::Any } else { a.or(b, cx) }))
                }
                _ => Self::Any,
            },
        }
    }
}

/// What an expression makes of a value.
///
/// # Errors
/// It looks for what is not there, or in what has nothing in it.
pub(super) fn find<'a>(cx: &Context<'a>, expr: &Expr, at: &Found<'a>) -> Result<Found<'a>, Problem> {
    let all = |items: &[Expr]| items.iter().map(|item| find(cx, item, at)).collect::<Result<Vec<_>, _>>();
    let either = |items: &[Expr]| {
        let first = Found::Null;
        all(items).map(|found| found.into_iter().fold(first, |one, other| one.or(other, cx)))
    };
    let list = |what: &str| items(cx, at, what);
    Ok(match expr {
        Expr::Path(names) => names.iter().try_fold(at.clone(), |at, name| member(cx, &at, name))?,
        Expr::Index(_) => list("an index")?,
        Expr::Slice(..) => Found::List(Rc::new(list("a slice")?)),
        Expr::Pipe(steps) => steps.iter().try_fold(at.clone(), |at, step| find(cx, step, &at))?,
        Expr::Values => Found::List(Rc::new(values(cx, at)?)),
        Expr::Flatten => {
            let item = list("`[]`")?;
            Found::List(Rc::new(item.items(cx).unwrap_or(item)))
        }
        Expr::Each(item) => Found::List(Rc::new(find(cx, item, &list("`[*]`")?)?)),
        Expr::If(parts) => {
            let [condition, then] = &**parts;
            find(cx, condition, at)?;
            find(cx, then, at)?
        }
        Expr::List(items) => Found::List(Rc::new(either(items)?)),
        Expr::Hash(entries) => {
            let entries = entries.iter().map(|(name, value)| Ok((name.clone(), find(cx, value, at)?)));
            Found::Object(Rc::new(entries.collect::<Result<_, Problem>>()?))
        }
        Expr::All(items) | Expr::Any(items) => either(items)?,
        Expr::Not(item) => find(cx, item, at).map(|_| Found::Boolean)?,
        Expr::Compare(comparator, sides) => compare(cx, *comparator, &all(&**sides)?)?,
        Expr::Literal(value) => literal(value),
        Expr::Call(name, args) => call(cx, name, args, at)?,
        // It is evaluated where its function says.
        Expr::Ref(_) => Found::Any,
    })
}

fn member<'a>(cx: &Context<'a>, at: &Found<'a>, name: &str) -> Result<Found<'a>, Problem> {
    let found = match at {
        Found::Any | Found::Null => Some(Found::Any),
        Found::Object(entries) => entries.get(name).cloned(),
        Found::Shape(Shape { kind: ShapeKind::Map { value, .. }, .. }) => Some(Found::of(cx.target(value))),
        Found::Shape(shape) if at.is_object() => shape.member(name).map(|member| Found::of(cx.target(member))),
        _ => None,
    };
    found.ok_or_else(|| {
        let names: Vec<&str> = match at {
            Found::Object(entries) => entries.keys().map(String::as_str).collect(),
            Found::Shape(shape) if at.is_object() => {
                shape.members().iter().map(|member| member.name.as_str()).collect()
            }
            _ => {
                let help = match at.items(cx) {
                    Some(_) => "put `[]`, `[*]` or `[0]` before it, for what is in the list",
                    None => "end the path before it",
                };
                let message = format!("`{name}` is looked for in {}, which has no members", at.describe(cx));
                return (message, help.to_owned());
            }
        };
        let help = match closest(name, names.iter().copied()) {
            Some(similar) => did_you_mean(similar),
            None if names.is_empty() => "name what is there".to_owned(),
            None => {
                let more = if names.len() > MOST_NAMES { " and more" } else { "" };
                format!("it has `{}`{more}", names.iter().take(MOST_NAMES).copied().collect::<Vec<_>>().join("`, `"))
            }
        };
        (format!("there is no `{name}` in {}", at.describe(cx)), help)
    })
}

/// The items of what has to be a list.
fn items<'a>(cx: &Context<'a>, at: &Found<'a>, what: &str) -> Result<Found<'a>, Problem> {
    at.items(cx).ok_or_else(|| {
        (format!("{what} is for lists, and there is {}", at.describe(cx)), "name a list before it".to_owned())
    })
}

/// Whatever is in an object.
fn values<'a>(cx: &Context<'a>, at: &Found<'a>) -> Result<Found<'a>, Problem> {
    match at {
        Found::Shape(Shape { kind: ShapeKind::Map { value, .. }, .. }) => Ok(Found::of(cx.target(value))),
        at if at.is_object() || !at.is_known() => Ok(Found::Any),
        _ => {
            let help = "a list has `[*]`".to_owned();
            Err((format!("`*` is for objects, and there is {}", at.describe(cx)), help))
        }
    }
}

fn compare<'a>(cx: &Context<'a>, comparator: Comparator, sides: &[Found<'a>]) -> Result<Found<'a>, Problem> {
    let [left, right] = sides else { return Ok(Found::Boolean) };
    let is_order = comparator.is_order();
    let are_numbers = sides.iter().all(|side| side.can_be(Parameter::Number, cx));
    let is_same = !left.is_known() || !right.is_known() || kind(cx, left) == kind(cx, right);
    if is_same && (are_numbers || !is_order) {
        return Ok(Found::Boolean);
    }
    let message = format!("{} is compared with {}", left.describe(cx), right.describe(cx));
    let help = if is_order { "`<` and `>` are for numbers" } else { "text is in quotes: 'text', and numbers in `1`" };
    Err((message, help.to_owned()))
}

/// What tells values apart that are never equal; booleans have none.
fn kind<'a>(cx: &Context<'a>, found: &Found<'a>) -> Option<Parameter> {
    let kinds = [Parameter::Number, Parameter::Text, Parameter::List, Parameter::Object];
    kinds.into_iter().find(|kind| found.can_be(*kind, cx))
}

fn literal<'a>(value: &Value) -> Found<'a> {
    match value {
        Value::Null => Found::Null,
        Value::Bool(_) => Found::Boolean,
        Value::Number(_) => Found::Number,
        Value::String(_) => Found::Text,
        Value::Array(_) => Found::List(Rc::new(Found::Any)),
        Value::Object(_) => Found::Any,
    }
}

fn call<'a>(cx: &Context<'a>, name: &str, args: &[Expr], at: &Found<'a>) -> Result<Found<'a>, Problem> {
    let found = args.iter().map(|arg| find(cx, arg, at)).collect::<Result<Vec<_>, _>>()?;
    let parameters = jmespath::function(name).map_or(&[][..], |function| function.parameters);
    for (number, (found, parameter)) in (1..).zip(found.iter().zip(parameters)) {
        if !found.can_be(*parameter, cx) {
            let message = format!("argument {number} of `{name}` is {}", found.describe(cx));
            return Err((message, format!("it has to be {}", parameter.describe())));
        }
    }
    // What an `&expression` finds in each item.
    let in_items = |list: Option<&Found<'a>>| match args
        .iter()
        .find_map(|arg| if let Expr::Ref(it) = arg { Some(it) } else { None })
    {
        Some(expr) => find(cx, expr, &list.and_then(|list| list.items(cx)).unwrap_or(Found::Any)),
        None => Ok(Found::Any),
    };
    let first = || found.first().cloned().unwrap_or(Found::Any);
    Ok(match name {
        "abs" | "avg" | "ceil" | "floor" | "length" | "sum" | "to_number" => Found::Number,
        "contains" | "ends_with" | "starts_with" => Found::Boolean,
        "join" | "to_string" | "type" => Found::Text,
        "keys" => Found::List(Rc::new(Found::Text)),
        "values" => Found::List(Rc::new(values(cx, &first())?)),
        "reverse" | "sort" => first(),
        "max" | "min" => first().items(cx).unwrap_or(Found::Any),
        "sort_by" => in_items(found.first()).map(|_| first())?,
        "max_by" | "min_by" => in_items(found.first()).map(|_| first().items(cx).unwrap_or(Found::Any))?,
        "map" => Found::List(Rc::new(in_items(found.get(1))?)),
        "not_null" => found.iter().cloned().fold(Found::Null, |one, other| one.or(other, cx)),
        _ => Found::Any,
    })
}
