use super::call::Call;
use crate::error::sdk_error::SdkError;
use crate::operation::Operation;
use aws_smithy_async::future::pagination_stream::fn_stream::FnStream;
use aws_smithy_async::future::pagination_stream::{PaginationStream, TryFlatMap};
use aws_smithy_runtime::client::sdk_feature::SmithySdkFeature;
use std::collections::HashMap;

/// An operation with the `@paginated` trait.
pub trait Paginated: Operation<Input: Clone> {
    /// The type of the token.
    type Token: Token;

    /// The `inputToken`.
    fn token(input: &mut Self::Input) -> &mut Option<Self::Token>;

    /// The `outputToken`.
    fn next_token(output: &Self::Output) -> Option<&Self::Token>;

    /// Sets the `pageSize`, if there is such a member.
    fn set_page_size(_input: &mut Self::Input, _limit: i32) {}
}

/// A [`Paginated`] operation with `items`.
#[diagnostic::on_unimplemented(
    message = "the model names no `items` of this operation: leave out `.items()`, and take them from the pages",
    label = "no `items` in the `@paginated` trait of the operation"
)]
pub trait PaginatedItems: Paginated {
    /// The list or map the items are in.
    type Items: IntoIterator<Item: Send, IntoIter: Send> + Default;

    /// The `items`.
    fn items(output: Self::Output) -> Option<Self::Items>;
}

/// What says where the next page starts.
pub trait Token: Clone + PartialEq + Send + Sync + 'static {
    /// Whether it says that there is no next page.
    fn is_empty(&self) -> bool;
}

impl Token for String {
    fn is_empty(&self) -> bool {
        self.is_empty()
    }
}

impl<V: Clone + PartialEq + Send + Sync + 'static> Token for HashMap<String, V> {
    fn is_empty(&self) -> bool {
        self.is_empty()
    }
}

/// A call per page, for as long as the service has more.
#[must_use = "nothing is sent before the pages are asked for"]
#[derive(Clone, Debug)]
pub struct Paginator<O: Paginated> {
    call: Call,
    input: O::Input,
    stop_on_duplicate_token: bool,
}

impl<O: Paginated> Paginator<O> {
    pub(super) fn new(mut call: Call, input: O::Input) -> Self {
        call.feature = Some(SmithySdkFeature::Paginator);
        Self { call, input, stop_on_duplicate_token: true }
    }

    /// The most items a page may have.
    pub fn page_size(mut self, limit: i32) -> Self {
        O::set_page_size(&mut self.input, limit);
        self
    }

    /// Whether to stop when the service gives out the token it was given, rather than ask for that page again. It does
    /// unless told otherwise.
    pub fn stop_on_duplicate_token(mut self, stop: bool) -> Self {
        self.stop_on_duplicate_token = stop;
        self
    }

    /// The items, rather than the pages.
    pub fn items<I>(self) -> PaginatorItems<O, I>
    where
        O: PaginatedItems<Items = I>,
    {
        PaginatorItems { pages: self, items: O::items }
    }

    /// The pages. Nothing is sent before the first is asked for; an error is the last.
    #[must_use = "nothing is sent before the first page is asked for, by `next` for instance"]
    pub fn send(self) -> PaginationStream<Result<O::Output, SdkError<O::Error>>> {
        let Self { call, mut input, stop_on_duplicate_token } = self;
        PaginationStream::new(FnStream::new(move |pages| {
            Box::pin(async move {
                loop {
                    let page = call.clone().send::<O>(input.clone()).await;
                    let next = page.as_ref().ok().and_then(O::next_token).filter(|token| !token.is_empty()).cloned();
                    // Sending fails when nobody listens any more.
                    if pages.send(page).await.is_err() || next.is_none() {
                        return;
                    }
                    let token = O::token(&mut input);
                    if stop_on_duplicate_token && *token == next {
                        return;
                    }
                    *token = next;
                }
            })
        }))
    }
}

#[cfg(feature = "futures")]
impl<O: Paginated> Paginator<O> {
    /// The pages, as [`send`](Self::send) gives them, for the combinators of `futures` and `tokio-stream`.
    pub fn into_stream(self) -> Pages<Result<O::Output, SdkError<O::Error>>> {
        Pages(self.send())
    }
}

/// Pages or items as a [`Stream`](futures_core::Stream).
#[cfg(feature = "futures")]
#[must_use = "nothing is sent before the stream is polled"]
#[derive(Debug)]
pub struct Pages<T>(PaginationStream<T>);

#[cfg(feature = "futures")]
impl<T> futures_core::Stream for Pages<T> {
    type Item = T;

    fn poll_next(mut self: std::pin::Pin<&mut Self>, cx: &mut std::task::Context<'_>) -> std::task::Poll<Option<T>> {
        self.0.poll_next(cx)
    }
}

impl Call {
    /// One call per page, for as long as the service has more.
    pub fn paginate<O: Paginated>(self, input: O::Input) -> Paginator<O> {
        Paginator::new(self, input)
    }
}

/// The items of all pages. Where there are none it is of a type `I` that nobody knows: [`items`](Paginator::items) is
/// the one error of the compiler.
#[must_use = "nothing is sent before the items are asked for"]
#[derive(Clone, Debug)]
pub struct PaginatorItems<O: Paginated, I = <O as PaginatedItems>::Items> {
    pages: Paginator<O>,
    items: fn(O::Output) -> Option<I>,
}

impl<O: Paginated, I: IntoIterator<Item: Send + 'static, IntoIter: Send> + Default + 'static> PaginatorItems<O, I> {
    /// The items. Nothing is sent before the first is asked for; an error is the last.
    #[must_use = "nothing is sent before the first item is asked for, by `next` for instance"]
    pub fn send(self) -> PaginationStream<Result<I::Item, SdkError<O::Error>>> {
        let Self { pages, items } = self;
        TryFlatMap::new(pages.send()).flat_map(move |page| items(page).unwrap_or_default().into_iter())
    }

    /// The items, as [`send`](Self::send) gives them, for the combinators of `futures` and `tokio-stream`.
    #[cfg(feature = "futures")]
    pub fn into_stream(self) -> Pages<Result<I::Item, SdkError<O::Error>>> {
        Pages(self.send())
    }
}
