//! How large models and clients may be.

/// Limits of models and clients: in the memory of a machine and the patience of a person, with room to spare.
#[derive(clap::Args, Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Limits {
    /// The most MiB that the files of a model have together
    #[arg(long = "max-model-mib", value_name = "N", default_value_t = Limits::default().model_mib)]
    pub(crate) model_mib: usize,
    /// The most shapes of a model
    #[arg(long = "max-shapes", value_name = "N", default_value_t = Limits::default().shapes)]
    pub(crate) shapes: usize,
    /// The most members of a client: those of its types and, for each operation, of its input and output, and its errors
    #[arg(long = "max-members", value_name = "N", default_value_t = Limits::default().members)]
    pub(crate) members: usize,
}

const MIB: usize = 1 << 20;

impl Default for Limits {
    fn default() -> Self {
        let model = smithy_json_ast::Limits::default();
        Self { model_mib: model.bytes / MIB, shapes: model.shapes, members: farrier_codegen::MAX_MEMBERS }
    }
}

impl Limits {
    /// The most bytes that the files of a model have together.
    pub(crate) fn bytes(&self) -> usize {
        self.model_mib.saturating_mul(MIB)
    }

    /// Those that loading a model keeps to.
    pub(crate) fn of_model(&self) -> smithy_json_ast::Limits {
        smithy_json_ast::Limits { bytes: self.bytes(), shapes: self.shapes }
    }
}
