use std::collections::BTreeSet;

/// An expression, which is evaluated on a current value. The runtime has the same type, with the same names.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Expr {
    /// `a.b.c`; without a name `@`.
    Path(Vec<String>),
    Index(i32),
    /// `[start:stop:step]`
    Slice(Option<i32>, Option<i32>, i32),
    /// Each on the result of the one before.
    Pipe(Vec<Expr>),
    /// `*` on an object.
    Values,
    /// `[]`
    Flatten,
    /// A projection.
    Each(Box<Expr>),
    /// The condition of a filter and what it lets through.
    If(Box<[Expr; 2]>),
    List(Vec<Expr>),
    Hash(Vec<(String, Expr)>),
    All(Vec<Expr>),
    Any(Vec<Expr>),
    Not(Box<Expr>),
    Compare(Comparator, Box<[Expr; 2]>),
    Literal(serde_json::Value),
    Call(String, Vec<Expr>),
    Ref(Box<Expr>),
}

/// How two values are compared, under the names of the runtime.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Comparator {
    Equal,
    NotEqual,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
}

impl Comparator {
    /// Whether it asks which is greater.
    pub(crate) fn is_order(self) -> bool {
        !matches!(self, Self::Equal | Self::NotEqual)
    }
}

impl Expr {
    /// The names of all members it speaks of, if it cannot see any other member but by its name; otherwise none.
    pub(crate) fn members(&self) -> Vec<&str> {
        let mut names = BTreeSet::new();
        if self.collect(&mut names) { names.into_iter().collect() } else { Vec::new() }
    }

    fn collect<'a>(&'a self, names: &mut BTreeSet<&'a str>) -> bool {
        match self {
            Self::Path(path) => {
                names.extend(path.iter().map(String::as_str));
                true
            }
            Self::Index(_) | Self::Slice(..) | Self::Flatten | Self::Literal(_) => true,
            Self::Each(item) => item.collect(names),
            Self::Pipe(items) | Self::List(items) | Self::All(items) | Self::Any(items) => {
                items.iter().all(|item| item.collect(names))
            }
            Self::Call(name, args) => {
                matches!(name.as_str(), "keys" | "length" | "not_null") && args.iter().all(|arg| arg.collect(names))
            }
            _ => false,
        }
    }
}
