//! A decision diagram as a table of nodes, a function that tests its conditions and one that gives its results.

use std::collections::BTreeSet;

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::super::ir::{Bdd, Condition, EndpointRules, Expr, Next, Node, Outcome, Type, VarId};
use super::tokens::{ident, number, params_ident, read, uses};
use super::value::{Printer, Style};

pub(super) fn bdd(bdd: &Bdd, printer: Printer<'_>) -> TokenStream {
    let rules = printer.rules;
    let nodes = bdd.nodes.iter().map(node);
    let root = next(bdd.root);
    let values = Values::new(bdd);
    let (definition, resolve) = (values.definition(rules), values.resolve(rules));
    let conditions = conditions(bdd, Printer { style: Style::Fields, ..printer });
    let results = results(bdd, printer);
    quote! {
        /// The decisions: which condition to test, and where to go if it holds or fails.
        static NODES: &[Node] = &[#(#nodes),*];

        /// Where to start.
        const ROOT: Next = #root;

        #definition
        #resolve
        #conditions
        #results
    }
}

fn node(node: &Node) -> TokenStream {
    let (condition, holds, fails) = (number(node.condition), next(node.holds), next(node.fails));
    quote!(Node::new(#condition, #holds, #fails))
}

fn next(next: Next) -> TokenStream {
    match next {
        Next::Node(index) => {
            let index = number(index);
            quote!(Next::Node(#index))
        }
        Next::Result(index) => {
            let index = number(index);
            quote!(Next::Result(#index))
        }
        Next::NoMatch => quote!(Next::NoMatch),
    }
}

/// The variables that conditions and results read.
struct Values {
    read: BTreeSet<VarId>,
    /// Those that borrow from a string made on the way.
    owned: Vec<VarId>,
}

impl Values {
    fn new(bdd: &Bdd) -> Self {
        let mut read = BTreeSet::new();
        let mut visit = |var| {
            read.insert(var);
        };
        for condition in bdd.conditions.iter().flatten() {
            condition.value().each_var(&mut visit);
        }
        for value in bdd.results.iter().flat_map(Outcome::values) {
            value.each_var(&mut visit);
        }
        let owned = bdd.conditions.iter().flatten().filter(|condition| condition.value().is_owned());
        let owned: BTreeSet<_> = owned.filter_map(Condition::assigns).collect();
        Self { read, owned: owned.into_iter().collect() }
    }

    fn definition(&self, rules: &EndpointRules) -> TokenStream {
        let mut borrows = !self.owned.is_empty();
        let mut fields = Vec::new();
        for var in &self.read {
            let variable = &rules.variables[*var];
            let (name, ty) = (ident(&variable.ident), field_type(variable.ty));
            borrows |= !matches!(variable.ty, Type::Boolean | Type::Partition);
            fields.push(if variable.optional { quote!(#name: Option<#ty>) } else { quote!(#name: #ty) });
        }
        let lifetime = borrows.then(|| quote!(<'a>));
        let cells = self.owned.iter().map(|var| ident(&rules.variables[*var].ident));
        let cells_field = (!self.owned.is_empty()).then(|| quote!(cells: &'a Cells,));
        let cells = (!self.owned.is_empty()).then(|| {
            quote! {
                /// Strings that conditions make.
                #[derive(Default)]
                struct Cells {
                    #(#cells: std::cell::OnceCell<String>),*
                }
            }
        });
        quote! {
            /// The parameters, and what conditions assign.
            struct Values #lifetime {
                #cells_field
                #(#fields),*
            }

            #cells
        }
    }

    fn resolve(&self, rules: &EndpointRules) -> TokenStream {
        let reads_params = self.read.iter().any(|var| *var < rules.parameters.len());
        let params = params_ident(reads_params);
        let fields = self.read.iter().map(|var| {
            let name = ident(&rules.variables[*var].ident);
            let value = if *var < rules.parameters.len() { read(*var, rules) } else { quote!(None) };
            quote!(#name: #value)
        });
        let has_cells = !self.owned.is_empty();
        let cells = has_cells.then(|| quote!(let cells = Cells::default();));
        let cells_field = has_cells.then(|| quote!(cells: &cells,));
        quote! {
            /// The endpoint for these parameters, which must have the defaults of [`PARAMS`].
            pub(crate) fn resolve(#params: &Params) -> Result<Endpoint, EndpointError> {
                #cells
                let mut values = Values { #cells_field #(#fields),* };
                let index = bdd::evaluate(NODES, ROOT, |index| condition(index, &mut values).unwrap_or(false));
                index.and_then(|index| result(index, &values)).unwrap_or_else(|| Err(EndpointError::exhausted()))
            }
        }
    }
}

fn field_type(ty: Type) -> TokenStream {
    match ty {
        Type::String => quote!(&'a str),
        Type::Boolean => quote!(bool),
        Type::StringArray => quote!(List<'a>),
        Type::Partition => quote!(&'static Partition),
        Type::Arn => quote!(Arn<'a>),
        Type::Url => quote!(Url<'a>),
    }
}

fn conditions(bdd: &Bdd, printer: Printer<'_>) -> TokenStream {
    let arms = bdd.conditions.iter().zip(0_u32..).map(|(parts, index)| {
        let (index, condition) = (number(index), condition(parts, printer));
        quote!(#index => #condition)
    });
    let (index, values, body) = by_index(arms);
    quote! {
        /// Whether a condition holds. Not if something it needs is unset, which is what `None` says.
        fn condition(#index: u16, #values: &mut Values) -> Option<bool> { #body }
    }
}

/// The parameters and the body of a function that picks one of these arms. A diagram may have none, and they may read
/// nothing.
fn by_index(arms: impl Iterator<Item = TokenStream>) -> (Ident, Ident, TokenStream) {
    let arms: Vec<_> = arms.collect();
    if arms.is_empty() {
        return (ident("_index"), ident("_values"), quote!(None));
    }
    let body = quote! {
        Some(match index {
            #(#arms,)*
            _ => return None,
        })
    };
    let values = ident(if uses(&body, "values") { "values" } else { "_values" });
    (ident("index"), values, body)
}

fn condition(parts: &[Condition], printer: Printer<'_>) -> TokenStream {
    let field = |var: VarId| ident(&printer.rules.variables[var].ident);
    let is_last = |index: usize| index + 1 == parts.len();
    let steps = parts.iter().enumerate().filter_map(|(index, part)| {
        let value = part.value();
        let tokens = printer.value(value);
        let name = part.assigns().map(field);
        Some(match part {
            Condition::Test(_) if is_last(index) => return None,
            Condition::Test(test) => {
                let fails = printer.value(&Expr::Not(Box::new(test.clone())));
                quote! {
                    if #fails {
                        return Some(false);
                    }
                }
            }
            Condition::Let { value: Expr::Attempt(_), .. } if value.is_owned() => {
                let owned = printer.owned(value);
                quote!(values.#name = #owned.map(|owned| values.cells.#name.get_or_init(|| owned).as_str());)
            }
            Condition::Let { .. } if value.is_owned() => {
                let owned = printer.owned(value);
                quote! {
                    let owned = #owned;
                    values.#name = Some(values.cells.#name.get_or_init(|| owned));
                }
            }
            Condition::Let { value: Expr::Attempt(_), .. } => quote!(values.#name = #tokens;),
            Condition::Let { .. } => quote!(values.#name = Some(#tokens);),
            _ => quote!(values.#name = #tokens;),
        })
    });
    let steps: Vec<_> = steps.collect();
    let holds = match parts.last() {
        Some(Condition::Test(test)) => printer.value(test),
        Some(Condition::Bind { var, .. }) => {
            let name = field(*var);
            quote!(values.#name.is_some())
        }
        Some(Condition::Let { .. }) | None => quote!(true),
    };
    if steps.is_empty() { holds } else { quote!({ #(#steps)* #holds }) }
}

fn results(bdd: &Bdd, printer: Printer<'_>) -> TokenStream {
    let arms = bdd.results.iter().zip(0_u32..).map(|(result, index)| {
        let (index, tokens) = (number(index), printer.outcome(result));
        let mut read = BTreeSet::new();
        result.values().into_iter().for_each(|value| locals(value, printer.rules, &mut read));
        let reads = read.iter().map(|var| {
            let name = ident(&printer.rules.variables[*var].ident);
            let unwrap = printer.rules.variables[*var].optional.then(|| quote!(?));
            quote!(let #name = values.#name #unwrap;)
        });
        if read.is_empty() { quote!(#index => #tokens) } else { quote!(#index => { #(#reads)* #tokens }) }
    });
    let (index, values, body) = by_index(arms);
    quote! {
        /// What a rule gives; `None` if something it needs is unset.
        fn result(#index: u16, #values: &Values) -> Option<Result<Endpoint, EndpointError>> { #body }
    }
}

/// The variables that print as locals: those that have to be set.
fn locals(value: &Expr, rules: &EndpointRules, found: &mut BTreeSet<VarId>) {
    let var = match value {
        Expr::Attempt(_) => return,
        Expr::Try(value) => value.as_var(),
        value => value.as_var().filter(|var| !rules.variables[*var].optional),
    };
    match var {
        Some(var) => {
            found.insert(var);
        }
        None => value.parts().into_iter().for_each(|part| locals(part, rules, found)),
    }
}
