package io.ringwake.jmx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringwake.Flavour;
import io.ringwake.Ringwake;
import io.ringwake.future.Futures;
import io.ringwake.future.Step;
import java.lang.management.ManagementFactory;
import java.util.Set;
import javax.management.JMX;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What JMX shows of a runtime, and for how long. */
@Timeout(60)
@ParameterizedClass
@EnumSource(Flavour.class)
final class RuntimeRegistrationTest {
    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private final Flavour flavour;

    RuntimeRegistrationTest(Flavour flavour) {
        this.flavour = flavour.orSkip();
    }

    @Test
    void aRuntimeIsShownUntilItIsClosed() throws Exception {
        try (Ringwake rt = flavour.builder().jmx(true).threadName("shown").build()) {
            rt.blockOn(Futures.done());
            rt.spawnBlocking(() -> 1).join();
            Set<ObjectName> names = shown("shown");
            assertEquals(1, names.size());
            ObjectName name = names.iterator().next();
            RingwakeMXBean bean = JMX.newMXBeanProxy(server, name, RingwakeMXBean.class);
            while (bean.getLiveTasks()
                    != 0) { // taken off just after the task is seen to have ended
                Thread.onSpinWait();
            }
            assertEquals(1, bean.getSpawnedTasks());
            assertTrue(bean.getPolls() > 0);
            assertTrue(bean.getBlockingThreads() > 0);
            assertEquals(rt.metrics().workers().size(), bean.getWorkers().size());
            assertEquals(0, bean.getWorkers().get(0).getIndex());
            assertEquals(flavour.hasIo(), !bean.getBackend().isEmpty());
        }
        assertEquals(Set.of(), shown("shown"));
    }

    @Test
    void tasksAreShownWithWhatTheyWaitFor() throws Exception {
        try (Ringwake rt = flavour.builder().jmx(true).threadName("dumped").build()) {
            rt.spawn(new Step<Integer>().map(value -> value));
            ObjectName name = shown("dumped").iterator().next();
            RingwakeMXBean bean = JMX.newMXBeanProxy(server, name, RingwakeMXBean.class);
            String text = bean.dumpTasks();
            assertTrue(text.startsWith("1 tasks\ntask "), text);
            while (!text.endsWith("waiting\n    map\n    Step\n")) {
                rt.blockOn(Futures.done());
                text = bean.dumpTasks();
            }
        }
    }

    @Test
    void everyAttributeCanBeReadWithoutOurClasses() throws Exception {
        try (Ringwake rt = flavour.builder().jmx(true).threadName("open").build()) {
            rt.blockOn(Futures.done());
            ObjectName name = shown("open").iterator().next();
            for (var attribute : server.getMBeanInfo(name).getAttributes()) {
                Object value = server.getAttribute(name, attribute.getName());
                assertTrue(
                        value instanceof Number
                                || value instanceof String
                                || value instanceof CompositeData[],
                        attribute.getName());
            }
        }
    }

    @Test
    void twoRuntimesHaveTwoNames() throws Exception {
        Ringwake first = flavour.builder().jmx(true).threadName("a \"b\"").build();
        Ringwake second = flavour.builder().jmx(true).threadName("a \"b\"").build();
        assertEquals(2, shown("a \"b\"").size());
        first.close();
        assertEquals(1, shown("a \"b\"").size());
        second.close();
        assertEquals(Set.of(), shown("a \"b\""));
    }

    @Test
    void aNamedRuntimeIsShownByItsNameAndNumber() throws Exception {
        try (Ringwake rt = flavour.builder().jmx(true).name("called so").build()) {
            ObjectName name = shown("called so").iterator().next();
            assertEquals(Long.toString(rt.handle().id()), name.getKeyProperty("id"));
        }
    }

    @Test
    void unlessAskedForNothingIsShown() throws Exception {
        try (Ringwake rt = flavour.builder().threadName("hidden").build()) {
            rt.blockOn(Futures.done());
            assertEquals(Set.of(), shown("hidden"));
        }
    }

    private Set<ObjectName> shown(String threadName) throws Exception {
        return server.queryNames(
                new ObjectName(
                        "io.ringwake:type=Runtime,name=" + ObjectName.quote(threadName) + ",*"),
                null);
    }
}
