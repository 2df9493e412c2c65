//! Options that say which client of a model is meant, to commands that take one.

use clap::builder::NonEmptyStringValueParser;
use farrier_codegen::Request;
use farrier_project::limits::Limits;

/// What of a model is the client, and how large it may be.
#[derive(clap::Args)]
pub(crate) struct ClientArgs {
    /// The shape id of the service, for models with more than one
    #[arg(long = "service", value_name = "ID", requires = "model")]
    pub(crate) service_id: Option<String>,
    /// The protocol to speak, such as awsJson1_1; of those that the service speaks the best if left out
    #[arg(long, value_name = "NAME", requires = "model")]
    pub(crate) protocol: Option<String>,
    /// Leave out operations that need what Farrier cannot do yet, such as an auth scheme that no client has, and say
    /// which
    #[arg(long, requires = "model")]
    pub(crate) skip_unsupported: bool,
    /// A trait to ignore though it may change what is sent and read: one that Farrier does not know
    #[arg(long, value_name = "ID", requires = "model", value_parser = NonEmptyStringValueParser::new())]
    pub(crate) allow_unknown_trait: Vec<String>,
    #[command(flatten)]
    pub(crate) limits: Limits,
}

impl ClientArgs {
    pub(crate) fn request(&self) -> Request {
        Request {
            service: self.service_id.clone(),
            protocol: self.protocol.clone(),
            skip_unsupported: self.skip_unsupported,
            allow_unknown_traits: self.allow_unknown_trait.clone(),
            max_members: Some(self.limits.members),
            ..Request::default()
        }
    }
}
