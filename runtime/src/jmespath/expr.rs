use super::budget::Budget;
use aws_smithy_types::Document;
use std::borrow::Cow;

/// An expression, which is evaluated on a current value.
#[derive(Clone, Copy, Debug)]
pub enum Expr {
    /// `a.b.c`; without a name `@`, the current value.
    Path(&'static [&'static str]),
    /// `[0]`; from the end if negative.
    Index(i32),
    /// `[start:stop:step]`, before its projection. The step is not zero.
    Slice(Option<i32>, Option<i32>, i32),
    /// Each on the result of the one before: `a[0].b` and `a | b`.
    Pipe(&'static [Expr]),
    /// `*` on an object, before its projection: its values as a list.
    Values,
    /// `[]`, before its projection: lists in the list become part of it.
    Flatten,
    /// A projection: the expression on every element of the list, nulls left out.
    Each(&'static Expr),
    /// `?`: the second on the current value if the first is true for it.
    If(&'static [Expr; 2]),
    /// `[a, b]`
    List(&'static [Expr]),
    /// `{a: b}`
    Hash(&'static [(&'static str, Expr)]),
    /// `a && b`
    All(&'static [Expr]),
    /// `a || b`
    Any(&'static [Expr]),
    /// `!a`
    Not(&'static Expr),
    /// `a < b`
    Compare(Comparator, &'static [Expr; 2]),
    /// A literal string.
    Text(&'static str),
    /// A literal number.
    Number(f64),
    /// A literal boolean.
    Boolean(bool),
    /// Any other literal, as JSON.
    Json(&'static str),
    /// `f(a, b)`
    Call(Function, &'static [Expr]),
    /// `&a`, an argument of a function.
    Ref(&'static Expr),
}

/// How two values are compared. Only numbers are ordered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparator {
    /// `==`
    Equal,
    /// `!=`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterEqual,
}

/// A [function](https://jmespath.org/specification.html#built-in-functions); `None` is null.
pub type Function = fn(&Args<'_>) -> Option<Document>;

/// The arguments of a [`Function`](super::Function).
pub struct Args<'a> {
    pub(super) values: &'a [Arg<'a>],
    /// Of what it evaluates or makes larger than its arguments. The result is counted for it.
    pub(super) budget: &'a Budget,
}

/// An argument of a [`Function`](super::Function).
#[derive(Clone, Debug)]
pub enum Arg<'a> {
    /// A value.
    Value(Cow<'a, Document>),
    /// `&expression`, to be evaluated on the elements of a list.
    Expr(&'static Expr),
}
