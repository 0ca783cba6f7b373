package io.ringwake.ffi;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Copies of these classes, some under another name, each with the library. */
@Timeout(60)
@DisabledIfSystemProperty(named = LoaderSettings.BINDING, matches = ".+") // it is about JNI
final class RelocationTest {
    private static final String PLAIN = "io.ringwake";

    @Test
    void aRelocatedCopyLoadsTheLibrary() throws Exception {
        assertEquals(
                AbiVersion.EXPECTED,
                abiOf(copy(new RelocatingLoader(), RelocatingLoader.RELOCATED)));
    }

    /** In either order: the second must not take the functions of the first. */
    @ParameterizedTest
    @ValueSource(strings = {PLAIN, RelocatingLoader.RELOCATED})
    void twoCopiesInOneClassLoaderHaveTheLibraryEach(String first) throws Exception {
        String second = first.equals(PLAIN) ? RelocatingLoader.RELOCATED : PLAIN;
        RelocatingLoader loader = new RelocatingLoader();
        Class<?> one = copy(loader, first);
        Class<?> other = copy(loader, second);
        assertNotSame(one, other);
        assertEquals(AbiVersion.EXPECTED, abiOf(one));
        InvocationTargetException unbound =
                assertThrows(
                        InvocationTargetException.class,
                        () -> directCall(loader, second),
                        "the library of one copy served another");
        assertInstanceOf(UnsatisfiedLinkError.class, unbound.getCause());
        assertEquals(AbiVersion.EXPECTED, abiOf(other));
        assertEquals(AbiVersion.EXPECTED, directCall(loader, second));
    }

    @Test
    void copiesLoadedAtOnceDoNotMixUp() throws Exception {
        int loaders = 4;
        CyclicBarrier start = new CyclicBarrier(2 * loaders);
        ExecutorService threads = Executors.newFixedThreadPool(2 * loaders);
        try {
            List<Future<Integer>> loaded = new ArrayList<>();
            for (int i = 0; i < loaders; i++) {
                RelocatingLoader loader = new RelocatingLoader();
                for (String name : List.of(PLAIN, RelocatingLoader.RELOCATED)) {
                    Callable<Integer> load =
                            () -> {
                                start.await();
                                return abiOf(copy(loader, name));
                            };
                    loaded.add(threads.submit(load));
                }
            }
            for (Future<Integer> abi : loaded) {
                assertEquals(AbiVersion.EXPECTED, abi.get());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** A class loader that is not parallel capable has it held while it loads a class. */
    @Test
    void aThreadThatHoldsTheLockOfTheClassLoaderLoadsTheLibrary() throws Exception {
        RelocatingLoader loader = new RelocatingLoader();
        assertEquals(AbiVersion.EXPECTED, holding(loader, () -> abiOf(copy(loader, PLAIN))));
    }

    @Test
    void aThreadThatHoldsTheLockOfTheClassLoaderIsToldThatThereIsNone() throws Exception {
        RelocatingLoader loader = new RelocatingLoader();
        Method load =
                loader.loadClass(PLAIN + ".ffi.JniLoading").getDeclaredMethod("file", String.class);
        load.setAccessible(true);
        InvocationTargetException told =
                holding(
                        loader,
                        () ->
                                assertThrows(
                                        InvocationTargetException.class,
                                        () -> load.invoke(null, "/no/such.so")));
        assertInstanceOf(UnsatisfiedLinkError.class, told.getCause());
    }

    @Test
    void anInterruptedThreadLoadsTheLibraryAndStaysInterrupted() throws Exception {
        Class<?> library = copy(new RelocatingLoader(), PLAIN);
        Thread.currentThread().interrupt();
        assertDoesNotThrow(() -> abiOf(library));
        assertTrue(Thread.interrupted());
    }

    @Test
    void aCopyPrefersTheLibraryOfItsOwnJar() throws Exception {
        URL first = new URL("jar:file:/lib/a.jar!/META-INF/x");
        URL second = new URL("jar:file:/lib/b.jar!/META-INF/x");
        List<URL> found = List.of(first, second);
        assertEquals(Optional.of(second), LoaderSystem.firstUnder("jar:file:/lib/b.jar!/", found));
        assertEquals(Optional.empty(), LoaderSystem.firstUnder("file:/classes/", found));
    }

    /** On a thread of its own, as one that waits for ever cannot be interrupted. */
    private static <T> T holding(Object lock, Callable<T> use) throws Exception {
        FutureTask<T> task =
                new FutureTask<>(() -> {
                    synchronized (lock) {
                        return use.call();
                    }
                });
        Thread holder = new Thread(task, "holder");
        holder.setDaemon(true);
        holder.start();
        return task.get(30, TimeUnit.SECONDS);
    }

    private static Class<?> copy(ClassLoader loader, String name) throws ClassNotFoundException {
        return loader.loadClass(name + ".ffi.NativeLibrary");
    }

    private static int abiOf(Class<?> library) throws ReflectiveOperationException {
        Object loaded = library.getMethod("get").invoke(null);
        return (int) library.getMethod("abiVersion").invoke(loaded);
    }

    /** What the JVM finds for a method that no one has registered yet, or has. */
    private static int directCall(ClassLoader loader, String name)
            throws ReflectiveOperationException {
        Constructor<?> make = loader.loadClass(name + ".ffi.JniCalls").getDeclaredConstructor();
        make.setAccessible(true);
        Method method = make.getDeclaringClass().getMethod("abiVersion");
        method.setAccessible(true);
        return (int) method.invoke(make.newInstance());
    }
}
