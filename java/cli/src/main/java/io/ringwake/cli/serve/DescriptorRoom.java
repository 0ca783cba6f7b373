package io.ringwake.cli.serve;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** How many connections the limit on open files leaves room for. */
final class DescriptorRoom {
    // For the ring, the listener, files the JVM opens now and then, connections being refused.
    private static final int RESERVE = 32;

    private DescriptorRoom() {}

    /** At least one, so that a wrong estimate cannot stop the service. */
    static int connections(int descriptorsEach) {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean os) {
            return connections(
                    os.getMaxFileDescriptorCount(),
                    os.getOpenFileDescriptorCount(),
                    descriptorsEach);
        }
        return Integer.MAX_VALUE;
    }

    static int connections(long limit, long open, int descriptorsEach) {
        if (limit < 0) {
            return Integer.MAX_VALUE; // unlimited
        }
        long room = (limit - open - RESERVE) / descriptorsEach;
        return (int) Math.max(1, Math.min(room, Integer.MAX_VALUE));
    }
}
