//! Credentials, region and shared settings from where programs of AWS keep them: environment, profile files, roles of
//! containers and instances, web identity, AWS IAM Identity Center, other programs.
//!
//! ```no_run
//! use farrier_credentials::BehaviorVersion;
//!
//! # async fn config() {
//! let config = farrier_credentials::load_defaults(BehaviorVersion::latest()).await;
//! # }
//! ```
//!
//! What is loaded is an [`SdkConfig`], which every client takes. `docs/credentials.md` says where is looked, in which
//! order.
//!
//! Modules stand in layers, and each imports only from those before it:
//!
//! 1. `address`, `causes`, `feature`, `json`, `file`, `provide`, `exchange`; `surroundings`: environment, files,
//!    profiles, clock and HTTP client
//! 2. a module per source, which asks over the network or runs what it must
//! 3. `profile`: which of these a profile asks for; `chain`: which is asked first
//! 4. `region`, `settings`, `loader`: the rest of a configuration; `assume_role`: what a program does with it

mod address;
mod assume_role;
mod causes;
mod chain;
mod container;
mod environment;
mod exchange;
mod feature;
mod file;
mod instance;
mod json;
mod loader;
mod login;
#[cfg(test)]
mod mutated;
mod process;
mod profile;
mod provide;
mod region;
mod settings;
mod sso;
mod sts;
mod surroundings;
mod web_identity;

pub use assume_role::AssumeRole;
pub use aws_smithy_runtime_api::client::behavior_version::BehaviorVersion;
pub use aws_types::SdkConfig;
pub use aws_types::region::Region;
pub use loader::ConfigLoader;

/// Loads a configuration from where programs of AWS keep it. What is wrong with credentials is an error of the first
/// call that needs them.
pub async fn load_defaults(version: BehaviorVersion) -> SdkConfig {
    defaults(version).load().await
}

/// Starts a configuration, some of which is set by the program. The rest is loaded from where programs of AWS keep it.
pub fn defaults(version: BehaviorVersion) -> ConfigLoader {
    ConfigLoader::new(version)
}
