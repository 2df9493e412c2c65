fn inner(&self) -> &dyn rt::ServiceError {
    match self {
        Self::Access(error) => error,
        Self::SomeErrorWithARatherLongNameException(error) => {
            error.something_that_does_not_fit_in_the_width_of_the_printer_at_all()
        }
        Self::Statements(error) => {
            let first = error.first();
            first
        }
        Self::Unhandled(error) => error,
    }
}
