//! What the rules language defines: library functions, attributes of their results, and simplifications of operators.

use super::super::ir::{Expr, Type};
use super::super::json::{At, Problem};
use super::context::Typed;
use super::template::PathStep;
use smithy_json_ast::suggestion;

/// A function that the runtime has under a name of its own.
#[derive(Debug)]
pub(super) struct Function {
    pub(super) name: &'static str,
    pub(super) rust: &'static str,
    pub(super) arguments: &'static [Argument],
    pub(super) returns: Type,
    pub(super) optional: bool,
}

#[derive(Debug, Clone, Copy)]
pub(super) enum Argument {
    String,
    Boolean,
    /// A literal number.
    Count,
}

use Argument::{Boolean, Count, String};

pub(super) const LIBRARY: [Function; 8] = [
    function("aws.isVirtualHostableS3Bucket", "is_virtual_hostable_s3_bucket", &[String, Boolean], Type::Boolean),
    function("aws.parseArn", "parse_arn", &[String], Type::Arn).optional(),
    function("aws.partition", "partition", &[String], Type::Partition),
    function("isValidHostLabel", "is_valid_host_label", &[String, Boolean], Type::Boolean),
    function("parseURL", "parse_url", &[String], Type::Url).optional(),
    function("split", "split", &[String, String, Count], Type::StringArray),
    function("substring", "substring", &[String, Count, Count, Boolean], Type::String).optional(),
    function("uriEncode", "uri_encode", &[String], Type::String),
];

/// What becomes an expression without a call, and how many arguments it takes.
const OPERATORS: [(&str, &str); 7] = [
    ("booleanEquals", "2"),
    ("coalesce", "1 or more"),
    ("getAttr", "2"),
    ("isSet", "1"),
    ("ite", "3"),
    ("not", "1"),
    ("stringEquals", "2"),
];

/// What is wrong with a call of a function that there is not, or not with so many arguments.
pub(super) fn no_call(at: &At<'_>, name: &str, arguments: usize) -> Problem {
    let library = LIBRARY.iter().map(|function| (function.name, function.arguments.len().to_string()));
    let all: Vec<_> = OPERATORS.iter().map(|(name, count)| (*name, (*count).to_owned())).chain(library).collect();
    match all.iter().find(|(known, _)| *known == name) {
        Some((_, count)) => {
            let message = format!("`{name}` has {arguments} in `argv`");
            at.problem(message, format!("give it as many as it takes: {count}"))
        }
        None => {
            let names: Vec<&str> = all.iter().map(|(name, _)| *name).collect();
            at.problem(format!("the rules language has no function `{name}`"), suggestion(name, names))
        }
    }
}

const fn function(name: &'static str, rust: &'static str, arguments: &'static [Argument], returns: Type) -> Function {
    Function { name, rust, arguments, returns, optional: false }
}

impl Function {
    const fn optional(self) -> Self {
        Self { optional: true, ..self }
    }
}

/// What a value has: its name in the rule set, and the accessor with its type.
const ATTRIBUTES: [(Type, &str, &str, Type); 16] = [
    (Type::Arn, "accountId", "account_id", Type::String),
    (Type::Arn, "partition", "partition", Type::String),
    (Type::Arn, "region", "region", Type::String),
    (Type::Arn, "resourceId", "resource_id", Type::StringArray),
    (Type::Arn, "service", "service", Type::String),
    (Type::Partition, "dnsSuffix", "dns_suffix", Type::String),
    (Type::Partition, "dualStackDnsSuffix", "dual_stack_dns_suffix", Type::String),
    (Type::Partition, "implicitGlobalRegion", "implicit_global_region", Type::String),
    (Type::Partition, "name", "name", Type::String),
    (Type::Partition, "supportsDualStack", "supports_dual_stack", Type::Boolean),
    (Type::Partition, "supportsFIPS", "supports_fips", Type::Boolean),
    (Type::Url, "authority", "authority", Type::String),
    (Type::Url, "isIp", "is_ip", Type::Boolean),
    (Type::Url, "normalizedPath", "normalized_path", Type::String),
    (Type::Url, "path", "path", Type::String),
    (Type::Url, "scheme", "scheme", Type::String),
];

/// What there is to name in a value.
pub(super) fn attributes(ty: Type) -> std::string::String {
    let names: Vec<_> = ATTRIBUTES.iter().filter(|row| row.0 == ty).map(|row| format!("`{}`", row.1)).collect();
    match ty {
        Type::StringArray => "name an item by its number: `[0]`".to_owned(),
        _ if names.is_empty() => format!("a {} has no parts: name it as it is", ty.name()),
        _ => format!("a value of type {} has {}", ty.name(), names.join(", ")),
    }
}

/// A step of the path of `getAttr`, or `None` if the type has nothing there.
pub(super) fn step(value: Box<Expr>, ty: Type, step: PathStep<'_>) -> Option<Typed> {
    match step {
        PathStep::Index(index) => {
            let element = Typed { expr: Expr::Element(value, index), ty: Type::String, optional: true };
            (ty == Type::StringArray).then_some(element)
        }
        PathStep::Member(name) => {
            let (_, _, accessor, ty) = ATTRIBUTES.iter().find(|row| row.0 == ty && row.1 == name)?;
            Some(Typed::new(Expr::Attribute(value, accessor), *ty))
        }
    }
}

/// The opposite.
pub(super) fn not(value: Expr) -> Expr {
    match value {
        Expr::Boolean(value) => Expr::Boolean(!value),
        Expr::Not(inner) => *inner,
        value => Expr::Not(Box::new(value)),
    }
}

/// Whether two values that are set are equal. A literal goes to the right, one of `true` or `false` goes, and
/// so does the opposite on a side.
pub(super) fn equal(a: Expr, b: Expr) -> Expr {
    let is_literal = |value: &Expr| matches!(value, Expr::Boolean(_)) || value.as_text().is_some();
    match if is_literal(&a) { (b, a) } else { (a, b) } {
        (a, b) if a == b || is_literal(&a) => Expr::Boolean(a == b),
        (a, Expr::Boolean(true)) => a,
        (a, Expr::Boolean(false)) => not(a),
        (a, Expr::Not(b)) | (Expr::Not(b), a) => not(equal(a, *b)),
        (a, b) if b.as_text() == Some("") => Expr::IsEmpty(Box::new(a)),
        (a, b) => Expr::Equal(Box::new(a), Box::new(b)),
    }
}
