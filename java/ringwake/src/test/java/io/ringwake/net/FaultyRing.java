package io.ringwake.net;

import io.ringwake.ffi.Errno;
import io.ringwake.ffi.ErrnoTable;
import io.ringwake.ffi.NativeCalls;
import io.ringwake.ffi.NativeLibrary;
import io.ringwake.ffi.Opcode;
import io.ringwake.ffi.RingLayout;
import io.ringwake.ffi.Scratch;
import io.ringwake.ffi.SubmissionLayout;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A ring in which chosen operations fail as the kernel would let them: their entries are replaced
 * by NOP on the way in, and the results of those by the error on the way out.
 */
final class FaultyRing {
    private final NativeCalls real = NativeLibrary.calls();
    private final Scratch layout = new Scratch(real, RingLayout.SIZE);
    private final Map<Long, Integer> replaced = new HashMap<>();
    private byte opcode;
    private Errno errno = Errno.EIO;
    private int left;

    NativeCalls calls() {
        return (NativeCalls)
                Proxy.newProxyInstance(
                        NativeCalls.class.getClassLoader(),
                        new Class<?>[] {NativeCalls.class},
                        (proxy, method, arguments) -> call(method, arguments));
    }

    /** The next operations of this kind fail. */
    void fail(byte newOpcode, Errno with, int times) {
        opcode = newOpcode;
        errno = with;
        left = times;
    }

    int left() {
        return left;
    }

    private @Nullable Object call(Method method, @Nullable Object[] arguments) throws Throwable {
        boolean enters = method.getName().equals("ringEnter");
        if (enters) {
            real.ringLayout((Long) arguments[0], layout.address());
            replaceEntries();
        }
        try {
            Object result = method.invoke(real, arguments);
            if (enters) {
                replaceResults();
            }
            return result;
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private ByteBuffer view(int base, int size) {
        return real.view(layout.getLong(base), layout.getLong(size)).order(ByteOrder.nativeOrder());
    }

    private void replaceEntries() {
        ByteBuffer words = view(RingLayout.RING_BASE, RingLayout.RING_SIZE);
        ByteBuffer entries = view(RingLayout.SQES_BASE, RingLayout.SQES_SIZE);
        int mask = layout.getInt(RingLayout.SQ_ENTRIES) - 1;
        int tail = words.getInt(layout.getInt(RingLayout.SQ_TAIL_OFFSET));
        for (int i = words.getInt(layout.getInt(RingLayout.SQ_HEAD_OFFSET)); i != tail; i++) {
            int at = (i & mask) * SubmissionLayout.SIZE;
            if (left > 0 && entries.get(at) == opcode) {
                left--;
                entries.putLong(at, Opcode.NOP);
                entries.putLong(at + SubmissionLayout.LEN, 0);
                int result = -ErrnoTable.platform().number(errno);
                replaced.put(entries.getLong(at + SubmissionLayout.USER_DATA), result);
            }
        }
    }

    private void replaceResults() {
        ByteBuffer words = view(RingLayout.RING_BASE, RingLayout.RING_SIZE);
        int mask = layout.getInt(RingLayout.CQ_ENTRIES) - 1;
        int tail = words.getInt(layout.getInt(RingLayout.CQ_TAIL_OFFSET));
        for (int i = words.getInt(layout.getInt(RingLayout.CQ_HEAD_OFFSET)); i != tail; i++) {
            int at = layout.getInt(RingLayout.CQES_OFFSET) + (i & mask) * 16;
            Integer result = replaced.remove(words.getLong(at));
            if (result != null) {
                words.putInt(at + Long.BYTES, result);
            }
        }
    }
}
