use super::expr::{Comparator, Expr};
use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::quote;
use serde_json::Value;

/// The expression as a constant of the runtime's `Expr`, written with the names of `rt::jmespath::syntax`.
pub(crate) fn emit(expr: &Expr) -> TokenStream {
    let all = |items: &[Expr]| {
        let items = items.iter().map(emit);
        quote!(&[#(#items),*])
    };
    match expr {
        Expr::Path(names) => quote!(Path(&[#(#names),*])),
        Expr::Index(index) => {
            let index = integer(*index);
            quote!(Index(#index))
        }
        Expr::Slice(start, stop, step) => {
            let (start, stop, step) = (bound(*start), bound(*stop), integer(*step));
            quote!(Slice(#start, #stop, #step))
        }
        Expr::Pipe(steps) => call("Pipe", all(steps)),
        Expr::Values => quote!(Values),
        Expr::Flatten => quote!(Flatten),
        Expr::Each(item) => reference("Each", item),
        Expr::If(operands) => call("If", all(&**operands)),
        Expr::List(items) => call("List", all(items)),
        Expr::Hash(entries) => {
            let entries = entries.iter().map(|(name, value)| {
                let value = emit(value);
                quote!((#name, #value))
            });
            quote!(Hash(&[#(#entries),*]))
        }
        Expr::All(operands) => call("All", all(operands)),
        Expr::Any(operands) => call("Any", all(operands)),
        Expr::Not(operand) => reference("Not", operand),
        Expr::Compare(comparator, operands) => {
            let (comparator, operands) = (self::comparator(*comparator), all(&**operands));
            quote!(Compare(#comparator, #operands))
        }
        Expr::Literal(value) => literal(value),
        Expr::Call(function, args) => {
            let (function, args) = (ident(function), all(args));
            quote!(Call(#function, #args))
        }
        Expr::Ref(expr) => reference("Ref", expr),
    }
}

fn comparator(comparator: Comparator) -> TokenStream {
    match comparator {
        Comparator::Equal => quote!(Equal),
        Comparator::NotEqual => quote!(NotEqual),
        Comparator::Less => quote!(Less),
        Comparator::LessEqual => quote!(LessEqual),
        Comparator::Greater => quote!(Greater),
        Comparator::GreaterEqual => quote!(GreaterEqual),
    }
}

fn call(variant: &str, argument: TokenStream) -> TokenStream {
    let variant = ident(variant);
    quote!(#variant(#argument))
}

fn reference(variant: &str, expr: &Expr) -> TokenStream {
    let expr = emit(expr);
    call(variant, quote!(&#expr))
}

fn literal(value: &Value) -> TokenStream {
    match value {
        Value::Bool(value) => quote!(Boolean(#value)),
        Value::String(text) => quote!(Text(#text)),
        Value::Number(number) => {
            let number = number.as_f64().expect("`serde_json` keeps numbers as integers of 64 bits or floats");
            let digits = Literal::f64_unsuffixed(number.abs());
            if number < 0.0 { quote!(Number(-#digits)) } else { quote!(Number(#digits)) }
        }
        other => {
            let json = other.to_string();
            quote!(Json(#json))
        }
    }
}

fn bound(bound: Option<i32>) -> TokenStream {
    match bound.map(integer) {
        Some(bound) => quote!(Some(#bound)),
        None => quote!(None),
    }
}

fn integer(value: i32) -> TokenStream {
    let digits = Literal::i64_unsuffixed(i64::from(value).abs());
    if value < 0 { quote!(-#digits) } else { quote!(#digits) }
}

/// `type` is a keyword of Rust.
fn ident(name: &str) -> Ident {
    if name == "type" { Ident::new_raw(name, Span::call_site()) } else { Ident::new(name, Span::call_site()) }
}
