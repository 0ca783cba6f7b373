package io.ringwake.cli.dump;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import io.ringwake.cli.CommandFailedException;
import io.ringwake.cli.Failures;
import java.io.IOException;
import java.util.UUID;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.ReflectionException;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * Another JVM of this user on this machine, asked through the management agent that each JVM can
 * start when it is told to. No code is loaded into it but a class it has already.
 */
final class AttachedProcess {
    /** In the process; public there. */
    private static final String TASK_DUMPS = "io.ringwake.jmx.TaskDumps";

    private AttachedProcess() {}

    /**
     * What the tasks of its runtimes wait for.
     *
     * @throws CommandFailedException if it cannot be attached to, or has no Ringwake
     */
    @SuppressWarnings("BanJNDI") // to this machine, at the address the process itself has given
    static String dumpTasks(long pid) throws IOException {
        JMXServiceURL agent = new JMXServiceURL(startAgent(pid));
        try (JMXConnector connector = JMXConnectorFactory.connect(agent)) {
            return ask(connector.getMBeanServerConnection());
        } catch (ReflectionException noSuchClass) {
            throw new CommandFailedException(
                    "process "
                            + pid
                            + " has no Ringwake on its class path, or an older one: "
                            + TASK_DUMPS
                            + " is not there",
                    noSuchClass);
        } catch (JMException refused) {
            throw new CommandFailedException(
                    "process " + pid + " refuses: " + Failures.describe(refused), refused);
        }
    }

    private static String startAgent(long pid) {
        try {
            VirtualMachine process = VirtualMachine.attach(Long.toString(pid));
            try {
                return process.startLocalManagementAgent();
            } finally {
                process.detach();
            }
        } catch (AttachNotSupportedException | IOException refused) {
            throw new CommandFailedException(
                    "cannot attach to process "
                            + pid
                            + ": "
                            + Failures.describe(refused)
                            + " (it must be another JVM of the same user, with a JDK's"
                            + " jdk.management.agent, and without -XX:+DisableAttachMechanism)",
                    refused);
        }
    }

    private static String ask(MBeanServerConnection server) throws JMException, IOException {
        ObjectName name = new ObjectName("io.ringwake:type=TaskDumps,id=" + UUID.randomUUID());
        server.createMBean(TASK_DUMPS, name);
        try {
            return (String) server.invoke(name, "dumpTasks", null, null);
        } finally {
            server.unregisterMBean(name);
        }
    }
}
