//! What services expect of their clients and models do not say.

use smithy_json_ast::ShapeId;

/// Members that are endpoint parameters though they lack `smithy.rules#contextParam`.
const CONTEXT_PARAMS: [(&str, &str); 1] = [
    // Every model of Machine Learning has an endpoint of its own, which the caller knows from `GetMLModel`:
    // the protocol test `MachinelearningPredictEndpoint`.
    ("com.amazonaws.machinelearning#PredictInput$PredictEndpoint", "Endpoint"),
];

/// The endpoint parameter a member sets.
pub(super) fn context_param(member: &ShapeId) -> Option<&'static str> {
    CONTEXT_PARAMS.iter().find(|(id, _)| member.as_str() == *id).map(|(_, name)| *name)
}
