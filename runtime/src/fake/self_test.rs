//! What tests of Farrier ask of a fake: every operation without events with made-up values, by the codec alone and by a
//! client.

use super::service::FakeService;
use crate::client::Handle;
use crate::config::Config;

impl FakeService {
    /// Makes up inputs and outputs of all operations without events, which have to come back as they were.
    ///
    /// # Errors
    /// What did not, by the names of the operations.
    #[doc(hidden)]
    pub fn round_trip(&self, seed: u64) -> Result<(), Vec<String>> {
        let failures = self.operations().iter().filter(|operation| !operation.has_events).filter_map(|operation| {
            let failure = operation.round_trip(self.service(), seed).err()?;
            Some(format!("{} with seed {seed}: {failure}", operation.name))
        });
        let failures: Vec<_> = failures.collect();
        if failures.is_empty() { Ok(()) } else { Err(failures) }
    }

    /// Calls all operations without events by a client of this fake, wherever it is.
    ///
    /// # Errors
    /// What came to the fake or back otherwise than it was sent, by the names of the operations.
    #[doc(hidden)]
    pub async fn exercise(&self, config: Config, seed: u64) -> Result<(), Vec<String>> {
        let handle = Handle::new(self.service(), config);
        let mut failures = Vec::new();
        for operation in self.operations().iter().filter(|operation| !operation.has_events) {
            self.answer_by(operation.name, (operation.answers)(seed));
            let mut outcome = (operation.call)(handle.clone(), seed).await;
            if outcome.is_ok() {
                let calls = self.calls();
                let input = calls.last().and_then(|call| call.any_input()).ok_or_else(|| "no input came".to_owned());
                outcome = input.and_then(|input| (operation.same_input)(input, seed));
            }
            failures.extend(outcome.err().map(|failure| format!("{} with seed {seed}: {failure}", operation.name)));
        }
        if failures.is_empty() { Ok(()) } else { Err(failures) }
    }
}
