//! Implementations that are the same for every generated type of a kind, which no blanket implementation can give to
//! types of another crate. Generated code calls these macros beside the plain items they are about.

/// Implements the traits of a string enum that has `as_str`, given its variants and their values; with `debug` or
/// `redacted` what it shows of itself, which costs the compiler less than the derive, and with `key` also what keys of
/// maps need.
#[macro_export]
macro_rules! string_enum {
    ($name:ident, $values:tt $(, $more:ident)* $(,)?) => {
        $crate::string_enum!(@always $name $values);
        $($crate::string_enum!(@$more $name $values);)*
    };
    (@debug $name:ident [$($variant:ident = $_:literal),* $(,)?]) => {
        impl ::std::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                let name = match self {
                    $(Self::$variant => ::std::stringify!($variant),)*
                    Self::Unknown(value) => return $crate::rt::debug_unknown(value, f),
                };
                f.write_str(name)
            }
        }
    };
    (@redacted $name:ident $_:tt) => {
        impl ::std::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str($crate::rt::REDACTED)
            }
        }
    };
    (@key $name:ident $_:tt) => {
        impl $crate::rt::Key for $name {
            #[inline]
            fn from_key(key: ::std::string::String) -> Self {
                Self::from(key.as_str())
            }
            #[inline]
            fn as_key(&self) -> &str {
                self.as_str()
            }
        }
    };
    (@always $name:ident [$($variant:ident = $value:literal),* $(,)?]) => {
        // The derive would have a function beside it, which each client compiles.
        impl ::std::cmp::Eq for $name {}
        impl ::std::convert::From<&str> for $name {
            #[inline]
            fn from(value: &str) -> Self {
                match value {
                    $($value => Self::$variant,)*
                    other => Self::Unknown($crate::rt::UnknownVariantValue::new(other)),
                }
            }
        }
        impl ::std::convert::From<::std::string::String> for $name {
            #[inline]
            fn from(value: ::std::string::String) -> Self {
                Self::from(value.as_str())
            }
        }
        impl ::std::convert::From<$name> for ::std::string::String {
            #[inline]
            fn from(value: $name) -> Self {
                Self::from(value.as_str())
            }
        }
        impl ::std::convert::AsRef<str> for $name {
            #[inline]
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }
        impl ::std::str::FromStr for $name {
            type Err = ::std::convert::Infallible;
            #[inline]
            // Not `Self::Err`: a value may be called that.
            fn from_str(value: &str) -> ::std::result::Result<Self, ::std::convert::Infallible> {
                ::std::result::Result::Ok(Self::from(value))
            }
        }
        impl ::std::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
        impl $crate::rt::Value for $name {
            const KIND: $crate::rt::ShapeType = $crate::rt::ShapeType::String;
            #[inline]
            fn write(&self, at: &$crate::rt::Schema<'_>, to: &mut $crate::rt::Sink<'_>) -> $crate::rt::SerdeResult {
                to.write_string(at, self.as_str())
            }
            #[inline]
            fn read(at: &$crate::rt::Schema<'_>, from: &mut $crate::rt::Source<'_>) -> $crate::rt::SerdeResult<Self> {
                $crate::rt::read_enum(at, from)
            }
            #[inline]
            fn error_correction_default() -> Self {
                Self::from("no value was set")
            }
        }
    };
}

/// Implements the trait of a structure all members of which are optional, given id and text of its schema, its fields
/// in the order of the schema, and which way its values go: in a `request`, in a `response`, or in `both`. The half
/// that a client does not need is there with the feature `symmetric` of the generated crate.
#[doc(hidden)]
#[macro_export]
macro_rules! structure {
    (@write response [$($field:ident),*]) => {
        #[cfg(feature = "symmetric")]
        $crate::structure!(@write both [$($field),*]);
    };
    (@write $_:ident [$($field:ident),*]) => {
        #[inline]
        fn write(&self, to: &mut $crate::rt::Writer<'_>) -> $crate::rt::SerdeResult {
            to.members(&[$(&self.$field),*])
        }
    };
    (@read request [$($field:ident),*]) => {
        #[cfg(feature = "symmetric")]
        $crate::structure!(@read both [$($field),*]);
    };
    (@read $_:ident [$($field:ident),*]) => {
        #[inline]
        fn read(_b: &mut Self, from: &mut $crate::rt::Reader<'_>) -> $crate::rt::SerdeResult {
            from.members(&mut [$(&mut _b.$field),*])
        }
    };
    ($name:ident, $id:literal, $text:expr, [$($field:ident),* $(,)?], $direction:ident $(,)?) => {
        impl $crate::rt::Structure for $name {
            type Builder = Self;
            #[inline]
            fn shape() -> &'static $crate::rt::ShapeSchema {
                $crate::rt::shape($id, $text)
            }
            $crate::structure!(@write $direction [$($field),*]);
            $crate::structure!(@read $direction [$($field),*]);
        }
    };
}

/// Implements the traits of an error structure, whose builder keeps the metadata as `meta`: given the member that is
/// its message, if one is, or `hides` one that must not be shown; how it counts for retries, if the model says so; its
/// HTTP status, and what asks for that.
#[macro_export]
macro_rules! error_shape {
    (
        $name:ident,
        $(message = $message:ident,)?
        $(hides = $hidden:ident,)?
        $(retry = $kind:ident,)?
        $(#[$server:meta])? status = $status:literal $(,)?
    ) => {
        impl ::std::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                let message = if <Self as $crate::rt::ErrorShape>::HIDES_MESSAGE { ::std::option::Option::Some($crate::rt::REDACTED) } else { self.message().into() };
                $crate::rt::display_shape(stringify!($name), message, f)
            }
        }
        impl ::std::error::Error for $name {}
        impl $crate::rt::ProvideErrorMetadata for $name {
            #[inline]
            fn meta(&self) -> &$crate::rt::ErrorMetadata {
                &self.meta
            }
        }
        impl $crate::rt::Described for $name {}
        impl $crate::rt::ServiceError for $name {
            $(
                #[inline]
                fn retry_kind(&self) -> ::std::option::Option<$crate::rt::ErrorKind> {
                    ::std::option::Option::Some($crate::rt::ErrorKind::$kind)
                }
            )?
            $(
                #[doc = stringify!($hidden)]
                #[inline]
                fn hides_message(&self) -> bool {
                    <Self as $crate::rt::ErrorShape>::HIDES_MESSAGE
                }
            )?
            #[inline]
            fn as_any(&self) -> &dyn $crate::rt::Any {
                self
            }
            $(#[$server])?
            fn with_structure(&self, with: $crate::rt::WithError<'_>) -> bool {
                $crate::rt::hand_over(self, $status, with)
            }
        }
        impl $crate::rt::ErrorShape for $name {
            $(
                #[doc = stringify!($hidden)]
                const HIDES_MESSAGE: bool = true;
            )?
            #[inline]
            fn builder_fields(builder: &mut Self::Builder) -> $crate::rt::ErrorFields<'_> {
                let message = [$(&mut builder.$message)? $(&mut builder.$hidden)?].into_iter().next();
                (&mut builder.meta, message)
            }
        }
    };
}

/// Implements the traits of the builder of the input of an operation, which may hold a client besides. Only one without
/// a client is made of nothing, and compared. One that `streams` is neither copied nor compared.
#[macro_export]
macro_rules! fluent_builder {
    ($name:ident) => {
        $crate::fluent_builder!($name, streams);
        impl<C: ::std::clone::Clone> ::std::clone::Clone for $name<C> {
            #[inline]
            fn clone(&self) -> Self {
                // Not `input.clone()`: a member may be called that.
                Self { input: ::std::clone::Clone::clone(&self.input), call: self.call.clone() }
            }
        }
        impl ::std::cmp::PartialEq for $name<()> {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                self.input == other.input
            }
        }
    };
    ($name:ident, streams $(,)?) => {
        impl<C> ::std::fmt::Debug for $name<C> {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                // Without a client nothing else looks at it, where nothing can be copied.
                let _ = &self.call;
                $crate::rt::debug_fluent_builder(stringify!($name), &self.input, f)
            }
        }
        impl ::std::default::Default for $name<()> {
            #[inline]
            fn default() -> Self {
                Self { input: ::std::default::Default::default(), call: () }
            }
        }
    };
}

/// Implements the traits of an operation output; with `events` or `bytes` those of one that holds such a stream, with
/// `extended` those of one with a second request id.
#[macro_export]
macro_rules! output {
    ($name:ident, extended $(, $stream:ident)? $(,)?) => {
        $crate::output!(@output $name [
            #[inline]
            fn extended_request_id_slot(
                &mut self,
            ) -> ::std::option::Option<&mut ::std::option::Option<::std::string::String>> {
                ::std::option::Option::Some(&mut self._extended_request_id)
            }
        ] $($stream)?);
        impl $crate::customizations::s3::RequestIdExt for $name {
            #[inline]
            fn extended_request_id(&self) -> ::std::option::Option<&str> {
                self._extended_request_id.as_deref()
            }
        }
    };
    ($name:ident $(, $stream:ident)? $(,)?) => {
        $crate::output!(@output $name [] $($stream)?);
    };
    (@output $name:ident [$($own:tt)*] $($stream:ident)?) => {
        impl $crate::rt::Output for $name {
            $(
                const STREAM: ::std::option::Option<$crate::rt::OutputStream<Self>> =
                    ::std::option::Option::Some($crate::rt::OutputStream::$stream());
            )?
            #[inline]
            fn request_id_slot(&mut self) -> &mut ::std::option::Option<::std::string::String> {
                &mut self._request_id
            }
            $($own)*
        }
        impl $crate::rt::RequestId for $name {
            #[inline]
            fn request_id(&self) -> ::std::option::Option<&str> {
                self._request_id.as_deref()
            }
        }
    };
}

/// Implements the traits of the error enum of an operation. A variant is chosen by the error codes behind it, else by a
/// code that is its name.
#[macro_export]
macro_rules! operation_error {
    ($name:ident, [$($variant:ident $(= [$($code:literal),* $(,)?])?),* $(,)?] $(,)?) => {
        impl $crate::rt::OperationError for $name {
            #[inline]
            fn from_response(response: &$crate::rt::ErrorResponse<'_>) -> $crate::rt::ReadError<Self> {
                match response.code() {
                    $($crate::error_code!($variant $(= [$($code),*])?) => response.read(Self::$variant),)*
                    _ => ::std::option::Option::None,
                }
            }
            #[inline]
            fn inner(&self) -> &dyn $crate::rt::ServiceError {
                match self {
                    $(Self::$variant(error) => error,)*
                    Self::Unhandled(error) => error,
                }
            }
        }
        impl ::std::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::rt::debug_error(self, f)
            }
        }
        impl ::std::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::rt::display_error(self, f)
            }
        }
        impl ::std::error::Error for $name {
            #[inline]
            fn source(&self) -> ::std::option::Option<&(dyn ::std::error::Error + 'static)> {
                $crate::rt::error_source(self)
            }
        }
        impl $crate::rt::ProvideErrorMetadata for $name {
            #[inline]
            fn meta(&self) -> &$crate::rt::ErrorMetadata {
                $crate::rt::error_meta(self)
            }
        }
        impl $crate::rt::CreateUnhandledError for $name {
            #[inline]
            fn create_unhandled_error(
                source: $crate::rt::BoxError,
                meta: ::std::option::Option<$crate::rt::ErrorMetadata>,
            ) -> Self {
                Self::Unhandled($crate::rt::unhandled(source, meta))
            }
        }
        impl $crate::rt::ProvideErrorKind for $name {
            #[inline]
            fn retryable_error_kind(&self) -> ::std::option::Option<$crate::rt::ErrorKind> {
                $crate::rt::OperationError::inner(self).retry_kind()
            }
            #[inline]
            fn code(&self) -> ::std::option::Option<&str> {
                $crate::rt::ProvideErrorMetadata::code(self)
            }
        }
        $crate::answer_error!($name);
    };
}

/// Nothing, unless there are fakes.
#[cfg(not(feature = "test-util"))]
#[doc(hidden)]
#[macro_export]
macro_rules! answer_error {
    ($name:ident) => {};
}

/// The pattern of the codes of an error; one without a code of its own is never chosen.
#[doc(hidden)]
#[macro_export]
macro_rules! error_code {
    ($variant:ident) => {
        stringify!($variant)
    };
    ($variant:ident = []) => {
        "\0"
    };
    ($variant:ident = [$($code:literal),+]) => {
        $($code)|+
    };
}
