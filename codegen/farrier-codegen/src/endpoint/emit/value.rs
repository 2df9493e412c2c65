//! Values and outcomes as Rust expressions.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::ir::{Endpoint, EndpointRules, Expr, Outcome, Piece, Property, VarId};
use super::shared::Shared;
use super::tokens::{ident, number};

/// Where the variables that an expression reads live.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::endpoint) enum Style {
    /// In locals of the same name.
    Locals,
    /// In fields of `values`.
    Fields,
    /// In locals if they had to be set, else in fields of `values`.
    Unwrapped,
}

/// How conditions stand that bind a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Bindings {
    /// Among others, in one `if`. That takes edition 2024.
    Chained,
    /// In an `if let` of their own, for a file that is included in a crate of edition 2021 or newer.
    Alone,
}

/// Writes expressions.
#[derive(Clone, Copy)]
pub(in crate::endpoint) struct Printer<'a> {
    pub(in crate::endpoint) rules: &'a EndpointRules,
    pub(in crate::endpoint) style: Style,
    pub(in crate::endpoint) bindings: Bindings,
    /// Functions for endpoints that have much in common.
    pub(in crate::endpoint) shared: &'a [Shared],
}

impl Printer<'_> {
    /// The value of an expression. Strings are `&str`, unless [`Expr::is_owned`]; all others are copies.
    pub(in crate::endpoint) fn value(&self, expr: &Expr) -> TokenStream {
        let part = |part: &Expr| self.value(part);
        match expr {
            Expr::Var(var) => {
                let name = ident(&self.rules.variables[*var].ident);
                if self.is_local(*var) { quote!(#name) } else { quote!(values.#name) }
            }
            Expr::Boolean(value) => quote!(#value),
            Expr::Integer(value) => {
                let value = number(*value);
                quote!(#value)
            }
            Expr::Template(pieces) => self.template(pieces),
            Expr::Call(function, arguments) => {
                let (function, arguments) = (ident(function), arguments.iter().map(part));
                quote!(functions::#function(#(#arguments),*))
            }
            Expr::Attribute(value, attribute) => {
                let (value, attribute) = (part(value), ident(attribute));
                quote!(#value.#attribute())
            }
            Expr::Element(value, index) => {
                let (value, index) = (part(value), number(*index));
                quote!(#value.get(#index))
            }
            Expr::IsSet(value) => method(part(value), "is_some", None),
            Expr::IsEmpty(value) => method(part(value), "is_empty", None),
            Expr::Not(value) => self.not(value),
            Expr::Equal(a, b) => {
                let (a, b) = (self.operand(a), self.operand(b));
                quote!(#a == #b)
            }
            Expr::Or(a, b) => method(part(a), "or", Some(part(b))),
            Expr::UnwrapOr(a, b) => method(part(a), "unwrap_or", Some(part(b))),
            Expr::IfElse(parts) => {
                let [condition, a, b] = parts.each_ref().map(part);
                quote!(if #condition { #a } else { #b })
            }
            Expr::Some(value) => {
                let value = part(value);
                quote!(Some(#value))
            }
            Expr::Try(value) => match &**value {
                Expr::Var(var) if self.style == Style::Unwrapped => {
                    let name = ident(&self.rules.variables[*var].ident);
                    quote!(#name)
                }
                value => {
                    let value = part(value);
                    quote!(#value?)
                }
            },
            Expr::Attempt(value) => {
                let value = self.inside_attempt().value(value);
                quote!((|| #value)())
            }
        }
    }

    /// For what is tried in a closure, and not before.
    fn inside_attempt(self) -> Self {
        let style = if self.style == Style::Unwrapped { Style::Fields } else { self.style };
        Self { style, ..self }
    }

    fn is_local(&self, var: VarId) -> bool {
        match self.style {
            Style::Locals => true,
            Style::Fields => false,
            Style::Unwrapped => !self.rules.variables[var].optional,
        }
    }

    fn not(&self, expr: &Expr) -> TokenStream {
        match expr {
            Expr::Equal(a, b) => {
                let (a, b) = (self.operand(a), self.operand(b));
                quote!(#a != #b)
            }
            Expr::IsSet(value) => method(self.value(value), "is_none", None),
            expr => {
                let value = self.operand(expr);
                quote!(!#value)
            }
        }
    }

    /// An operand. Comparisons do not chain in Rust.
    fn operand(&self, expr: &Expr) -> TokenStream {
        let tokens = self.value(expr);
        let is_comparison = |expr: &Expr| matches!(expr, Expr::Equal(..));
        match expr {
            Expr::Not(inner) if is_comparison(inner) => quote!((#tokens)),
            expr if is_comparison(expr) => quote!((#tokens)),
            _ => tokens,
        }
    }

    /// A literal, or `format!` with locals in place and everything else behind.
    fn template(&self, pieces: &[Piece]) -> TokenStream {
        match pieces {
            [] => return quote!(""),
            [Piece::Text(text)] => return quote!(#text),
            _ => {}
        }
        let mut format = String::new();
        let mut arguments = Vec::new();
        for piece in pieces {
            match piece {
                Piece::Text(text) => format.push_str(&text.replace('{', "{{").replace('}', "}}")),
                Piece::Value(value) => match self.local(value) {
                    Some(var) => {
                        let name = &self.rules.variables[var].ident;
                        format.push_str(&format!("{{{name}}}"));
                    }
                    None => {
                        format.push_str("{}");
                        arguments.push(self.value(value));
                    }
                },
            }
        }
        quote!(format!(#format #(, #arguments)*))
    }

    /// The variable, if the expression prints as a local and nothing else.
    fn local(&self, expr: &Expr) -> Option<VarId> {
        match expr {
            Expr::Var(var) => Some(*var).filter(|var| self.is_local(*var)),
            Expr::Try(value) if self.style == Style::Unwrapped => value.as_var(),
            _ => None,
        }
    }

    /// The result of an endpoint or error rule.
    pub(in crate::endpoint) fn outcome(&self, outcome: &Outcome) -> TokenStream {
        match outcome {
            Outcome::Endpoint(endpoint) => self.endpoint(endpoint),
            Outcome::Error(message) => {
                let message = self.text(message);
                quote!(fail(#message))
            }
            Outcome::Tree(_) | Outcome::Call(_) => {
                unreachable!("both are parts of trees, which are statements; a diagram with such a result is refused")
            }
        }
    }

    fn endpoint(&self, endpoint: &Endpoint) -> TokenStream {
        let url = self.text(&endpoint.url);
        let details = self.details(endpoint);
        if details.is_empty() {
            return quote!(at(#url));
        }
        let key = details.to_string();
        match self.shared.iter().find(|shared| shared.key == key) {
            None => quote!(EndpointBuilder::url(#url) #details .build()),
            Some(shared) => {
                let url = if endpoint.url.is_owned() { url } else { self.owned(&endpoint.url) };
                shared.call(url, self.rules)
            }
        }
    }

    /// What an endpoint has besides its URL, as calls of the builder.
    pub(in crate::endpoint) fn details(&self, endpoint: &Endpoint) -> TokenStream {
        let headers = endpoint.headers.iter().flat_map(|(name, values)| {
            values.iter().map(move |value| {
                let value = self.text(value);
                quote!(.header(#name, #value))
            })
        });
        let properties = endpoint.properties.iter().map(|(name, property)| {
            let value = self.document(property);
            quote!(.property(#name, #value))
        });
        let auth_schemes = endpoint.auth_schemes.iter().map(|scheme| {
            let (name, properties) = (&scheme.name, self.members(&scheme.properties));
            quote!(.auth_scheme(#name, #properties))
        });
        quote!(#(#headers)* #(#properties)* #(#auth_schemes)*)
    }

    /// A string to keep: a literal, or a `String`.
    fn text(&self, expr: &Expr) -> TokenStream {
        if expr.as_text().is_some() { self.value(expr) } else { self.owned(expr) }
    }

    /// A `String`; an `Option` of one, if it is attempted.
    pub(in crate::endpoint) fn owned(&self, expr: &Expr) -> TokenStream {
        let tokens = self.value(expr);
        match expr {
            Expr::Attempt(value) => {
                let value = match &**value {
                    Expr::Some(value) => self.inside_attempt().owned(value),
                    value => self.inside_attempt().value(value),
                };
                quote!((|| Some(#value))())
            }
            Expr::Attribute(..) if expr.is_owned() => quote!(#tokens.into_owned()),
            expr if expr.is_owned() => tokens,
            _ => quote!(#tokens.to_owned()),
        }
    }

    fn members(&self, members: &[(String, Property)]) -> TokenStream {
        let members = members.iter().map(|(name, property)| {
            let value = self.converted(property);
            quote!((#name, #value))
        });
        quote!([#(#members),*])
    }

    /// A document.
    fn converted(&self, property: &Property) -> TokenStream {
        let value = self.document(property);
        match property {
            Property::Null | Property::Object(_) => value,
            _ => quote!(#value.into()),
        }
    }

    /// Something that becomes a document by `into`, if it is none already.
    pub(in crate::endpoint) fn document(&self, property: &Property) -> TokenStream {
        match property {
            Property::Null => quote!(Document::Null),
            Property::Boolean(value) => quote!(#value),
            Property::Integer(value) => quote!(#value),
            Property::String(expr) => self.value(expr),
            Property::List(values) => {
                let values = values.iter().map(|value| self.converted(value));
                quote!(vec![#(#values),*])
            }
            Property::Object(members) => {
                let members = self.members(members);
                quote!(object(#members))
            }
        }
    }
}

fn method(value: TokenStream, name: &str, argument: Option<TokenStream>) -> TokenStream {
    let name = ident(name);
    quote!(#value.#name(#argument))
}
