//! What profiles say of AWS IAM Identity Center.

/// What a profile says of a role.
#[derive(Clone, Debug)]
pub(crate) struct Portal {
    pub(crate) account_id: String,
    pub(crate) role_name: String,
    pub(crate) region: String,
    pub(crate) start_url: String,
    /// The section `sso-session`, whose tokens can be renewed.
    pub(crate) session: Option<String>,
}
