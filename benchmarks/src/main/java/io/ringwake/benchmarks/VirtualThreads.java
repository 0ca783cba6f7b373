package io.ringwake.benchmarks;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Virtual threads, where the JDK has them. */
public final class VirtualThreads {
    private VirtualThreads() {}

    /** Returns an executor that starts a virtual thread for each task. */
    public static ExecutorService executor() {
        return (ExecutorService) call(Executors.class, "newVirtualThreadPerTaskExecutor");
    }

    /** Starts a virtual thread. */
    public static Thread start(Runnable body) {
        return (Thread) call(Thread.class, "startVirtualThread", body);
    }

    private static Object call(Class<?> type, String name, Runnable... bodies) {
        try {
            Class<?>[] parameters =
                    bodies.length == 0 ? new Class<?>[0] : new Class<?>[] {Runnable.class};
            return type.getMethod(name, parameters).invoke(null, (Object[]) bodies);
        } catch (ReflectiveOperationException e) {
            throw new UnsupportedOperationException("virtual threads need JDK 21 or newer", e);
        }
    }
}
