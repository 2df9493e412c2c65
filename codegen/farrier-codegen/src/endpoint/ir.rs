//! A rule set resolved: every name is a variable, every value has a type, and whatever can be unset is tested first.

/// Everything the emitted `endpoint.rs` is made of.
#[derive(Debug)]
pub(crate) struct EndpointRules {
    pub(super) parameters: Vec<Parameter>,
    pub(super) variables: Vec<Variable>,
    pub(super) body: Body,
}

/// What others have to know of a parameter.
#[derive(Debug)]
pub(crate) struct ParameterFacts {
    /// What the rules language calls its type.
    pub(crate) ty: &'static str,
    /// Whether it is bound to a built-in.
    pub(crate) is_built_in: bool,
    /// Its default, as JSON.
    pub(crate) default: Option<String>,
}

impl EndpointRules {
    /// The parameter of this name.
    pub(crate) fn parameter(&self, name: &str) -> Option<ParameterFacts> {
        let index = self.parameters.iter().position(|parameter| parameter.name == name)?;
        let (parameter, variable) = (&self.parameters[index], &self.variables[index]);
        Some(ParameterFacts {
            ty: variable.ty.name(),
            is_built_in: parameter.built_in.is_some(),
            default: parameter.default.as_ref().map(ParameterValue::to_json),
        })
    }

    /// The names of all parameters.
    pub(crate) fn parameter_names(&self) -> impl Iterator<Item = &str> {
        self.parameters.iter().map(|parameter| parameter.name.as_str())
    }

    /// The names of the auth schemes that endpoints ask for, in no order, some more than once.
    pub(crate) fn auth_schemes(&self) -> Vec<&str> {
        let mut endpoints = Vec::new();
        match &self.body {
            Body::Tree(functions) => {
                functions.iter().for_each(|function| rules_endpoints(&function.rules, &mut endpoints))
            }
            Body::Bdd(bdd) => bdd.results.iter().for_each(|result| result.endpoints(&mut endpoints)),
        }
        endpoints.into_iter().flat_map(|endpoint| &endpoint.auth_schemes).map(|scheme| scheme.name.as_str()).collect()
    }
}

fn rules_endpoints<'a>(rules: &'a [Rule], endpoints: &mut Vec<&'a Endpoint>) {
    rules.iter().for_each(|rule| rule.outcome.endpoints(endpoints));
}

#[derive(Debug)]
pub(super) enum Body {
    /// A tree of rules, cut into functions: the last is `resolve`, the others come before those that call them.
    Tree(Vec<RuleFn>),
    /// A decision diagram.
    Bdd(Bdd),
}

/// A row of the table of parameters.
#[derive(Debug)]
pub(super) struct Parameter {
    pub(super) name: String,
    pub(super) built_in: Option<String>,
    pub(super) required: bool,
    pub(super) default: Option<ParameterValue>,
}

#[derive(Clone, Debug)]
pub(crate) enum ParameterValue {
    String(String),
    Boolean(bool),
    StringArray(Vec<String>),
}

impl ParameterValue {
    fn to_json(&self) -> String {
        match self {
            Self::String(value) => serde_json::json!(value),
            Self::Boolean(value) => serde_json::json!(value),
            Self::StringArray(values) => serde_json::json!(values),
        }
        .to_string()
    }
}

/// The types of the rules language that can be stored in a variable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Type {
    String,
    Boolean,
    StringArray,
    Partition,
    Arn,
    Url,
}

impl Type {
    /// What the rules language calls it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::String => "string",
            Self::Boolean => "boolean",
            Self::StringArray => "stringArray",
            Self::Partition => "partition",
            Self::Arn => "ARN",
            Self::Url => "URL",
        }
    }
}

/// The place of a variable in [`EndpointRules::variables`]. The parameters come first, in their order.
pub(super) type VarId = usize;

#[derive(Debug, Clone)]
pub(super) struct Variable {
    /// Its identifier in Rust. A variable that was found to be set shadows the one that may be unset.
    pub(super) ident: String,
    pub(super) ty: Type,
    pub(super) optional: bool,
}

#[derive(Debug)]
pub(super) struct RuleFn {
    pub(super) name: String,
    pub(super) arguments: Vec<VarId>,
    /// The parameters it reads.
    pub(super) reads: Vec<VarId>,
    /// Whether it reads parameters itself, or calls a function that does.
    pub(super) needs_params: bool,
    pub(super) rules: Vec<Rule>,
}

#[derive(Debug)]
pub(super) struct Rule {
    pub(super) conditions: Vec<Condition>,
    pub(super) outcome: Outcome,
}

#[derive(Debug)]
pub(super) enum Condition {
    /// Holds if the optional `value` is set, and names it. `certain` if it is known to be.
    Bind { var: VarId, value: Expr, certain: bool },
    /// Names a value that is always set, or one that is attempted; holds.
    Let { var: VarId, value: Expr },
    /// Holds if the boolean is true.
    Test(Expr),
}

#[derive(Debug)]
pub(super) enum Outcome {
    Endpoint(Endpoint),
    Error(Expr),
    /// The first rule that matches decides; that none does is an error.
    Tree(Vec<Rule>),
    /// A tree that became a function of its own, by its place in [`Body::Tree`].
    Call(usize),
}

#[derive(Debug)]
pub(super) struct Endpoint {
    pub(super) url: Expr,
    pub(super) headers: Vec<(String, Vec<Expr>)>,
    pub(super) auth_schemes: Vec<AuthScheme>,
    pub(super) properties: Vec<(String, Property)>,
}

#[derive(Debug)]
pub(super) struct AuthScheme {
    pub(super) name: String,
    pub(super) properties: Vec<(String, Property)>,
}

#[derive(Debug, PartialEq)]
pub(super) enum Property {
    Null,
    Boolean(bool),
    Integer(i64),
    String(Expr),
    List(Vec<Property>),
    Object(Vec<(String, Property)>),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Expr {
    Var(VarId),
    Boolean(bool),
    Integer(u32),
    Template(Vec<Piece>),
    /// A function of the runtime, by its name there.
    Call(&'static str, Vec<Expr>),
    /// An accessor of a partition, an ARN or a URL.
    Attribute(Box<Expr>, &'static str),
    /// An element of a list; optional.
    Element(Box<Expr>, i32),
    IsSet(Box<Expr>),
    /// Whether a string is empty.
    IsEmpty(Box<Expr>),
    Not(Box<Expr>),
    Equal(Box<Expr>, Box<Expr>),
    /// The first of two optional values that is set.
    Or(Box<Expr>, Box<Expr>),
    /// An optional value, or if that is unset a value that is not optional.
    UnwrapOr(Box<Expr>, Box<Expr>),
    IfElse(Box<[Expr; 3]>),
    /// A value that is set, where an optional one is due.
    Some(Box<Expr>),
    /// An optional value without which the whole condition or result is unset.
    Try(Box<Expr>),
    /// An optional value that is also unset where something is that it tries.
    Attempt(Box<Expr>),
}

/// A part of a template. No two texts are next to each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    Text(String),
    Value(Expr),
}

#[derive(Debug)]
pub(super) struct Bdd {
    /// Each holds if all its parts do.
    pub(super) conditions: Vec<Vec<Condition>>,
    pub(super) results: Vec<Outcome>,
    pub(super) root: Next,
    pub(super) nodes: Vec<Node>,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Node {
    pub(super) condition: u16,
    pub(super) holds: Next,
    pub(super) fails: Next,
}

#[derive(Debug, Clone, Copy)]
pub(super) enum Next {
    Node(u16),
    Result(u16),
    NoMatch,
}

impl Expr {
    /// The text, if it is the same whatever the parameters.
    pub(super) fn as_text(&self) -> Option<&str> {
        match self {
            Self::Template(pieces) => match pieces.as_slice() {
                [] => Some(""),
                [Piece::Text(text)] => Some(text),
                _ => None,
            },
            _ => None,
        }
    }

    /// The variable, if it is one.
    pub(super) fn as_var(&self) -> Option<VarId> {
        match self {
            Self::Var(var) => Some(*var),
            _ => None,
        }
    }

    /// Whether its value in Rust is not a `&str` but something to borrow one from.
    pub(super) fn is_owned(&self) -> bool {
        match self {
            Self::Template(_) => self.as_text().is_none(),
            Self::Call(function, _) => *function == "uri_encode",
            Self::Attribute(_, attribute) => *attribute == "normalized_path",
            Self::Attempt(value) => matches!(&**value, Self::Some(value) if value.is_owned()),
            _ => false,
        }
    }

    /// The expressions it consists of.
    pub(super) fn parts(&self) -> Vec<&Self> {
        match self {
            Self::Var(_) | Self::Boolean(_) | Self::Integer(_) => Vec::new(),
            Self::Template(pieces) => pieces
                .iter()
                .filter_map(|piece| match piece {
                    Piece::Text(_) => None,
                    Piece::Value(value) => Some(value),
                })
                .collect(),
            Self::Call(_, arguments) => arguments.iter().collect(),
            Self::IfElse(parts) => parts.iter().collect(),
            Self::Attribute(value, _)
            | Self::Element(value, _)
            | Self::IsSet(value)
            | Self::IsEmpty(value)
            | Self::Not(value)
            | Self::Some(value)
            | Self::Try(value)
            | Self::Attempt(value) => vec![value],
            Self::Equal(a, b) | Self::Or(a, b) | Self::UnwrapOr(a, b) => vec![a, b],
        }
    }

    /// The optional values without which it cannot be had.
    pub(super) fn tries(&self) -> Vec<&Self> {
        match self {
            Self::Try(value) => vec![value],
            Self::Attempt(_) => Vec::new(),
            value => value.parts().into_iter().flat_map(Self::tries).collect(),
        }
    }

    /// Calls `visit` with each variable it reads.
    pub(super) fn each_var(&self, visit: &mut impl FnMut(VarId)) {
        if let Self::Var(var) = self {
            visit(*var);
        }
        for part in self.parts() {
            part.each_var(visit);
        }
    }
}

impl Condition {
    /// What it looks at.
    pub(super) fn value(&self) -> &Expr {
        match self {
            Self::Bind { value, .. } | Self::Let { value, .. } | Self::Test(value) => value,
        }
    }

    /// The variable it assigns.
    pub(super) fn assigns(&self) -> Option<VarId> {
        match self {
            Self::Bind { var, .. } | Self::Let { var, .. } => Some(*var),
            Self::Test(_) => None,
        }
    }
}

impl Rule {
    /// Whether it matches whatever the parameters.
    pub(super) fn is_unconditional(&self) -> bool {
        self.conditions.iter().all(|condition| matches!(condition, Condition::Let { .. }))
    }
}

impl Outcome {
    /// The endpoints it may come to, but for those of functions it calls.
    fn endpoints<'a>(&'a self, endpoints: &mut Vec<&'a Endpoint>) {
        match self {
            Self::Endpoint(endpoint) => endpoints.push(endpoint),
            Self::Tree(rules) => rules_endpoints(rules, endpoints),
            Self::Error(_) | Self::Call(_) => {}
        }
    }

    /// The values it gives, except that of the rules of a tree.
    pub(super) fn values(&self) -> Vec<&Expr> {
        match self {
            Self::Endpoint(endpoint) => {
                let mut values = endpoint.details();
                values.insert(0, &endpoint.url);
                values
            }
            Self::Error(message) => vec![message],
            Self::Tree(_) | Self::Call(_) => Vec::new(),
        }
    }
}

impl Endpoint {
    /// The values it has besides its URL.
    pub(super) fn details(&self) -> Vec<&Expr> {
        let mut values: Vec<_> = self.headers.iter().flat_map(|(_, values)| values).collect();
        let of_schemes = self.auth_schemes.iter().flat_map(|scheme| &scheme.properties);
        for (_, property) in self.properties.iter().chain(of_schemes) {
            property.values(&mut values);
        }
        values
    }
}

impl Property {
    fn values<'a>(&'a self, values: &mut Vec<&'a Expr>) {
        match self {
            Self::Null | Self::Boolean(_) | Self::Integer(_) => {}
            Self::String(value) => values.push(value),
            Self::List(list) => list.iter().for_each(|value| value.values(values)),
            Self::Object(members) => members.iter().for_each(|(_, value)| value.values(values)),
        }
    }
}
