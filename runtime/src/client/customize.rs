use super::call::Call;
use crate::config::http::HttpRequest;
use crate::config::{Builder, Intercept, RuntimePlugin, SharedInterceptor, SharedRuntimePlugin};
use crate::error::sdk_error::SdkError;
use crate::operation::Operation;
use aws_smithy_runtime::client::interceptors::{MapRequestInterceptor, MutateRequestInterceptor};
use std::error::Error;

/// A call whose request and configuration can be changed before it is sent.
#[must_use = "nothing is sent before `send` is called"]
#[derive(Clone, Debug)]
pub struct CustomizableOperation<O: Operation> {
    call: Call,
    input: O::Input,
    interceptors: Vec<SharedInterceptor>,
    plugins: Vec<SharedRuntimePlugin>,
}

impl<O: Operation> CustomizableOperation<O> {
    pub(super) fn new(call: Call, input: O::Input) -> Self {
        Self { call, input, interceptors: Vec::new(), plugins: Vec::new() }
    }

    /// Adds an interceptor.
    pub fn interceptor(mut self, interceptor: impl Intercept + 'static) -> Self {
        self.interceptors.push(SharedInterceptor::new(interceptor));
        self
    }

    /// Adds a plugin, which can change any setting and any component.
    pub fn runtime_plugin(mut self, plugin: impl RuntimePlugin + 'static) -> Self {
        self.plugins.push(SharedRuntimePlugin::new(plugin));
        self
    }

    /// Replaces the request before it is signed, for every attempt.
    pub fn map_request<F, E>(self, map: F) -> Self
    where
        F: Fn(HttpRequest) -> Result<HttpRequest, E> + Send + Sync + 'static,
        E: Error + Send + Sync + 'static,
    {
        self.interceptor(MapRequestInterceptor::new(map))
    }

    /// Changes the request before it is signed, for every attempt.
    pub fn mutate_request<F>(self, change: F) -> Self
    where
        F: Fn(&mut HttpRequest) + Send + Sync + 'static,
    {
        self.interceptor(MutateRequestInterceptor::new(change))
    }

    /// Changes the configuration for this call.
    pub fn config_override(mut self, changes: impl Into<Builder>) -> Self {
        self.call.set_config_override(Some(changes.into()));
        self
    }

    /// Sends the request.
    ///
    /// # Errors
    /// See [`SdkError`].
    pub async fn send(self) -> Result<O::Output, SdkError<O::Error>> {
        let (call, input) = self.into_call();
        call.send::<O>(input).await
    }

    /// The call with its changes.
    pub(super) fn into_call(self) -> (Call, O::Input) {
        let Self { mut call, input, interceptors, plugins } = self;
        let changes = call.config_override.get_or_insert_default();
        for interceptor in interceptors {
            changes.push_interceptor(interceptor);
        }
        for plugin in plugins {
            changes.push_runtime_plugin(plugin);
        }
        (call, input)
    }
}

impl Call {
    /// A call whose request and configuration can be changed before it is sent.
    pub fn customize<O: Operation>(self, input: O::Input) -> CustomizableOperation<O> {
        CustomizableOperation::new(self, input)
    }
}
