//! What this process has used so far.

use crate::Result;
use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeValLike;
use std::fmt;
use std::fs;
use std::time::Instant;

/// What was used until some time.
pub(crate) struct Usage {
    at: Instant,
    /// Seconds.
    cpu: f64,
    /// Bytes now, and the most there were.
    memory: [u64; 2],
}

impl Usage {
    /// What was used until now.
    pub(crate) fn now() -> Result<Self> {
        let at = Instant::now();
        let usage = getrusage(UsageWho::RUSAGE_SELF)?;
        let seconds = |time: nix::sys::time::TimeVal| time.num_microseconds() as f64 / 1e6;
        let status = fs::read_to_string("/proc/self/status")?;
        let field = |name: &str| -> Result<u64> {
            let line =
                status.lines().find_map(|line| line.strip_prefix(name)).ok_or("Linux says how much memory there is")?;
            Ok(line.trim_start_matches(':').trim().trim_end_matches(" kB").parse::<u64>()? * 1024)
        };
        let memory = [field("VmRSS")?, field("VmHWM")?];
        // From here on the peak is that of what follows.
        fs::write("/proc/self/clear_refs", "5")?;
        Ok(Self { at, cpu: seconds(usage.user_time()) + seconds(usage.system_time()), memory })
    }

    pub(crate) fn since(&self, before: &Self) -> Spent {
        Spent {
            wall: (self.at - before.at).as_secs_f64(),
            cpu: self.cpu - before.cpu,
            memory: self.memory[1].saturating_sub(before.memory[0]),
        }
    }
}

/// What was used in between.
pub(crate) struct Spent {
    wall: f64,
    cpu: f64,
    memory: u64,
}

impl fmt::Display for Spent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\t{}\t{}", self.wall, self.cpu, self.memory)
    }
}
