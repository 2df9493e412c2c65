//! Reads what the emitter wrote, as the compiler would. What it leaks is as constant as the real thing.

use farrier_runtime::rt::jmespath::{Comparator, Expr, Function, functions};
use proc_macro2::TokenStream;
use syn::{Lit, UnOp};

pub(super) fn expr(tokens: &TokenStream) -> Expr {
    read(&syn::parse2(tokens.clone()).expect("an expression"))
}

fn read(expr: &syn::Expr) -> Expr {
    let (name, args) = variant(expr);
    let arg = |index: usize| args.get(index).unwrap_or_else(|| panic!("{name} lacks an argument"));
    match name.as_str() {
        "Path" => Expr::Path(leak(items(arg(0)).map(text).collect())),
        "Index" => Expr::Index(integer(arg(0))),
        "Slice" => Expr::Slice(bound(arg(0)), bound(arg(1)), integer(arg(2))),
        "Pipe" => Expr::Pipe(all(arg(0))),
        "Values" => Expr::Values,
        "Flatten" => Expr::Flatten,
        "Each" => Expr::Each(one(arg(0))),
        "If" => Expr::If(two(arg(0))),
        "List" => Expr::List(all(arg(0))),
        "Hash" => Expr::Hash(leak(items(arg(0)).map(entry).collect())),
        "All" => Expr::All(all(arg(0))),
        "Any" => Expr::Any(all(arg(0))),
        "Not" => Expr::Not(one(arg(0))),
        "Compare" => Expr::Compare(comparator(&variant(arg(0)).0), two(arg(1))),
        "Text" => Expr::Text(text(arg(0))),
        "Number" => Expr::Number(number(arg(0))),
        "Boolean" => Expr::Boolean(matches!(literal(arg(0)), Lit::Bool(value) if value.value)),
        "Json" => Expr::Json(text(arg(0))),
        "Call" => Expr::Call(function(&variant(arg(0)).0), all(arg(1))),
        "Ref" => Expr::Ref(one(arg(0))),
        other => panic!("`{other}` is no variant"),
    }
}

/// The name and the arguments of `Name` or `Name(a, b)`.
fn variant(expr: &syn::Expr) -> (String, Vec<&syn::Expr>) {
    match expr {
        syn::Expr::Path(path) => (path.path.require_ident().expect("a name").to_string(), Vec::new()),
        syn::Expr::Call(call) => (variant(&call.func).0, call.args.iter().collect()),
        _ => panic!("no variant"),
    }
}

fn target(expr: &syn::Expr) -> &syn::Expr {
    match expr {
        syn::Expr::Reference(reference) => &reference.expr,
        _ => panic!("no reference"),
    }
}

fn items(expr: &syn::Expr) -> impl Iterator<Item = &syn::Expr> {
    match target(expr) {
        syn::Expr::Array(array) => array.elems.iter(),
        _ => panic!("no array"),
    }
}

fn all(expr: &syn::Expr) -> &'static [Expr] {
    leak(items(expr).map(read).collect())
}

fn two(expr: &syn::Expr) -> &'static [Expr; 2] {
    all(expr).try_into().expect("two")
}

fn one(expr: &syn::Expr) -> &'static Expr {
    &leak(vec![read(target(expr))])[0]
}

fn entry(expr: &syn::Expr) -> (&'static str, Expr) {
    match expr {
        syn::Expr::Tuple(tuple) => (text(&tuple.elems[0]), read(&tuple.elems[1])),
        _ => panic!("no pair"),
    }
}

fn leak<T>(items: Vec<T>) -> &'static [T] {
    items.leak()
}

fn literal(expr: &syn::Expr) -> &Lit {
    match expr {
        syn::Expr::Lit(literal) => &literal.lit,
        _ => panic!("no literal"),
    }
}

fn text(expr: &syn::Expr) -> &'static str {
    match literal(expr) {
        Lit::Str(text) => text.value().leak(),
        _ => panic!("no string"),
    }
}

fn number(expr: &syn::Expr) -> f64 {
    match expr {
        syn::Expr::Unary(unary) if matches!(unary.op, UnOp::Neg(_)) => -number(&unary.expr),
        other => match literal(other) {
            Lit::Float(float) => float.base10_parse().expect("a double"),
            Lit::Int(integer) => integer.base10_parse().expect("a double"),
            _ => panic!("no number"),
        },
    }
}

fn integer(expr: &syn::Expr) -> i32 {
    number(expr) as i32
}

fn bound(expr: &syn::Expr) -> Option<i32> {
    variant(expr).1.first().map(|bound| integer(bound))
}

fn comparator(name: &str) -> Comparator {
    match name {
        "Equal" => Comparator::Equal,
        "NotEqual" => Comparator::NotEqual,
        "Less" => Comparator::Less,
        "LessEqual" => Comparator::LessEqual,
        "Greater" => Comparator::Greater,
        "GreaterEqual" => Comparator::GreaterEqual,
        other => panic!("`{other}` is no comparator"),
    }
}

/// Finds functions by their names.
macro_rules! functions {
    ($($name:ident)*) => {
        fn function(name: &str) -> Function {
            match name {
                $(stringify!($name) => functions::$name,)*
                other => panic!("there is no function `{other}`"),
            }
        }
    };
}

functions! {
    abs avg ceil contains ends_with floor join keys length map max max_by merge min min_by not_null reverse sort sort_by
    starts_with sum to_array to_number to_string r#type values
}
