//! The work of the scheduler benchmarks, done by Tokio: prints `ID NANOSECONDS` per operation.
//! Usage: ringwake-tokio WORKERS WARMUP-SECONDS SECONDS

mod current_thread;
mod measure;
mod multi_thread;
mod remote_spawn;
mod timers;

use measure::Measure;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments.len() != 3 {
        eprintln!("usage: ringwake-tokio WORKERS WARMUP-SECONDS SECONDS");
        std::process::exit(64);
    }
    let workers: usize = arguments[0].parse().expect("WORKERS is a number");
    let measure = Measure::new(
        arguments[1].parse().expect("WARMUP-SECONDS is a number"),
        arguments[2].parse().expect("SECONDS is a number"),
    );
    multi_thread::run(&measure, workers);
    remote_spawn::run(&measure, workers);
    current_thread::run(&measure);
    timers::run(&measure);
}
