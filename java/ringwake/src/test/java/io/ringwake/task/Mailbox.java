package io.ringwake.task;

import io.ringwake.future.Context;
import io.ringwake.future.Future;
import io.ringwake.future.Poll;
import io.ringwake.future.WakerSlot;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Any number of messages, which any thread sends and one task receives. */
final class Mailbox extends WakerSlot {
    private final Queue<Integer> messages = new ConcurrentLinkedQueue<>();

    void send(Integer message) {
        messages.add(message);
        wakeRegistered();
    }

    /** Ready with the next message. */
    Future<Integer> receive() {
        return this::pollReceive;
    }

    private Poll<Integer> pollReceive(Context cx) {
        if (messages.isEmpty()) {
            register(cx.waker());
        }
        Integer message = messages.poll();
        return message == null ? Poll.pending() : Poll.ready(message);
    }
}
