//! What the compiler says of a call, or a waiter, whose operation is off.

/// That an operation is on. No client has this for those that are off: their methods want it.
#[diagnostic::on_unimplemented(
    message = "the Cargo feature of this operation is off: turn on the one that has the name of the method, with `-` for `_`",
    label = "no feature that is on has this operation",
    note = "name it among the `features` of the dependency in Cargo.toml; where operations share features, or another \
            feature has that name, `[features]` of the client says which it is"
)]
pub trait OperationIsOn {
    /// What such a method would do.
    fn request<T>(&self) -> T;
}

/// That the operation of a waiter is on, as [`OperationIsOn`] has it.
#[diagnostic::on_unimplemented(
    message = "the Cargo feature of the operation that this waits with is off: turn on the one that has the last name of \
               `{Operation}`, in lower case and with `-` between words",
    label = "no feature that is on has the operation of this waiter",
    note = "name it among the `features` of the dependency in Cargo.toml; where operations share features, or another \
            feature has that name, `[features]` of the client says which it is"
)]
pub trait WaiterIsOn<Operation> {
    /// What such a method would do.
    fn request<T>(&self) -> T;
}
