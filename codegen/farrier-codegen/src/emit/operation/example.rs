//! An example of a call: all that is required, and nothing else. Documentation tests compile it.

use super::known::Known;
use crate::ir::{Constraint, Field, Operation, Structure, Type, TypeKind};
use smithy_json_ast::ShapeId;
use std::cell::Cell;
use std::str::FromStr;

/// How deep values nest in there. What is deeper is left to the reader.
const DEPTH: usize = 4;

/// How many members of structures in its input an example sets. Structures that have more are left to the reader:
/// nested ones multiply, and nobody reads thousands of lines.
const SETTERS: usize = 100;

/// Lines of Markdown: a call by a client that is there.
pub(super) fn example(known: &Known<'_>, op: &Operation) -> Vec<String> {
    let krate = known.package.replace('-', "_");
    lines(known, op, &format!("client: {krate}::Client"), None)
}

/// The same, with a client that is made first.
pub(super) fn of_client(known: &Known<'_>, op: &Operation) -> Vec<String> {
    let krate = known.package.replace('-', "_");
    let made = format!("let client = {krate}::Client::from_conf(config.clone().build());");
    lines(known, op, &format!("config: &{krate}::config::Builder"), Some(made))
}

fn lines(known: &Known<'_>, op: &Operation, given: &str, made: Option<String>) -> Vec<String> {
    let krate = known.package.replace('-', "_");
    let values = Values { known, krate: &krate, left: Cell::new(SETTERS) };
    let token = op.input.token().map(|field| &field.member);
    let required = op.input.fields.iter().filter(|field| field.required && Some(&field.member) != token);
    let setters = required.map(|field| format!("    {}", values.setter(&op.input.shape, field, 0)));
    let head = [
        "```no_run".to_owned(),
        "# #[cfg(feature = \"client\")]".to_owned(),
        "# #[allow(deprecated, unreachable_code, unused_variables)]".to_owned(),
        format!("# async fn example({given}) -> Result<(), Box<dyn std::error::Error>> {{"),
    ];
    let call = ["let output = client".to_owned(), format!("    .{}()", op.module)];
    let tail = ["    .send()", "    .await?;", "# Ok(())", "# }", "```"];
    head.into_iter().chain(made).chain(call).chain(setters).chain(tail.map(str::to_owned)).collect()
}

/// Makes up values.
struct Values<'a> {
    known: &'a Known<'a>,
    krate: &'a str,
    /// How many more members may be set.
    left: Cell<usize>,
}

impl<'a> Values<'a> {
    /// The call that sets a member, which takes what is in a collection one by one.
    fn setter(&self, shape: &ShapeId, field: &Field, depth: usize) -> String {
        let asked = self.known.of_member(shape, &field.member);
        let value = match &field.ty {
            Type::String => text(&field.member),
            Type::List(item) => self.argument(item, self.items(asked), depth),
            Type::Map(key, value) => {
                let (key, value) = (self.argument(key, &[], depth), self.argument(value, self.items(asked), depth));
                format!("{key}, {value}")
            }
            ty => self.value(ty, asked, depth),
        };
        format!(".{}({value})", field.ident)
    }

    /// What is asked of what a list or map holds. The keys of maps are strings.
    fn items(&self, asked: &'a [Constraint]) -> &'a [Constraint] {
        let items = |constraint: &'a Constraint| match constraint {
            Constraint::Items(items) => Some(&items[..]),
            _ => None,
        };
        self.known.in_force(asked).into_iter().find_map(items).unwrap_or_default()
    }

    /// The first value of an enum of numbers that is within the range; of other numbers 1, or what is nearest to it.
    fn number(&self, asked: &'a [Constraint]) -> String {
        let (least, most) = self.range(asked, i64::MIN, i64::MAX);
        let is_within = |digits: &&String| digits.parse().is_ok_and(|number| least <= number && number <= most);
        let first = |constraint: &'a Constraint| match constraint {
            Constraint::OneOfNumbers(numbers) => numbers.iter().find(is_within).cloned(),
            _ => None,
        };
        let first = self.known.in_force(asked).into_iter().find_map(first);
        first.unwrap_or_else(|| 1.max(least).min(most).to_string())
    }

    fn fraction(&self, asked: &'a [Constraint]) -> String {
        let (least, most) = self.range(asked, f64::MIN, f64::MAX);
        format!("{:?}", 1_f64.max(least).min(most))
    }

    /// The bounds of a number, or these where there are none.
    fn range<T: FromStr>(&self, asked: &'a [Constraint], least: T, most: T) -> (T, T) {
        let range = self.known.in_force(asked).into_iter().find_map(|constraint| match constraint {
            Constraint::Range(min, max) => Some((min, max)),
            _ => None,
        });
        let Some((min, max)) = range else { return (least, most) };
        (min.parse().unwrap_or(least), max.parse().unwrap_or(most))
    }

    /// What a method takes that takes whatever is a string.
    fn argument(&self, ty: &Type, asked: &'a [Constraint], depth: usize) -> String {
        if *ty == Type::String { text("text") } else { self.value(ty, asked, depth) }
    }

    fn value(&self, ty: &Type, asked: &'a [Constraint], depth: usize) -> String {
        let krate = self.krate;
        match ty {
            Type::Bool => "true".to_owned(),
            Type::I8 | Type::I16 | Type::I32 | Type::I64 => self.number(asked),
            Type::F32 | Type::F64 => self.fraction(asked),
            Type::String => format!("{}.to_owned()", text("text")),
            Type::Blob => format!("{krate}::primitives::Blob::new(\"bytes\")"),
            Type::DateTime => format!("{krate}::primitives::DateTime::from_secs(1_800_000_000)"),
            Type::Document => format!("{krate}::primitives::Document::Null"),
            Type::ByteStream => format!("{krate}::primitives::ByteStream::from_static(b\"bytes\")"),
            Type::List(item) => format!("vec![{}]", self.value(item, self.items(asked), depth)),
            Type::Map(key, value) => {
                let (key, value) = (self.value(key, &[], depth), self.value(value, self.items(asked), depth));
                format!("std::collections::HashMap::from([({key}, {value})])")
            }
            Type::Option(item) => format!("Some({})", self.value(item, asked, depth)),
            Type::Named(name, _) => self.named(name, depth).unwrap_or_else(|| "todo!()".to_owned()),
            Type::BigInteger | Type::BigDecimal | Type::EventSender(_) | Type::EventReceiver(_) => "todo!()".to_owned(),
        }
    }

    /// The first value of an enum, the first member of a union, or what is required of a structure.
    fn named(&self, name: &str, depth: usize) -> Option<String> {
        let def = self.known.types.get(name).filter(|_| depth < DEPTH)?;
        let path = format!("{}::types::{name}", self.krate);
        match &def.kind {
            TypeKind::Enum(shape) => Some(format!("{path}::{}", shape.values.first()?.ident)),
            TypeKind::Union(shape) => {
                let variant = shape.variants.first()?;
                let Some(ty) = &variant.ty else { return Some(format!("{path}::{}", variant.ident)) };
                let asked = self.known.of_member(&shape.shape, &variant.member);
                let value = self.value(ty, asked, depth + 1);
                let value = if variant.boxed { format!("Box::new({value})") } else { value };
                Some(format!("{path}::{}({value})", variant.ident))
            }
            TypeKind::Structure(shape) => self.structure(&path, shape, depth),
        }
    }

    fn structure(&self, path: &str, structure: &Structure, depth: usize) -> Option<String> {
        let required: Vec<&Field> = structure.fields.iter().filter(|field| field.required).collect();
        self.left.set(self.left.get().checked_sub(required.len())?);
        let setters: String =
            required.into_iter().map(|field| self.setter(&structure.shape, field, depth + 1)).collect();
        let failed = if structure.fallible() { "?" } else { "" };
        Some(format!("{path}::builder(){setters}.build(){failed}"))
    }
}

/// A text that says what it stands for.
fn text(what: &str) -> String {
    format!("\"{}\"", what.replace(|c: char| !c.is_ascii_alphanumeric(), ""))
}
