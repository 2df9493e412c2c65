//! Configurations of services that have settings of their own: the client context parameters of their endpoint rules.

/// What a `Config` around a shared one, in its field `shared`, and a builder of [`Settings`](super::Settings) are
/// besides their own settings: all that the shared ones are, and convertible.
#[doc(hidden)]
#[macro_export]
macro_rules! service_config {
    ($config:ident, $builder:ident) => {
        $crate::config_setters!($builder);

        impl $builder {
            /// The configuration.
            #[inline]
            pub fn build(self) -> $config {
                self.settings.build().into()
            }
        }

        impl $config {
            /// Starts an empty configuration.
            #[inline]
            pub fn builder() -> $builder {
                $builder::default()
            }

            /// The configuration shared by all services, as a configuration for this one.
            #[inline]
            pub fn new(config: &$crate::rt::SdkConfig) -> Self {
                config.into()
            }

            /// A builder with everything this configuration was built from.
            #[inline]
            pub fn to_builder(&self) -> $builder {
                $builder { settings: self.shared.settings().clone() }
            }
        }

        impl ::std::ops::Deref for $config {
            type Target = $crate::config::Config;

            #[inline]
            fn deref(&self) -> &Self::Target {
                &self.shared
            }
        }

        impl From<$crate::config::Config> for $config {
            #[inline]
            fn from(shared: $crate::config::Config) -> Self {
                Self { shared }
            }
        }

        impl From<$config> for $crate::config::Config {
            #[inline]
            fn from(config: $config) -> Self {
                config.shared
            }
        }

        impl From<&$crate::rt::SdkConfig> for $config {
            #[inline]
            fn from(shared: &$crate::rt::SdkConfig) -> Self {
                $builder::from(shared).build()
            }
        }

        impl From<&$crate::rt::SdkConfig> for $builder {
            #[inline]
            fn from(shared: &$crate::rt::SdkConfig) -> Self {
                Self { settings: shared.into() }
            }
        }

        impl From<$builder> for $crate::config::Builder {
            #[inline]
            fn from(builder: $builder) -> Self {
                builder.settings.into()
            }
        }
    };
}

/// The methods of a builder of [`Settings`](super::Settings) of a service whose clients begin sessions.
#[doc(hidden)]
#[macro_export]
macro_rules! express_setters {
    ($builder:ident) => {
        $crate::config_rows! { $builder:
            /// Where credentials of sessions with directory buckets come from, of S3 Express One Zone; those that the
            /// client begins by default. `None` changes nothing.
            express_credentials_provider(provider: impl $crate::config::ProvideCredentials + 'static) =>
                set_express_credentials_provider(Some($crate::config::SharedCredentialsProvider::new(provider))),
                provider: Option<$crate::config::SharedCredentialsProvider>;
        }
    };
}
