package io.ringwake.cli.proxy;

import java.util.concurrent.atomic.LongAdder;

/** Bytes carried in one direction by all connections. Any thread. */
final class ByteCount {
    private final LongAdder bytes = new LongAdder();

    void add(int count) {
        bytes.add(count);
    }

    long value() {
        return bytes.sum();
    }
}
