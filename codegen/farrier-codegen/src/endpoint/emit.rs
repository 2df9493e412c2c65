//! From the IR to the items of `endpoint.rs`: the table of parameters, and a tree of rules as functions.

use proc_macro2::{Ident, Literal, Span, TokenStream, TokenTree};
use quote::{format_ident, quote};

use super::emit_shared::shared;
use super::emit_value::{Printer, Style};
use super::ir::{Body, Condition, Default, EndpointRules, Outcome, Parameter, Rule, RuleFn, Type, VarId, Variable};
use super::{emit_bdd, walk};

/// The items of `endpoint.rs`: `PARAMS`, and `resolve` with the functions it calls.
pub(crate) fn emit(rules: &EndpointRules) -> TokenStream {
    let parameters = rules.parameters.iter().map(parameter);
    let style = match rules.body {
        Body::Tree(_) => Style::Locals,
        Body::Bdd(_) => Style::Unwrapped,
    };
    let printer = Printer { rules, style, shared: &[] };
    let shared = shared(rules, printer);
    let printer = Printer { shared: &shared, ..printer };
    let resolve = match &rules.body {
        Body::Tree(functions) => tree(functions, printer),
        Body::Bdd(bdd) => emit_bdd::bdd(bdd, printer),
    };
    let shared = shared.iter().map(|shared| shared.definition(rules));
    let items = quote! {
        /// What the rules of this service are evaluated with.
        pub(crate) static PARAMS: &[Param] = &[#(#parameters),*];

        #resolve
        #(#shared)*
    };
    let imports = imports(&items, &IMPORTS);
    let of_bdd = matches!(rules.body, Body::Bdd(_)).then(|| {
        quote!(
            use farrier_runtime::endpoint::bdd::{self, Next, Node};
        )
    });
    quote! {
        #of_bdd
        use farrier_runtime::endpoint::{#(#imports),*};

        #items
    }
}

const IMPORTS: [&str; 15] = [
    "Arn",
    "Document",
    "Endpoint",
    "EndpointBuilder",
    "EndpointError",
    "List",
    "Param",
    "ParamDefault",
    "Params",
    "Partition",
    "Url",
    "at",
    "fail",
    "functions",
    "object",
];

/// Those of the names that the items may use which they do use.
pub(super) fn imports(items: &TokenStream, names: &[&str]) -> Vec<Ident> {
    names.iter().filter(|name| uses(items, name)).map(|name| ident(name)).collect()
}

/// Whether an identifier occurs in the tokens.
pub(super) fn uses(tokens: &TokenStream, name: &str) -> bool {
    tokens.clone().into_iter().any(|token| match token {
        TokenTree::Group(group) => uses(&group.stream(), name),
        TokenTree::Ident(ident) => ident == name,
        _ => false,
    })
}

fn parameter(parameter: &Parameter) -> TokenStream {
    let Parameter { name, required, .. } = parameter;
    let built_in = match &parameter.built_in {
        Some(built_in) => quote!(Some(#built_in)),
        None => quote!(None),
    };
    let default = match &parameter.default {
        Some(Default::String(value)) => quote!(Some(ParamDefault::String(#value))),
        Some(Default::Boolean(value)) => quote!(Some(ParamDefault::Boolean(#value))),
        Some(Default::StringArray(values)) => quote!(Some(ParamDefault::StringArray(&[#(#values),*]))),
        None => quote!(None),
    };
    quote!(Param { name: #name, built_in: #built_in, required: #required, default: #default })
}

fn tree(functions: &[RuleFn], printer: Printer<'_>) -> TokenStream {
    let Some(resolve) = functions.len().checked_sub(1) else { return TokenStream::new() };
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

/// Named so that nothing complains if it is not used.
pub(super) fn params_ident(is_used: bool) -> Ident {
    ident(if is_used { "params" } else { "_params" })
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

/// The type of an argument. What is passed on is known to be set.
pub(super) fn argument_type(ty: Type) -> TokenStream {
    match ty {
        Type::String => quote!(&str),
        Type::Boolean => quote!(bool),
        Type::StringArray => quote!(List<'_>),
        Type::Partition => quote!(&Partition),
        Type::Arn => quote!(Arn<'_>),
        Type::Url => quote!(Url<'_>),
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

/// How a parameter is read. One that is required must be there; the error names it.
pub(super) fn read(var: VarId, rules: &EndpointRules) -> TokenStream {
    let Variable { ty, optional, .. } = &rules.variables[var];
    let name = rules.parameters.get(var).map(|parameter| &parameter.name);
    let reader = match ty {
        Type::Boolean => "boolean",
        Type::StringArray => "string_array",
        _ => "string",
    };
    if *optional {
        let reader = ident(reader);
        quote!(params.#reader(#name))
    } else {
        let reader = format_ident!("required_{reader}");
        quote!(params.#reader(#name)?)
    }
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
        let binding = self.test(binding);
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

    /// What happens if the conditions hold. Tests and bindings up to the next value that is always set share an `if`.
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
                let is_let = |condition: &Condition| matches!(condition, Condition::Let { .. });
                let end = conditions.iter().position(is_let).unwrap_or(conditions.len());
                let (chain, rest) = conditions.split_at(end);
                let chain = chain.iter().map(|condition| self.test(condition));
                let inner = self.guarded(rest, inner);
                quote!(if #(#chain)&&* { #inner })
            }
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

/// An identifier. Names come here as such: whoever made them saw to that.
pub(super) fn ident(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}

/// A number without a suffix.
pub(super) fn number(value: impl Into<i64>) -> Literal {
    Literal::i64_unsuffixed(value.into())
}
