//! How large models and clients may be.

use farrier_codegen::option;
use std::sync::LazyLock;

/// Limits of models, clients and messages: in the memory of a machine and the patience of a person, with room to spare.
#[cfg_attr(feature = "clap", derive(clap::Args))]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The most MiB that the files of a model have together
    #[cfg_attr(feature = "clap", arg(long = "max-model-mib", value_name = "N", default_value_t = Limits::default().model_mib))]
    pub model_mib: usize,
    /// The most shapes of a model
    #[cfg_attr(feature = "clap", arg(long = "max-shapes", value_name = "N", default_value_t = Limits::default().shapes))]
    pub shapes: usize,
    /// The most members of a client: those of its types and, for each operation, of its input and output, and its
    /// errors
    #[cfg_attr(feature = "clap", arg(long = "max-members", value_name = "N", default_value_t = Limits::default().members))]
    pub members: usize,
    /// The most bytes of each part of a message, which is cut in the middle; JSON has all of them
    #[cfg_attr(feature = "clap", arg(long = "max-message-bytes", value_name = "N", default_value_t = Limits::default().message_bytes))]
    pub message_bytes: usize,
}

const MIB: usize = 1 << 20;

impl Default for Limits {
    fn default() -> Self {
        let model = smithy_json_ast::Limits::default();
        Self {
            model_mib: model.bytes / MIB,
            shapes: model.shapes,
            members: farrier_codegen::MAX_MEMBERS,
            message_bytes: smithy_json_ast::SHOWN,
        }
    }
}

impl Limits {
    /// The most bytes that the files of a model have together.
    pub fn bytes(&self) -> usize {
        self.model_mib.saturating_mul(MIB)
    }

    /// Those that loading a model keeps to.
    pub fn of_model(&self) -> smithy_json_ast::Limits {
        static MORE_SHAPES: LazyLock<String> =
            LazyLock::new(|| format!("allow more: {}", option("max-shapes N", "shapes = N` of `[limits]")));
        smithy_json_ast::Limits { bytes: self.bytes(), shapes: self.shapes, allow_more_shapes: &MORE_SHAPES }
    }
}
