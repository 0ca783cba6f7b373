package io.ringwake;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.TestAbortedException;

/**
 * Runs tests where there is no build tool, as in the machine of {@code scripts/numa-vm}: the names
 * of classes are its arguments. Knows plain tests and those with strings for parameters.
 */
final class TestProgram {
    private int failed;

    private TestProgram() {}

    /** Ends with status 1 if a test has failed. */
    public static void main(String[] names) throws Exception {
        TestProgram program = new TestProgram();
        for (String name : names) {
            program.runAll(Class.forName(name));
        }
        System.exit(program.failed == 0 ? 0 : 1);
    }

    private void runAll(Class<?> type) throws Exception {
        for (Method method : type.getDeclaredMethods()) {
            ValueSource values = method.getAnnotation(ValueSource.class);
            if (values != null) {
                for (String value : values.strings()) {
                    run(type, method, value);
                }
            } else if (method.isAnnotationPresent(Test.class)) {
                run(type, method);
            }
        }
    }

    private void run(Class<?> type, Method method, Object... values) throws Exception {
        Constructor<?> constructor = type.getDeclaredConstructor();
        constructor.setAccessible(true);
        method.setAccessible(true);
        String name = type.getSimpleName() + "." + method.getName() + text(values);
        try {
            method.invoke(constructor.newInstance(), values);
            System.out.println("ok " + name);
        } catch (InvocationTargetException thrown) {
            report(name, thrown.getCause());
        }
    }

    private void report(String name, Throwable thrown) {
        if (thrown instanceof TestAbortedException) {
            System.out.println("skipped " + name + ": " + thrown.getMessage());
            return;
        }
        failed++;
        System.out.println("FAILED " + name);
        thrown.printStackTrace();
    }

    private static String text(Object... values) {
        return values.length == 0 ? "" : " " + values[0];
    }
}
