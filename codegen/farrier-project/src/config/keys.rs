//! The keys of farrier.toml: what the parser takes and the schema says.

use farrier_codegen::FeaturePer;

/// A key of a table.
#[derive(Debug)]
pub(super) struct Key {
    pub(super) name: &'static str,
    pub(super) kind: Kind,
    pub(super) is_required: bool,
    /// What it says, for the schema.
    pub(super) text: &'static str,
}

/// What the value of a key is.
#[derive(Debug)]
pub(super) enum Kind {
    Text,
    /// A text that is one of these.
    Choice(&'static [&'static str]),
    /// Letters, digits, `-` and `_`.
    Name,
    /// The path of a file.
    File,
    /// A folder below that of farrier.toml.
    Folder,
    Texts,
    /// Names of programs in a folder.
    Programs,
    Flag,
    /// At least 0.
    Number,
    Table(&'static [Key]),
    Tables(&'static [Key]),
    /// A table with keys of any name, each with a list of texts.
    Lists,
}

const fn key(name: &'static str, kind: Kind, text: &'static str) -> Key {
    Key { name, kind, is_required: false, text }
}

const fn required(name: &'static str, kind: Kind, text: &'static str) -> Key {
    Key { name, kind, is_required: true, text }
}

/// The whole file.
pub(super) static FILE: &[Key] = &[
    key("command", Kind::Text, "How this project calls Farrier, for the first line of files; `farrier` if left out"),
    key("runtime", Kind::Table(RUNTIME), "Where crates find farrier-runtime; its published version if left out"),
    key("limits", Kind::Table(LIMITS), "How large models, clients and messages may be"),
    required("service", Kind::Tables(SERVICE), "A crate to generate"),
];

/// Keys of the runtime, of which there has to be one.
pub(super) const PLACES: [&str; 3] = ["version", "path", "git"];

static RUNTIME: &[Key] = &[
    key("version", Kind::Text, "A version requirement"),
    key("path", Kind::Text, "A folder, from that of farrier.toml"),
    key("git", Kind::Text, "The URL of a repository"),
    key("branch", Kind::Text, "A branch of the repository"),
    key("tag", Kind::Text, "A tag of the repository"),
    key("rev", Kind::Text, "A commit of the repository"),
    key("registry", Kind::Text, "The name of a registry that is not crates.io"),
];

pub(super) static LIMITS: &[Key] = &[
    key("model-mib", Kind::Number, "The most MiB that the files of a model have together"),
    key("shapes", Kind::Number, "The most shapes of a model"),
    key("members", Kind::Number, "The most members of a client"),
    key("message-bytes", Kind::Number, "The most bytes of each part of a message"),
];

static SERVICE: &[Key] = &[
    required("name", Kind::Name, "The name on the command line"),
    required("model", Kind::File, "The model, Smithy JSON AST"),
    required("crate", Kind::Folder, "The folder of the crate"),
    key("package", Kind::Text, "The name of the package, if not `name`"),
    key("operations", Kind::Texts, "The operations wanted, if not all"),
    key("service", Kind::Text, "The shape id of the service, if the model has more than one"),
    key("protocol", Kind::Text, "The protocol to speak, such as `awsJson1_1`, if not the best that the service speaks"),
    key("examples", Kind::Programs, "Hand-written programs in the crate's folder `examples`, without their ending"),
    key("protocol-tests", Kind::Flag, "Whether to also write the tests the model carries"),
    key("skip-unsupported", Kind::Flag, "Whether to leave out the operations that need what Farrier cannot do yet"),
    key(
        "allow-unknown-traits",
        Kind::Texts,
        "The ids of traits to ignore though Farrier does not know whether they change a request",
    ),
    key(
        "feature-per",
        Kind::Choice(&FeaturePer::NAMES),
        "What has a Cargo feature of its own: each `operation`, each `resource` of the model, each `tag` of operations, or `none`",
    ),
    key(
        "features",
        Kind::Lists,
        "More Cargo features of the crate, each with the features that it turns on; `default` replaces that of the crate",
    ),
    key("manifest", Kind::Table(MANIFEST), "Keys of `[package]` in the `Cargo.toml` of the crate"),
];

/// Keys of `[package]` that may be set.
pub(super) static MANIFEST: &[Key] = &[
    key("version", Kind::Text, "The version of the crate; 0.1.0 if left out"),
    key("description", Kind::Text, "What the crate is"),
    key("license", Kind::Text, "A licence expression; `Apache-2.0 OR MIT` for a service of AWS, if left out"),
    key("license-file", Kind::Text, "The file of a licence, from the folder of the crate"),
    key("authors", Kind::Texts, "Who wrote it"),
    key("documentation", Kind::Text, "The URL of its documentation"),
    key("homepage", Kind::Text, "The URL of its page"),
    key("repository", Kind::Text, "The URL of its repository"),
    key("keywords", Kind::Texts, "Words to find it by"),
    key("categories", Kind::Texts, "Categories of crates.io"),
    key("publish", Kind::Flag, "Whether it may be published"),
];
