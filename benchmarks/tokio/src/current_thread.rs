//! One thread without drivers.

use crate::measure::Measure;
use crate::multi_thread::work;
use tokio::runtime::{Builder, Handle, Runtime};

const SPAWNS: usize = 1_000;

fn open() -> Runtime {
    Builder::new_current_thread().build().expect("runtime")
}

pub fn run(measure: &Measure) {
    let runtime = open();
    measure.run("current.spawn_many_local", SPAWNS as u64, || {
        runtime.block_on(async {
            let handles: Vec<_> = (0..SPAWNS).map(|_| tokio::spawn(async {})).collect();
            for handle in handles {
                handle.await.expect("task");
            }
        });
    });
    let runtime = open();
    measure.run("current.spawn_many_remote_idle", SPAWNS as u64, || spawn_and_await(&runtime));
    let runtime = open();
    respawn(runtime.handle().clone());
    measure.run("current.spawn_many_remote_busy", SPAWNS as u64, || spawn_and_await(&runtime));
    let runtime = open();
    for count in [1, 10] {
        let id = if count == 1 { "current.spawn" } else { "current.spawn10" };
        measure.run(id, count, || {
            runtime.block_on(async {
                let handles: Vec<_> = (0..count).map(|_| tokio::spawn(work())).collect();
                for handle in handles {
                    assert_eq!(handle.await.expect("task"), 2);
                }
            });
        });
    }
}

fn spawn_and_await(runtime: &Runtime) {
    let handles: Vec<_> = (0..SPAWNS).map(|_| runtime.spawn(async {})).collect();
    runtime.block_on(async {
        for handle in handles {
            handle.await.expect("task");
        }
    });
}

/// A task that spawns its successor whenever the runtime runs.
fn respawn(runtime: Handle) {
    let next = runtime.clone();
    runtime.spawn(async move { respawn(next) });
}
