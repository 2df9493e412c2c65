//! Calls: an operation and its input in, an output or an [`SdkError`] out.
//!
//! The AWS runtime does the work - retries, timeouts, credentials, signing. What it needs to know of an operation is
//! taken from [`Operation`](crate::operation::Operation) without its types, so that all of this is compiled once for
//! all operations.

#[cfg(feature = "jmespath")]
mod acceptor;
#[cfg(feature = "auth-token")]
pub mod auth_token;
mod body_plugin;
mod call;
mod checksum;
mod classifiers;
mod clock_skew;
mod compression;
mod customize;
#[cfg(feature = "endpoint-discovery")]
mod endpoint_discovery;
#[cfg(feature = "event-sender")]
mod events_plugin;
pub mod http;
mod length;
mod metrics;
mod off;
mod operation_plugin;
mod paginator;
#[cfg(feature = "byte-stream")]
mod pauses;
mod payload;
#[cfg(feature = "presigning")]
pub mod presigning;
mod response_limit;
mod retry_after;
mod send;
mod service_plugins;
#[cfg(feature = "stream")]
mod stream;
mod telemetry;
mod type_erasure;
mod user_agent;
mod vtable;
#[cfg(feature = "jmespath")]
mod waiter;
#[cfg(feature = "jmespath")]
mod waiter_clock;
mod waiter_error;

pub use crate::error::BoxError;
pub use crate::error::sdk_error::{
    ConnectorError, ConstructionFailure, DispatchFailure, HttpResponse, ResponseError, SdkError, ServiceError,
    TimeoutError,
};
#[cfg(feature = "jmespath")]
pub use acceptor::{Acceptor, Expected, Matcher};
pub use call::{Call, Handle};
pub use customize::CustomizableOperation;
#[cfg(feature = "endpoint-discovery")]
pub use endpoint_discovery::{Discovered, ReloadEndpoint, discover};
#[doc(hidden)]
pub use off::{OperationIsOn, WaiterIsOn};
#[cfg(feature = "futures")]
pub use paginator::Pages;
pub use paginator::{Paginated, PaginatedItems, Paginator, PaginatorItems, Token};
pub use send::Sending;
#[cfg(feature = "jmespath")]
pub use waiter::{FinalPoll, Wait, WaitError, Waited, Waiter};
pub use waiter_error::{ExceededMaxWait, FailureState, OperationFailed, WaiterError};
