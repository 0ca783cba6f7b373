//! Repeats work for a time, and prints the mean time of one operation.

use std::time::{Duration, Instant};

pub struct Measure {
    warmup: Duration,
    time: Duration,
}

impl Measure {
    pub fn new(warmup_seconds: f64, seconds: f64) -> Self {
        Measure {
            warmup: Duration::from_secs_f64(warmup_seconds),
            time: Duration::from_secs_f64(seconds),
        }
    }

    /// The work takes the time itself, for what has parts that are not measured.
    pub fn timed(&self, id: &str, operations: u64, mut work: impl FnMut() -> Duration) {
        let begin = Instant::now();
        while begin.elapsed() < self.warmup {
            work();
        }
        let begin = Instant::now();
        let mut spent = Duration::ZERO;
        let mut rounds = 0;
        while begin.elapsed() < self.time {
            spent += work();
            rounds += 1;
        }
        println!("{} {:.2}", id, spent.as_nanos() as f64 / (rounds * operations) as f64);
    }

    pub fn run(&self, id: &str, operations: u64, mut work: impl FnMut()) {
        self.timed(id, operations, || {
            let begin = Instant::now();
            work();
            begin.elapsed()
        });
    }
}
