//! Members of inputs that the user wants to see in metrics or interceptors.

use super::vtable::OperationVtable;
use crate::protocol::{self, JsonCodec, PayloadCodec as _};
use crate::schema::{SENSITIVE, ShapeSchema, ShapeType, json_name};
use crate::serde::DynStructure;
use aws_smithy_runtime_api::client::interceptors::context::Input;
use aws_smithy_types::Document;
use aws_smithy_types::config_bag::ConfigBag;
use aws_smithy_types::telemetry::{CapturedTelemetryAttributes, RequestedTelemetryAttributes};

/// The members that were asked for, if any were: of those that are strings and not sensitive.
///
/// They are read back from JSON, so that nobody who does not ask pays for it, in code or in time. An input that
/// cannot be written has none.
pub(super) fn captured(
    operation: &OperationVtable,
    input: &Input,
    cfg: &ConfigBag,
) -> Option<CapturedTelemetryAttributes> {
    let requested = cfg.load::<RequestedTelemetryAttributes>().filter(|requested| !requested.is_empty())?;
    let mut captured = CapturedTelemetryAttributes::new();
    let capture = |input: DynStructure<'_>| {
        let body = JsonCodec.write(&input)?;
        let body = protocol::parse_document(std::str::from_utf8(&body)?)?;
        capture(input.schema(), &body, requested, &mut captured);
        Ok(())
    };
    operation.with_input(input, &mut { capture }).ok()?;
    Some(captured)
}

fn capture(
    shape: &ShapeSchema,
    body: &Document,
    requested: &RequestedTelemetryAttributes,
    captured: &mut CapturedTelemetryAttributes,
) {
    let shown = shape.members().filter(|member| {
        let is_shown = member.value.shape_type == ShapeType::String && !member.value.traits.has(&SENSITIVE);
        is_shown && requested.should_capture(member.name)
    });
    for member in shown.filter(|_| !shape.sensitive) {
        if let Some(value) = body.as_object().and_then(|body| body.get(json_name(member))?.as_string()) {
            captured.insert(member.name, value);
        }
    }
}
