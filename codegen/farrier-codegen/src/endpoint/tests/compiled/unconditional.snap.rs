use farrier_runtime::endpoint::bdd::{self, Next, Node};
use farrier_runtime::endpoint::{Endpoint, EndpointError, Param, Params, at};
/// What the rules of this service are evaluated with.
pub(crate) static PARAMS: &[Param] = &[];
/// The decisions: which condition to test, and where to go if it holds or fails.
static NODES: &[Node] = &[];
/// Where to start.
const ROOT: Next = Next::Result(0);
/// The parameters, and what conditions assign.
struct Values {}
/// The endpoint for these parameters, which must have the defaults of [`PARAMS`].
pub(crate) fn resolve(_params: &Params) -> Result<Endpoint, EndpointError> {
    let mut values = Values {};
    let index = bdd::evaluate(
        NODES,
        ROOT,
        |index| condition(index, &mut values).unwrap_or(false),
    );
    index
        .and_then(|index| result(index, &values))
        .unwrap_or_else(|| Err(EndpointError::exhausted()))
}
/// Whether a condition holds. Not if something it needs is unset, which is what `None` says.
fn condition(_index: u16, _values: &mut Values) -> Option<bool> {
    None
}
/// What a rule gives; `None` if something it needs is unset.
fn result(index: u16, _values: &Values) -> Option<Result<Endpoint, EndpointError>> {
    Some(
        match index {
            0 => at("https://example.com"),
            _ => return None,
        },
    )
}
