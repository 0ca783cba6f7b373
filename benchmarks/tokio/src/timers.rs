//! One timer cancelled and another armed in its place, a million being armed all the time.

use crate::measure::Measure;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Waker};
use std::time::Duration;
use tokio::runtime::Builder;
use tokio::time::{sleep, Sleep};

const OUTSTANDING: usize = 1_000_000;
const STEPS: usize = 10_000;
const SPREAD: u64 = 60_000;

/// Ten minutes and up to one more; armed by its first poll.
fn arm(number: &mut u64) -> Pin<Box<Sleep>> {
    *number += 1;
    let mut timer = Box::pin(sleep(Duration::from_millis(600_000 + *number * 7919 % SPREAD)));
    let mut context = Context::from_waker(Waker::noop());
    assert!(timer.as_mut().poll(&mut context).is_pending());
    timer
}

pub fn run(measure: &Measure) {
    let runtime = Builder::new_current_thread().enable_time().build().expect("runtime");
    let mut number = 0;
    let mut next = 0;
    let mut timers: Vec<_> =
        runtime.block_on(async { (0..OUTSTANDING).map(|_| arm(&mut number)).collect() });
    measure.run("current.timer_million", STEPS as u64, || {
        runtime.block_on(async {
            for _ in 0..STEPS {
                next = (next + 7919) % OUTSTANDING;
                timers[next] = arm(&mut number);
            }
        });
    });
    runtime.block_on(async { timers.clear() });
}
