package io.ringwake.jmx;

import io.ringwake.scheduler.Scheduler;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** Puts a runtime on the platform's MBean server, and takes it off when the runtime has ended. */
public final class RuntimeRegistration {
    private static final System.Logger LOGGER = System.getLogger("io.ringwake");
    private static final AtomicLong LAST_ID = new AtomicLong();

    private RuntimeRegistration() {}

    /**
     * Registers the runtime under a name that no other of this process has had.
     *
     * @throws IllegalStateException if the server refuses
     */
    public static void register(Scheduler scheduler, String threadName) {
        try {
            MBeanServer server = ManagementFactory.getPlatformMBeanServer();
            ObjectName name =
                    new ObjectName(
                            "io.ringwake:type=Runtime,id="
                                    + LAST_ID.incrementAndGet()
                                    + ",name="
                                    + ObjectName.quote(threadName));
            server.registerMBean(new RuntimeBean(scheduler), name);
            scheduler.whenEnded(() -> unregister(server, name));
        } catch (JMException refused) {
            throw new IllegalStateException("jmx=true: " + refused.getMessage(), refused);
        }
    }

    private static void unregister(MBeanServer server, ObjectName name) {
        try {
            server.unregisterMBean(name);
        } catch (InstanceNotFoundException alreadyGone) {
            LOGGER.log(System.Logger.Level.DEBUG, "{0} was unregistered by someone else", name);
        } catch (JMException | RuntimeException refused) {
            LOGGER.log(System.Logger.Level.WARNING, "cannot unregister " + name, refused);
        }
    }
}
