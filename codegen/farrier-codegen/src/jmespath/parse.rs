use super::expr::{Comparator, Expr};
use super::functions::{self, Function, Parameter, function};
use ::jmespath::ErrorReason;
use ::jmespath::ast::{self, Ast, KeyValuePair};
use smithy_json_ast::suggestion;
use std::mem::discriminant;

/// The longest expression: the parser is recursive, and so is the compiler that reads what is made of it.
const MAX_LENGTH: usize = 1024;
/// The deepest nesting, for the same reason.
const MAX_DEPTH: usize = 64;

/// What is wrong with an expression, and what to do about it.
pub(crate) type Problem = (String, String);

fn problem<T>(message: impl Into<String>, help: impl Into<String>) -> Result<T, Problem> {
    Err((message.into(), help.into()))
}

/// Parses and checks an expression.
pub(crate) fn parse(text: &str) -> Result<Expr, Problem> {
    if text.len() > MAX_LENGTH {
        return problem(format!("it is longer than {MAX_LENGTH} bytes"), "shorten it");
    }
    let ast = ::jmespath::parse(text).map_err(|error| {
        let message = match error.reason {
            ErrorReason::Parse(reason) => format!("{reason} (column {})", error.column + 1),
            other => other.to_string(),
        };
        (message, "write it as https://jmespath.org/specification.html says".to_owned())
    })?;
    expr(&ast, MAX_DEPTH)
}

fn expr(ast: &Ast, depth: usize) -> Result<Expr, Problem> {
    let Some(depth) = depth.checked_sub(1) else {
        return problem(format!("it is nested deeper than {MAX_DEPTH}"), "nest it less deeply");
    };
    let one = |ast: &Ast| expr(ast, depth);
    let boxed = |ast: &Ast| one(ast).map(Box::new);
    let two = |left: &Ast, right: &Ast| Ok::<_, Problem>(Box::new([one(left)?, one(right)?]));
    let all = |items: Vec<&Ast>| items.into_iter().map(one).collect::<Result<Vec<_>, _>>();
    Ok(match ast {
        Ast::Identity { .. } => Expr::Path(Vec::new()),
        Ast::Field { name, .. } => Expr::Path(vec![name.clone()]),
        Ast::Index { idx, .. } => Expr::Index(*idx),
        Ast::Slice { step: 0, .. } => return problem("the step of a slice is 0", "leave it out, or make it 1"),
        Ast::Slice { start, stop, step, .. } => Expr::Slice(*start, *stop, *step),
        Ast::Subexpr { .. } => pipe(all(operands(ast))?),
        Ast::Projection { lhs, rhs, .. } => pipe(vec![one(lhs)?, Expr::Each(boxed(rhs)?)]),
        Ast::ObjectValues { node, .. } => pipe(vec![one(node)?, Expr::Values]),
        Ast::Flatten { node, .. } => pipe(vec![one(node)?, Expr::Flatten]),
        Ast::Condition { predicate, then, .. } => Expr::If(two(predicate, then)?),
        Ast::MultiList { elements, .. } => Expr::List(all(elements.iter().collect())?),
        Ast::MultiHash { elements, .. } => {
            let entry = |entry: &KeyValuePair| Ok::<_, Problem>((entry.key.clone(), one(&entry.value)?));
            Expr::Hash(elements.iter().map(entry).collect::<Result<_, _>>()?)
        }
        Ast::And { .. } => Expr::All(all(operands(ast))?),
        Ast::Or { .. } => Expr::Any(all(operands(ast))?),
        Ast::Not { node, .. } => Expr::Not(boxed(node)?),
        Ast::Comparison { comparator, lhs, rhs, .. } => Expr::Compare(compared(comparator), two(lhs, rhs)?),
        Ast::Literal { value, .. } => {
            let no_json =
                |error| (format!("a literal is no JSON: {error}"), "write JSON between the backticks".to_owned());
            Expr::Literal(serde_json::to_value(&**value).map_err(no_json)?)
        }
        Ast::Function { name, args, .. } => {
            check_call(name, args)?;
            let argument = |arg: &Ast| match arg {
                Ast::Expref { ast, .. } => boxed(ast).map(Expr::Ref),
                value => one(value),
            };
            Expr::Call(name.clone(), args.iter().map(argument).collect::<Result<_, _>>()?)
        }
        Ast::Expref { .. } => return problem("`&` is only for arguments of functions", "take it away"),
    })
}

/// The operands of a chain of one operator, which associates to the left: `a || b || c`.
fn operands(ast: &Ast) -> Vec<&Ast> {
    let (operator, mut left) = (discriminant(ast), ast);
    let mut operands = Vec::new();
    while let Ast::Subexpr { lhs, rhs, .. } | Ast::And { lhs, rhs, .. } | Ast::Or { lhs, rhs, .. } = left
        && discriminant(left) == operator
    {
        operands.push(&**rhs);
        left = lhs;
    }
    operands.push(left);
    operands.reverse();
    operands
}

/// One step after the other, with nothing in between that does nothing.
fn pipe(steps: Vec<Expr>) -> Expr {
    let mut flat: Vec<Expr> = Vec::new();
    for step in steps {
        let steps = if let Expr::Pipe(steps) = step { steps } else { vec![step] };
        for step in steps {
            match (flat.last_mut(), step) {
                (_, Expr::Path(names)) if names.is_empty() => {}
                (Some(Expr::Path(path)), Expr::Path(names)) => path.extend(names),
                (_, step) => flat.push(step),
            }
        }
    }
    match flat.len() {
        0 => Expr::Path(Vec::new()),
        1 => flat.swap_remove(0),
        _ => Expr::Pipe(flat),
    }
}

fn compared(comparator: &ast::Comparator) -> Comparator {
    match comparator {
        ast::Comparator::Equal => Comparator::Equal,
        ast::Comparator::NotEqual => Comparator::NotEqual,
        ast::Comparator::LessThan => Comparator::Less,
        ast::Comparator::LessThanEqual => Comparator::LessEqual,
        ast::Comparator::GreaterThan => Comparator::Greater,
        ast::Comparator::GreaterThanEqual => Comparator::GreaterEqual,
    }
}

fn check_call(name: &str, args: &[Ast]) -> Result<(), Problem> {
    let Some(Function { parameters, takes_more, .. }) = function(name) else {
        return problem(format!("there is no function `{name}`"), suggestion(name, functions::names()));
    };
    if args.len() < parameters.len() || args.len() > parameters.len() && !takes_more {
        let least = if *takes_more { "at least " } else { "" };
        let wanted: Vec<_> = parameters.iter().map(|parameter| parameter.describe()).collect();
        let message = format!("`{name}` takes {least}{} arguments, not {}", parameters.len(), args.len());
        return problem(message, format!("give it {}", wanted.join(" and ")));
    }
    let parameters = parameters.iter().chain(std::iter::repeat(&Parameter::Any));
    let is_other = |arg: &Ast, parameter| matches!(arg, Ast::Expref { .. }) != (parameter == Parameter::Expression);
    match args.iter().zip(parameters).position(|(arg, parameter)| is_other(arg, *parameter)) {
        Some(index) => {
            let is_value = matches!(args[index], Ast::Expref { .. });
            let message =
                format!("argument {} of `{name}` must be a value or an `&expression`, not the other", index + 1);
            problem(message, if is_value { "take the `&` away" } else { "put an `&` before it" })
        }
        None => Ok(()),
    }
}
