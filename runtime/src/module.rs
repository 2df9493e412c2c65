//! Clients that are modules of another crate, as `farrier-build` writes them.

/// Includes a client that the build script wrote with `farrier-build`, as a module of the same name. What only a former
/// run of it wrote is an error.
///
/// ```ignore
/// farrier_runtime::include_client!(pub mod kms);
///
/// let client = kms::Client::new(&config);
/// ```
///
/// The module keeps to no lint of the program. One that is `forbid` there cannot be allowed here, and the compiler refuses
/// the module (E0453): `deny` is as strict with the code of the program. `unsafe_code` can be forbidden, as there is none.
#[macro_export]
macro_rules! include_client {
    ($(#[$attribute:meta])* $visibility:vis mod $name:ident) => {
        $(#[$attribute])*
        // What of it a program uses, and which lints it keeps to, is for the program to say of its own code.
        #[allow(
            unknown_lints, warnings, future_incompatible, let_underscore, nonstandard_style, refining_impl_trait,
            rust_2018_idioms, rust_2021_compatibility, rust_2024_compatibility, unused,
            clippy::all, clippy::cargo, clippy::nursery, clippy::pedantic, clippy::restriction,
            absolute_paths_not_starting_with_crate, ambiguous_negative_literals, closure_returning_async_block,
            deprecated_in_future, elided_lifetimes_in_paths, explicit_outlives_requirements,
            impl_trait_redundant_captures, macro_use_extern_crate, meta_variable_misuse, missing_copy_implementations,
            missing_debug_implementations, missing_docs, non_ascii_idents, redundant_imports, redundant_lifetimes,
            single_use_lifetimes, trivial_casts, trivial_numeric_casts, unexpected_cfgs, unit_bindings,
            unnameable_types, unreachable_pub, unused_import_braces, unused_lifetimes, unused_macro_rules,
            unused_qualifications, unused_results, variant_size_differences,
        )]
        $visibility mod $name {
            // Where the client is says the run of the build script that wrote it: a file could be of a former run.
            // rust-analyzer includes nothing by an `env!` with a message.
            #[cfg(rust_analyzer)]
            include!(env!(concat!("FARRIER_CLIENT_", stringify!($name))));
            #[cfg(not(rust_analyzer))]
            include!(env!(
                concat!("FARRIER_CLIENT_", stringify!($name)),
                concat!(
                    "the build script wrote no client `", stringify!($name),
                    "`: it writes one by `farrier_build::Config`, whose `name(\"", stringify!($name), "\")` names it"
                )
            ));
        }
    };
}

/// For each feature a macro that notes whether it is off, and hands on to the next of a list: a module cannot turn it
/// on, as the manifest of a crate does. The last of the list, `needed`, says what to write. `$d` is `$`, for them.
macro_rules! needs {
    ($d:tt $($check:ident $feature:literal)*) => { $(
        #[cfg(feature = $feature)]
        #[doc(hidden)]
        #[macro_export]
        macro_rules! $check {
            ($d off:tt $d next:ident $d($d more:ident)*) => { $crate::$d next!($d off $d($d more)*); };
        }

        #[cfg(not(feature = $feature))]
        #[doc(hidden)]
        #[macro_export]
        macro_rules! $check {
            ([$d($d off:literal)*] $d next:ident $d($d more:ident)*) => {
                $crate::$d next!([$d($d off)* $feature] $d($d more)*);
            };
        }
    )* };
}

/// What is to be added to a dependency, if something is.
macro_rules! needed {
    ($d:tt $($name:ident $place:literal)*) => { $(
        #[doc(hidden)]
        #[macro_export]
        macro_rules! $name {
            ([]) => {};
            ([$d first:literal $d($d off:literal)*]) => {
                compile_error!(concat!(
                    "the dependency `farrier-runtime` ", $place, "needs `features = [\"",
                    $d first, "\"" $d(, ", \"", $d off, "\"")*, "]`"
                ));
            };
        }
    )* };
}

needed! { $
    needed ""
    needed_in_tests "in `[dev-dependencies]` "
}

needs! { $
    needs_auth_token "auth-token"
    needs_aws_json "aws-json"
    needs_byte_stream "byte-stream"
    needs_client "client"
    needs_endpoint_discovery "endpoint-discovery"
    needs_event_sender "event-sender"
    needs_event_stream "event-stream"
    needs_http2 "http2"
    needs_http_checksum "http-checksum"
    needs_jmespath "jmespath"
    needs_presigning "presigning"
    needs_query "query"
    needs_request_checksum "request-checksum"
    needs_request_compression "request-compression"
    needs_rest_json "rest-json"
    needs_rest_xml "rest-xml"
    needs_rpc_v2_cbor "rpc-v2-cbor"
    needs_rpc_v2_json "rpc-v2-json"
    needs_s3 "s3"
    needs_s3_express "s3-express"
    needs_serde "serde"
    needs_server "server"
    needs_test_util "test-util"
    needs_tree_hash "tree-hash"
    needs_validate "validate"
}
