package io.ringwake.async.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

@SuppressWarnings("StringConcatToTextBlock") // lines are counted
final class RefusalsTest {
    @Test
    void anAwaitOutsideOfABlock() {
        assertRefused(
                "static int m(Future<Integer> f) throws Exception {\n return await(f); }",
                "Sample.java:3: sample.Sample.m: await outside of an async block. Put it into one:"
                        + " async(() -> { ... }).");
    }

    @Test
    void anAwaitInAnotherLambda() {
        assertRefused(
                "static Future<?> m(Future<Integer> f) { return async(() -> {\n"
                        + " java.util.concurrent.Callable<Integer> c = () ->\n await(f);\n"
                        + " return c.call(); }); }",
                "Sample.java:4: sample.Sample.m: await in a lambda that is not an async block. Make"
                        + " it one, x -> async(() -> { ... }), or use a loop in the block around"
                        + " it.");
    }

    @Test
    void anAwaitInCodeThatJavacLeavesOutIsNone() {
        assertRefused(
                "static Future<?> m(Future<Integer> f) {\n"
                        + " return false ? async(() -> await(f)) : f; }");
    }

    @Test
    void anAwaitInABodyThatIsNotPassedStraight() {
        assertRefused(
                "static Future<?> m(Future<Integer> f) {\n AsyncBody<Integer> b = () -> await(f);"
                        + " return async(b); }",
                "Sample.java:3: sample.Sample.m: await in a lambda that is not passed straight to"
                        + " async(). Write the lambda where async(...) is called.");
    }

    @Test
    void anAwaitInsideSynchronized() {
        assertRefused(
                "static Future<?> m(Future<Integer> f) { return async(() -> {\n"
                        + " for (int i = 0; i < 3; i++) { synchronized (f) { if (i > 1) {\n"
                        + " await(f); } } }\n synchronized (f) { f.hashCode(); }\n"
                        + " return await(f); }); }",
                "Sample.java:4: sample.Sample.m: await inside synchronized: the block would wait"
                        + " without a thread to hold the lock. Await outside of it, or use a Mutex"
                        + " of io.ringwake.sync.");
    }

    @Test
    void aBlockThatIsTooLargeOnceItIsCompiled() {
        assertRefused(
                "static Future<?> m(Future<Integer> f) { return async(() -> {\n"
                        + " long a = 1; long b = 2; String c = \"\"; int sum = 0;\n"
                        + " sum += await(f);\n".repeat(1200)
                        + " return a + b + c + sum; }); }",
                "Sample.java:0: sample.Sample.m: an async block is larger than the 64 KiB a method"
                        + " may have. Move parts of it into methods that return"
                        + " async(() -> { ... }).");
    }

    @Test
    void anAwaitInAConstructorOrInitialiser() {
        assertRefused(
                "static class K { K(Future<?> f) throws Exception { await(f); } }",
                "Sample.java:2: sample.Sample$K.<init>: await in a constructor. Await in a static"
                        + " method that returns async(() -> new K(await(...))).");
        assertRefused(
                "static Integer n; static { try { n = await(Later.ready(1)); }"
                        + " catch (Exception e) { n = 2; } }",
                "Sample.java:2: sample.Sample.<clinit>: await in a static initialiser. Keep the"
                        + " future, async(() -> { ... }), and await it where it is needed.");
    }

    @Test
    void anAwaitAsAMethodReference() {
        assertRefused(
                "interface Fn { Object of(Future<Object> f) throws Exception; }\n"
                        + "static Fn fn = io.ringwake.Async::await;",
                "Sample.java:3: sample.Sample.<clinit>: await as a method reference. Call"
                        + " await(...) in the code of an async block, in a loop for instance.");
    }

    @Test
    void anAwaitInAMethodPassedByReference() {
        assertRefused(
                "static Future<Integer> g;\n static Integer body() throws Exception {\n"
                        + " return await(g); }\n static Future<?> m() {"
                        + " return async(Sample::body); }",
                "Sample.java:4: sample.Sample.body: await in a method that is passed to async() by"
                        + " reference. Have the method return async(() -> { ... }) with this code"
                        + " in it, and await what it returns.");
    }

    @Test
    void aClassFileOfAnotherTime() {
        byte[] classFile =
                Javac.compile("A.java", "class A { Object o = io.ringwake.Async.async(() -> 1); }")
                        .get("A");
        assertVersion(classFile, 200, "class file of Java 156, newer than this compiler knows.");
        assertVersion(classFile, 52, "class file of Java 8.");
    }

    private static void assertVersion(byte[] classFile, int major, String problem) {
        byte[] other = classFile.clone();
        other[7] = (byte) major;
        CompiledClass compiled = AsyncCompiler.compile(other, name -> null);

        assertSame(other, compiled.host());
        assertEquals(1, compiled.errors().size());
        assertEquals("A", compiled.errors().get(0).className());
        assertEquals(problem, compiled.errors().get(0).problem());
    }

    @Test
    void nothingIsCompiledOfAClassThatIsRefused() {
        byte[] classFile =
                Javac.compile(
                                "A.java",
                                "import static io.ringwake.Async.*; class A { Object o = async(()"
                                        + " -> 1); { try { await(null); } catch"
                                        + " (Exception e) { } } }")
                        .get("A");
        CompiledClass compiled = AsyncCompiler.compile(classFile, name -> null);

        assertSame(classFile, compiled.host());
        assertTrue(compiled.machines().isEmpty());
    }

    private static void assertRefused(String members, String... messages) {
        assertEquals(
                List.of(messages),
                Sample.errors(members).stream().map(Diagnostic::toString).toList());
    }
}
