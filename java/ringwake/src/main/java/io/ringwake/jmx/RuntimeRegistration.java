package io.ringwake.jmx;

import io.ringwake.scheduler.Scheduler;
import java.lang.management.ManagementFactory;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** Puts a runtime on the platform's MBean server, and takes it off when the runtime has ended. */
public final class RuntimeRegistration {
    private static final System.Logger LOGGER = System.getLogger("io.ringwake");

    private RuntimeRegistration() {}

    /**
     * Registers the runtime under its number and what it is called.
     *
     * @throws IllegalStateException if the server refuses
     */
    public static void register(Scheduler scheduler, String shownName) {
        try {
            MBeanServer server = ManagementFactory.getPlatformMBeanServer();
            ObjectName name =
                    new ObjectName(
                            "io.ringwake:type=Runtime,id="
                                    + scheduler.id()
                                    + ",name="
                                    + ObjectName.quote(shownName));
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
