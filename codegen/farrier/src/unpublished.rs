//! What to do where the runtime is not published.

use camino::{Utf8Path, Utf8PathBuf};
use farrier_codegen::RuntimeDependency;
use farrier_project::job::Job;
use farrier_project::pipeline::Planned;
use farrier_project::sync::Action;

use crate::report::Problem;

/// What there is to say of new crates that take the runtime from crates.io, if this program was built from a clone: the
/// version of a clone need not be there.
pub(crate) fn warning(jobs: &[Job], planned: &[Planned]) -> Option<Problem> {
    let published = RuntimeDependency::default();
    let is_new = |planned: &Planned| {
        let mut changes = planned.plan.changes.iter();
        changes.any(|change| {
            matches!(change.action, Action::Create { .. }) && change.path == planned.plan.root.join("Cargo.toml")
        })
    };
    let mut pairs = jobs.iter().zip(planned);
    pairs.find(|(job, planned)| job.request.runtime == published && is_new(planned))?;
    let runtime = runtime()?;
    let message = concat!(
        "farrier-runtime ",
        env!("CARGO_PKG_VERSION"),
        " is to come from crates.io, and need not be there: this program was built from a clone"
    );
    let help = format!(
        "where cargo does not find it, say `path = \"{runtime}\"` below `[runtime]` in farrier.toml, or generate with \
         `--runtime-path {runtime}`"
    );
    Some(Problem::warning(message).help(help))
}

/// The runtime of the clone, if there is one: a package of crates.io has none beside it.
fn runtime() -> Option<Utf8PathBuf> {
    let folder = Utf8Path::new(env!("CARGO_MANIFEST_DIR")).join("../../runtime");
    let folder = folder.canonicalize_utf8().ok()?;
    folder.join("Cargo.toml").is_file().then_some(folder)
}
