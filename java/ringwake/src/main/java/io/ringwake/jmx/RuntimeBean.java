package io.ringwake.jmx;

import io.ringwake.reactor.Reactor;
import io.ringwake.scheduler.Scheduler;
import java.util.List;

/** Reads the metrics anew for each attribute. */
final class RuntimeBean implements RingwakeMXBean {
    private final Scheduler scheduler;

    RuntimeBean(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    @Override
    public String getBackend() {
        return scheduler.reactor().map(reactor -> reactor.backend().optionName()).orElse("");
    }

    @Override
    public String getBackendFallback() {
        return scheduler.reactor().flatMap(Reactor::backendFallback).orElse("");
    }

    @Override
    public int getLiveTasks() {
        return scheduler.metrics().liveTasks();
    }

    @Override
    public long getSpawnedTasks() {
        return scheduler.metrics().spawnedTasks();
    }

    @Override
    public int getInjectorDepth() {
        return scheduler.metrics().injectorDepth();
    }

    @Override
    public long getQueueDepth() {
        return scheduler.metrics().queueDepth();
    }

    @Override
    public long getPolls() {
        return scheduler.metrics().polls();
    }

    @Override
    public long getParks() {
        return scheduler.metrics().parks();
    }

    @Override
    public long getSteals() {
        return scheduler.metrics().steals();
    }

    @Override
    public long getStolenTasks() {
        return scheduler.metrics().stolenTasks();
    }

    @Override
    public long getRingCrossings() {
        return scheduler.metrics().ringCrossings();
    }

    @Override
    public long getRingOperations() {
        return scheduler.metrics().ringOperations();
    }

    @Override
    public long getRingCompletions() {
        return scheduler.metrics().ringCompletions();
    }

    @Override
    public long getRingFallbacks() {
        return scheduler.metrics().ringFallbacks();
    }

    @Override
    public int getBlockingThreads() {
        return scheduler.blocking().metrics().threads();
    }

    @Override
    public int getIdleBlockingThreads() {
        return scheduler.blocking().metrics().idleThreads();
    }

    @Override
    public int getBlockingQueue() {
        return scheduler.blocking().metrics().queued();
    }

    @Override
    public long getCompletedBlockingCalls() {
        return scheduler.blocking().metrics().completed();
    }

    @Override
    public String dumpTasks() {
        return scheduler.dump().toString();
    }

    @Override
    public List<WorkerView> getWorkers() {
        return scheduler.metrics().workers().stream().<WorkerView>map(WorkerSnapshot::new).toList();
    }
}
