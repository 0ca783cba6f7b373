//! Fresh threads that spawn empty tasks all at once, without drivers.

use crate::measure::Measure;
use std::sync::{Barrier, Mutex};
use std::time::Instant;
use tokio::runtime::Builder;

const TASKS: usize = 12_800;

pub fn run(measure: &Measure, workers: usize) {
    for threads in [1, 2] {
        let runtime = Builder::new_multi_thread().worker_threads(workers).build().expect("runtime");
        let barrier = Barrier::new(threads);
        let spawned = Mutex::new(Vec::new());
        let id = format!("multi.remote_spawn_{}", threads);
        measure.timed(&id, TASKS as u64, || {
            let begin = Instant::now();
            std::thread::scope(|scope| {
                for _ in 0..threads {
                    scope.spawn(|| {
                        barrier.wait();
                        let mut handles = Vec::with_capacity(TASKS / threads);
                        handles.extend((0..TASKS / threads).map(|_| runtime.spawn(async {})));
                        spawned.lock().expect("handles").push(handles);
                    });
                }
            });
            let taken = begin.elapsed();
            let handles: Vec<_> = spawned.lock().expect("handles").drain(..).flatten().collect();
            runtime.block_on(async {
                for handle in handles {
                    handle.await.expect("task");
                }
            });
            taken
        });
    }
}
