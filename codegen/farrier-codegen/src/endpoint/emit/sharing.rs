//! Finds what many endpoints of a rule set have in common besides their URLs: how to sign, mostly.

use std::collections::BTreeMap;

use super::super::ir::{Body, Endpoint, EndpointRules, Expr, Outcome, Property, VarId};
use super::super::walk::each_rule;
use super::shared::Shared;
use super::value::Printer;
use heck::ToSnakeCase;

/// How many endpoints it takes for a function to pay.
const MIN_USES: usize = 3;

/// The functions that pay, in the order of their first use.
pub(super) fn shared(rules: &EndpointRules, printer: Printer<'_>) -> Vec<Shared> {
    let mut uses = BTreeMap::new();
    let mut found = Vec::new();
    each_endpoint(&rules.body, &mut |endpoint| {
        let details = printer.details(endpoint);
        let key = details.to_string();
        let count = uses.entry(key.clone()).or_insert(0_usize);
        *count += 1;
        if *count == 1 {
            found.push((key, details, endpoint));
        }
    });
    found.retain(|(key, details, endpoint)| {
        let is_closed = endpoint.details().iter().all(|expr| is_local(expr, rules));
        !details.is_empty() && is_closed && uses.get(key).is_some_and(|count| *count >= MIN_USES)
    });
    let mut shared: Vec<Shared> = Vec::new();
    for (key, details, endpoint) in found {
        let wish = name(endpoint);
        let is_taken = |name: &str| {
            shared.iter().any(|shared| shared.name == name)
                || rules.variables.iter().any(|variable| variable.ident == name)
        };
        let name = (1..)
            .map(|number| if number == 1 { wish.clone() } else { format!("{wish}_{number}") })
            .find(|name| !is_taken(name))
            .expect("the numbers do not run out before the names taken do");
        shared.push(Shared { key, name, details, arguments: arguments(endpoint, rules) });
    }
    shared
}

fn each_endpoint<'a>(body: &'a Body, visit: &mut impl FnMut(&'a Endpoint)) {
    let mut visit = |outcome: &'a Outcome| {
        if let Outcome::Endpoint(endpoint) = outcome {
            visit(endpoint);
        }
    };
    match body {
        Body::Tree(functions) => {
            for function in functions.iter().rev() {
                each_rule(&function.rules, &mut |rule| visit(&rule.outcome));
            }
        }
        Body::Bdd(bdd) => bdd.results.iter().for_each(visit),
    }
}

/// Whether all it reads is in locals, so that it can be passed on.
fn is_local(expr: &Expr, rules: &EndpointRules) -> bool {
    match expr {
        Expr::Try(value) => value.as_var().is_some(),
        Expr::Attempt(_) => false,
        Expr::Var(var) => !rules.variables[*var].optional,
        expr => expr.parts().into_iter().all(|part| is_local(part, rules)),
    }
}

/// By what it is signed with, and as what.
fn name(endpoint: &Endpoint) -> String {
    let Some(scheme) = endpoint.auth_schemes.first() else { return "with_properties".to_owned() };
    let signing_name = scheme.properties.iter().find_map(|(name, value)| match value {
        Property::String(value) if name == "signingName" => value.as_text(),
        _ => None,
    });
    let signing_name = signing_name.filter(|name| !scheme.name.ends_with(name)).unwrap_or_default();
    format!("signed {} {signing_name}", scheme.name).to_snake_case()
}

/// One variable for each name that is read.
fn arguments(endpoint: &Endpoint, rules: &EndpointRules) -> Vec<VarId> {
    let mut arguments: Vec<VarId> = Vec::new();
    let ident = |var: VarId| &rules.variables[var].ident;
    for expr in endpoint.details() {
        expr.each_var(&mut |var| {
            if !arguments.iter().any(|known| ident(*known) == ident(var)) {
                arguments.push(var);
            }
        });
    }
    arguments
}
