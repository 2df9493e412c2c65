//! What sources of credentials are to clients.

/// Implements [`ProvideCredentials`](aws_credential_types::provider::ProvideCredentials) by the method `load`, and by
/// other methods as they are given.
macro_rules! provide_by_load {
    ($source:ty $(, $($method:tt)+)?) => {
        impl aws_credential_types::provider::ProvideCredentials for $source {
            fn provide_credentials<'a>(&'a self) -> aws_credential_types::provider::future::ProvideCredentials<'a>
            where
                Self: 'a,
            {
                aws_credential_types::provider::future::ProvideCredentials::new(self.load())
            }

            $($($method)+)?
        }
    };
}

pub(crate) use provide_by_load;
