//! What the message of an error is called, which clients of a service look for.

/// Services with XML write `Message`, though the model has `message`.
macro_rules! written {
    ($($client:ident: $operation:ident in $module:ident, $error:ident;)*) => {$(
        #[test]
        fn $client() {
            use ::$client::operation::$module::$operation;
            use ::$client::types::error::$error;
            let error = $error::builder().room("7").message("no room").build();
            let response = farrier_runtime::operation::encode_error::<$operation, _>(&error, 400).expect("written");
            let body = str::from_utf8(response.body().bytes().expect("in memory")).expect("text");
            assert!(body.contains("<Message>no room</Message>") && !body.contains("<message>"), "{body}");
        }
    )*};
}

written! {
    archive: Close in close, RoomLocked;
    depot: Store in store, Full;
    yard: Store in store, Full;
}
