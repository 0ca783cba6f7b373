package io.ringwake.io;

import io.ringwake.ffi.NativeLibrary;
import io.ringwake.ffi.NativeMemory;
import io.ringwake.placement.HomeNode;
import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Memory mapped for one user; unmapped when released, or at the latest when it is garbage. */
final class Mapping implements Region {
    static final Cleaner CLEANER = Cleaner.create();

    private final NativeMemory memory;
    private final ByteBuffer view;
    private final Cleaner.Cleanable unmap;

    private Mapping(NativeMemory memory) {
        this.memory = memory;
        this.view = viewOrClose(memory);
        // Refers to the memory alone: with a reference to this it would never be garbage.
        this.unmap = CLEANER.register(this, memory::close);
    }

    private static ByteBuffer viewOrClose(NativeMemory memory) {
        try {
            // Before the first write. One half of mirrored memory is enough: it is the same pages.
            HomeNode.bind(memory.address(), memory.size());
            return memory.buffer().order(ByteOrder.BIG_ENDIAN);
        } catch (RuntimeException | Error e) {
            memory.close();
            throw e;
        }
    }

    static Mapping map(long bytes) {
        return new Mapping(NativeMemory.map(NativeLibrary.calls(), bytes));
    }

    /** Twice in a row; {@link #size} is that of one of the two. */
    static Mapping mirror(long bytes) {
        return new Mapping(NativeMemory.mirror(NativeLibrary.calls(), bytes));
    }

    long size() {
        return memory.size();
    }

    @Override
    public long address() {
        return memory.address();
    }

    @Override
    public ByteBuffer view() {
        return view;
    }

    @Override
    public void release() {
        unmap.clean();
    }
}
