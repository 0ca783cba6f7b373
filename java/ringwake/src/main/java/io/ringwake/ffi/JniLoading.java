package io.ringwake.ffi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Loads the library over JNI, on a thread of its own, which the library asks for the class to
 * register.
 *
 * <p>The library cannot know that class by name, since a program may have relocated these classes,
 * and may have a second copy of them, relocated or in another class loader. It does see the thread
 * that loads it, and that thread's class is of the right copy.
 */
final class JniLoading extends Thread {
    /**
     * All that this thread asks the class loader for. The one who waits for it asks first, as it
     * may hold the lock of a loader that is not parallel capable.
     */
    @SuppressWarnings("UnusedVariable") // that they are found is the use
    private final List<Class<?>> found =
            List.of(JniCalls.class, System.class, RuntimeException.class, Error.class);

    private final Runnable load;
    private @Nullable Throwable failure;

    private JniLoading(Runnable load) {
        super(null, null, "ringwake-native-load", 0, false);
        this.load = load;
    }

    /** For an absolute path. */
    static void file(String path) {
        new JniLoading(() -> System.load(path)).complete();
    }

    /** For a name that the system finds. */
    static void name(String name) {
        new JniLoading(() -> System.loadLibrary(name)).complete();
    }

    /** Called by the library ({@code jni_load.c}), which knows it by this name. */
    Class<JniCalls> callsClass() {
        return JniCalls.class;
    }

    @Override
    public void run() {
        try {
            load.run();
        } catch (RuntimeException | Error e) {
            failure = e;
        }
    }

    /** Waits uninterruptibly, as {@code System.load} does; throws what it threw. */
    private void complete() {
        start();
        boolean interrupted = false;
        while (true) {
            try {
                join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            currentThread().interrupt();
        }
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof RuntimeException unchecked) {
            throw unchecked;
        }
    }
}
