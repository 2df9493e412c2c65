use super::shape::Docs;
use crate::jmespath::Expr;
use crate::names::WaiterName;

/// A waiter of `@waitable`.
#[derive(Debug)]
pub(crate) struct Waiter {
    pub(crate) name: WaiterName,
    pub(crate) docs: Docs,
    pub(crate) deprecated: Option<String>,
    /// In seconds, where they are not the default.
    pub(crate) min_delay: Option<u64>,
    pub(crate) max_delay: Option<u64>,
    pub(crate) acceptors: Vec<Acceptor>,
}

/// What one kind of answer means.
#[derive(Debug)]
pub(crate) struct Acceptor {
    pub(crate) state: State,
    pub(crate) matcher: Matcher,
}

/// What an answer can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    Success,
    Failure,
    Retry,
}

/// Which answers an acceptor is for.
#[derive(Debug)]
pub(crate) enum Matcher {
    Success(bool),
    /// What the service puts into the error code.
    ErrorType(Vec<String>),
    Output(Expr, Expected),
    InputOutput(Expr, Expected),
}

/// What the value of an expression must be.
#[derive(Debug)]
pub(crate) enum Expected {
    String(String),
    Boolean(bool),
    AllString(String),
    AnyString(String),
}
