//! Several workers with drivers, and one worker without.

use crate::measure::Measure;
use std::hint::black_box;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{sync_channel, SyncSender};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::runtime::{Builder, Handle, Runtime};
use tokio::sync::oneshot;
use tokio::task::yield_now;

const SPAWNS: usize = 10_000;
const BUSY_SPAWNS: usize = 1_000;
const YIELDERS: usize = 200;
const YIELDS: usize = 1_000;
const PAIRS: usize = 1_000;
const LINKS: usize = 1_000;
const STALL: Duration = Duration::from_micros(10);

fn open(workers: usize) -> Runtime {
    Builder::new_multi_thread()
        .worker_threads(workers)
        .enable_all()
        .build()
        .expect("runtime")
}

pub fn run(measure: &Measure, workers: usize) {
    spawn_many_local(measure, &open(workers));
    let runtime = open(workers);
    measure.run("multi.spawn_many_remote_idle", SPAWNS as u64, || {
        spawn_and_await(&runtime, SPAWNS)
    });
    yield_many(measure, &open(workers));
    ping_pong(measure, &open(workers));
    chained_spawn(measure, &open(workers));
    busy_yielding(measure, workers);
    busy_respawning(measure, workers);
    one_worker(measure);
}

/// The last to count down sends the message.
fn count_down(left: &AtomicUsize, sender: &SyncSender<()>) {
    if left.fetch_sub(1, Ordering::AcqRel) == 1 {
        sender.send(()).expect("receiver");
    }
}

fn spawn_many_local(measure: &Measure, runtime: &Runtime) {
    let (sender, receiver) = sync_channel(1_000);
    let left = Arc::new(AtomicUsize::new(0));
    measure.run("multi.spawn_many_local", SPAWNS as u64, || {
        left.store(SPAWNS, Ordering::Release);
        runtime.block_on(async {
            for _ in 0..SPAWNS {
                let left = left.clone();
                let sender = sender.clone();
                tokio::spawn(async move { count_down(&left, &sender) });
            }
            receiver.recv().expect("sender");
        });
    });
}

fn spawn_and_await(runtime: &Runtime, count: usize) {
    let handles: Vec<_> = (0..count).map(|_| runtime.spawn(async {})).collect();
    runtime.block_on(async {
        for handle in handles {
            handle.await.expect("task");
        }
    });
}

fn yield_many(measure: &Measure, runtime: &Runtime) {
    let (sender, receiver) = sync_channel(YIELDERS);
    measure.run("multi.yield_many", (YIELDERS * YIELDS) as u64, || {
        for _ in 0..YIELDERS {
            let sender = sender.clone();
            runtime.spawn(async move {
                for _ in 0..YIELDS {
                    yield_now().await;
                }
                sender.send(()).expect("receiver");
            });
        }
        for _ in 0..YIELDERS {
            receiver.recv().expect("sender");
        }
    });
}

async fn pair(left: Arc<AtomicUsize>, sender: SyncSender<()>) {
    let (there, arrived) = oneshot::channel();
    let (back, answered) = oneshot::channel();
    tokio::spawn(async move {
        arrived.await.expect("message");
        back.send(()).expect("waiting");
    });
    there.send(()).expect("waiting");
    answered.await.expect("answer");
    count_down(&left, &sender);
}

fn ping_pong(measure: &Measure, runtime: &Runtime) {
    let (sender, receiver) = sync_channel(1_000);
    let left = Arc::new(AtomicUsize::new(0));
    measure.run("multi.ping_pong", PAIRS as u64, || {
        left.store(PAIRS, Ordering::Release);
        runtime.block_on(async {
            let (left, sender) = (left.clone(), sender.clone());
            tokio::spawn(async move {
                for _ in 0..PAIRS {
                    tokio::spawn(pair(left.clone(), sender.clone()));
                }
            });
            receiver.recv().expect("sender");
        });
    });
}

fn link(left: usize, sender: SyncSender<()>) {
    if left == 0 {
        sender.send(()).expect("receiver");
    } else {
        tokio::spawn(async move { link(left - 1, sender) });
    }
}

fn chained_spawn(measure: &Measure, runtime: &Runtime) {
    let (sender, receiver) = sync_channel(1_000);
    measure.run("multi.chained_spawn", LINKS as u64, || {
        let sender = sender.clone();
        runtime.block_on(async {
            tokio::spawn(async move { link(LINKS, sender) });
            receiver.recv().expect("sender");
        });
    });
}

fn stall() {
    let begin = Instant::now();
    while begin.elapsed() < STALL {
        std::thread::yield_now();
    }
}

fn busy_yielding(measure: &Measure, workers: usize) {
    let runtime = open(workers);
    let running = Arc::new(AtomicBool::new(true));
    for _ in 0..2 * workers {
        let running = running.clone();
        runtime.spawn(async move {
            while running.load(Ordering::Relaxed) {
                yield_now().await;
                stall();
            }
        });
    }
    measure.run("multi.spawn_many_remote_busy1", SPAWNS as u64, || {
        spawn_and_await(&runtime, SPAWNS)
    });
    running.store(false, Ordering::Relaxed);
}

fn respawn(runtime: Handle, running: Arc<AtomicBool>) {
    if running.load(Ordering::Relaxed) {
        stall();
        let next = runtime.clone();
        runtime.spawn(async move { respawn(next, running) });
    }
}

fn busy_respawning(measure: &Measure, workers: usize) {
    let runtime = open(workers);
    let running = Arc::new(AtomicBool::new(true));
    for _ in 0..workers {
        let (handle, running) = (runtime.handle().clone(), running.clone());
        runtime.spawn(async move { respawn(handle, running) });
    }
    measure.run("multi.spawn_many_remote_busy2", BUSY_SPAWNS as u64, || {
        spawn_and_await(&runtime, BUSY_SPAWNS)
    });
    running.store(false, Ordering::Relaxed);
}

pub async fn work() -> usize {
    let value = black_box(1) + 1;
    yield_now().await;
    black_box(value)
}

fn one_worker(measure: &Measure) {
    let runtime = Builder::new_multi_thread().worker_threads(1).build().expect("runtime");
    for count in [1, 10] {
        let id = if count == 1 { "one_worker.spawn" } else { "one_worker.spawn10" };
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
