package io.ringwake.cli.proxy;

/** Bytes carried in one direction by all connections. Owned by the runtime's thread. */
final class ByteCount {
    private long bytes;

    void add(int count) {
        bytes += count;
    }

    long value() {
        return bytes;
    }
}
