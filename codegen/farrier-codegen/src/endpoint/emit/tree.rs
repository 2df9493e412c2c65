//! Trees of rules, as functions.

use super::super::ir::{Condition, Expr, Outcome, Rule, RuleFn};
use super::super::walk;
use super::tokens::{argument_type, ident, params_ident, read};
use super::value::{Bindings, Printer};
use proc_macro2::TokenStream;
use quote::quote;

/// A tree of rules, as functions.
pub(super) fn tree(functions: &[RuleFn], printer: Printer<'_>) -> TokenStream {
    let resolve = functions.len().checked_sub(1).expect("the last function is `resolve`, which every tree has");
    let mut order = Vec::new();
    reading_order(resolve, functions, &mut order);
    let (resolve, others) = (&functions[resolve], &order[1..]);
    let others = others.iter().map(|index| rule_fn(&functions[*index], functions, printer));
    let params = params_ident(resolve.needs_params);
    let body = body(resolve, functions, printer);
    quote! {
        /// The endpoint for these parameters, which must have the defaults of [`PARAMS`].
        pub(crate) fn resolve(#params: &Params) -> Result<Endpoint, EndpointError> {
            #body
        }

        #(#others)*
    }
}

/// Callers before those they call, in the order of the calls.
fn reading_order(index: usize, functions: &[RuleFn], order: &mut Vec<usize>) {
    order.push(index);
    for index in walk::calls(&functions[index].rules) {
        reading_order(index, functions, order);
    }
}

fn rule_fn(function: &RuleFn, functions: &[RuleFn], printer: Printer<'_>) -> TokenStream {
    let name = ident(&function.name);
    let params = function.needs_params.then(|| quote!(params: &Params,));
    let arguments = function.arguments.iter().map(|var| {
        let variable = &printer.rules.variables[*var];
        let (name, ty) = (ident(&variable.ident), argument_type(variable.ty));
        quote!(#name: #ty)
    });
    let body = body(function, functions, printer);
    quote! {
        fn #name(#params #(#arguments),*) -> Result<Endpoint, EndpointError> {
            #body
        }
    }
}

fn body(function: &RuleFn, functions: &[RuleFn], printer: Printer<'_>) -> TokenStream {
    let reads = function.reads.iter().map(|var| {
        let (name, read) = (ident(&printer.rules.variables[*var].ident), read(*var, printer.rules));
        quote!(let #name = #read;)
    });
    let block = Tree { functions, printer }.block(&function.rules, Position::Tail);
    quote!(#(#reads)* #block)
}

/// Where a block stands: what is last in a function is its value, all else returns.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Position {
    Tail,
    Inner,
}

struct Tree<'a> {
    functions: &'a [RuleFn],
    printer: Printer<'a>,
}

impl Tree<'_> {
    /// Rules of which the first that matches decides.
    fn block(&self, rules: &[Rule], position: Position) -> TokenStream {
        let statements = rules.iter().map(|rule| {
            let position = if rule.is_unconditional() { position } else { Position::Inner };
            self.guarded(&rule.conditions, self.outcome(&rule.outcome, position))
        });
        if let Some((before, last)) = self.let_else(rules, position) {
            let statements = statements.take(before);
            return quote!(#(#statements)* #last);
        }
        let exhausted = match rules.last() {
            Some(rule) if rule.is_unconditional() => TokenStream::new(),
            _ => leave(quote!(Err(EndpointError::exhausted())), position),
        };
        quote!(#(#statements)* #exhausted)
    }

    /// The last two rules, if one is a tree for when a value is set and the other is for when it is not: the latter
    /// comes first, which spares the tree an indentation. Returns how many rules are before these.
    fn let_else(&self, rules: &[Rule], position: Position) -> Option<(usize, TokenStream)> {
        let [before @ .., tree, otherwise] = rules else { return None };
        let ([binding @ Condition::Bind { .. }, rest @ ..], Outcome::Tree(inner)) =
            (tree.conditions.as_slice(), &tree.outcome)
        else {
            return None;
        };
        let always_hold = rest.iter().all(|condition| matches!(condition, Condition::Let { .. }));
        if !always_hold || !otherwise.conditions.is_empty() || matches!(otherwise.outcome, Outcome::Tree(_)) {
            return None;
        }
        let binding = self.binding(binding);
        let otherwise = self.outcome(&otherwise.outcome, Position::Inner);
        let inner = self.guarded(rest, self.block(inner, position));
        Some((before.len(), quote!(#binding else { #otherwise }; #inner)))
    }

    fn outcome(&self, result: &Outcome, position: Position) -> TokenStream {
        match result {
            Outcome::Tree(rules) => self.block(rules, position),
            Outcome::Call(index) => leave(self.call(&self.functions[*index]), position),
            result => leave(self.printer.outcome(result), position),
        }
    }

    fn call(&self, function: &RuleFn) -> TokenStream {
        let name = ident(&function.name);
        let params = function.needs_params.then(|| ident("params"));
        let arguments = function.arguments.iter().map(|var| ident(&self.printer.rules.variables[*var].ident));
        let arguments = params.into_iter().chain(arguments);
        quote!(#name(#(#arguments),*))
    }

    /// What happens if the conditions hold. Those that [`Tree::shared`] counts share an `if`.
    fn guarded(&self, conditions: &[Condition], inner: TokenStream) -> TokenStream {
        match conditions {
            [] => inner,
            [Condition::Let { var, value: assigned }, rest @ ..] => {
                let name = ident(&self.printer.rules.variables[*var].ident);
                let tokens = self.printer.value(assigned);
                let inner = self.guarded(rest, inner);
                match assigned.is_owned() {
                    true => quote!(let #name: &str = &#tokens; #inner),
                    false => quote!(let #name = #tokens; #inner),
                }
            }
            _ => {
                let (chain, rest) = conditions.split_at(self.shared(conditions));
                let chain = chain.iter().map(|condition| self.test(condition));
                let inner = self.guarded(rest, inner);
                quote!(if #(#chain)&&* { #inner })
            }
        }
    }

    /// How many conditions are one `if`: tests and bindings up to the next value that is always set, or only tests
    /// where a binding has to stand alone.
    fn shared(&self, conditions: &[Condition]) -> usize {
        let end = match (self.printer.bindings, conditions) {
            (Bindings::Alone, [Condition::Bind { .. }, ..]) => Some(1),
            (Bindings::Alone, _) => conditions.iter().position(|condition| !matches!(condition, Condition::Test(_))),
            (Bindings::Chained, _) => {
                conditions.iter().position(|condition| matches!(condition, Condition::Let { .. }))
            }
        };
        end.unwrap_or(conditions.len())
    }

    /// A binding before `else`, where a value must not end in a brace.
    fn binding(&self, condition: &Condition) -> TokenStream {
        match (condition.value(), condition.assigns()) {
            (value @ Expr::IfElse(_), Some(var)) => {
                let (name, value) = (ident(&self.printer.rules.variables[var].ident), self.printer.value(value));
                quote!(let Some(#name) = (#value))
            }
            _ => self.test(condition),
        }
    }

    fn test(&self, condition: &Condition) -> TokenStream {
        let tokens = self.printer.value(condition.value());
        match condition.assigns() {
            None => tokens,
            Some(var) => {
                let name = ident(&self.printer.rules.variables[var].ident);
                quote!(let Some(#name) = #tokens)
            }
        }
    }
}

fn leave(result: TokenStream, position: Position) -> TokenStream {
    match position {
        Position::Tail => result,
        Position::Inner => quote!(return #result;),
    }
}
