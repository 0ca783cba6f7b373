package io.ringwake.benchmarks.scheduler;

import static io.ringwake.Async.async;
import static io.ringwake.Async.await;

import io.ringwake.Ringwake;
import io.ringwake.benchmarks.Expect;
import io.ringwake.future.Future;
import io.ringwake.task.Tasks;
import java.util.concurrent.BlockingQueue;

/** The same tasks; those that yield and those that send messages are async blocks. */
final class AwaitContender extends RingwakeContender {
    private static final Long ONE = 1L;
    private static final Integer MESSAGE = 1;

    private AwaitContender(Ringwake runtime, int workers) {
        super(runtime, workers);
    }

    static AwaitContender multiThread(int workers, boolean io) {
        Expect.compiled(answer(new Oneshot(), new Oneshot()));
        return new AwaitContender(runtime(workers, io), workers);
    }

    @Override
    Future<Long> yields(int yields, BlockingQueue<Integer> to) {
        return async(() -> {
            for (int i = 0; i < yields; i++) {
                await(Tasks.yieldNow());
            }
            to.add(MESSAGE);
            return ONE;
        });
    }

    @Override
    Future<Void> pair(CountDown end) {
        return async(() -> {
            Oneshot there = new Oneshot();
            Oneshot back = new Oneshot();
            Tasks.spawn(answer(there, back)).detach();
            there.send();
            await(back);
            return await(end);
        });
    }

    private static Future<Void> answer(Oneshot there, Oneshot back) {
        return async(() -> {
            await(there);
            back.send();
            return null;
        });
    }
}
