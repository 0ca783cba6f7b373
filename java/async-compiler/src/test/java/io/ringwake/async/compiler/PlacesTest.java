package io.ringwake.async.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringwake.future.Future;
import java.lang.reflect.Method;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** Where a block may stand, and what it may use of the class around it. */
final class PlacesTest {
    @Test
    void aBlockUsesPrivateAndProtectedAndSuperMembers() throws Exception {
        assertBlock(
                "pzbase7q1",
                """
                static class Base { protected String name() { return "base"; } }
                static class Derived extends Base {
                    private int n = 7; private String p(String s) { return "p" + s; }
                    protected String name() { return "derived"; }
                    Future<String> go(Future<String> f) {
                        return async(() -> p(await(f)) + super.name() + n + new Object() {
                            String q() { return "q" + f.getClass().getName().length() / 1000; }
                        }.q().replace('0', '1').substring(0, 2));
                    }
                }
                static Future<String> run(Future<String> f) { return new Derived().go(f); }
                """);
    }

    @Test
    void protectedMembersOfAnotherPackageAreInReach() throws Exception {
        assertBlock(
                "z2",
                """
                static class Mine extends java.util.AbstractList<String> {
                    public String get(int i) { return ""; }
                    public int size() { return 1; }
                    Future<String> go(Future<String> f) {
                        return async(() -> { modCount++; String s = await(f); modCount++;
                            return s + modCount; });
                    }
                }
                static Future<String> run(Future<String> f) { return new Mine().go(f); }
                """);
    }

    @Test
    void interfacesHaveBlocksInDefaultPrivateAndStaticMethods() throws Exception {
        assertBlock(
                "dz pz sz",
                """
                interface I {
                    String s();
                    default Future<String> d(Future<String> f) {
                        return async(() -> s() + await(f)); }
                    private Future<String> p(Future<String> f) {
                        return async(() -> q() + await(f)); }
                    private String q() { return "p"; }
                    static Future<String> st(Future<String> f) {
                        return async(() -> "s" + await(f)); }
                    default Future<String> all(Future<String> f) {
                        return async(() -> await(d(f)) + " " + await(p(f)) + " " + await(st(f)));
                    }
                }
                static Future<String> run(Future<String> f) { I i = () -> "d"; return i.all(f); }
                """);
    }

    @Test
    void anInheritedDefaultMethodIsCalledBySuper() throws Exception {
        assertBlock(
                "iz",
                """
                interface I { default String s() { return "i"; } }
                static class C implements I {
                    public String s() { return "c"; }
                    Future<String> go(Future<String> f) {
                        return async(() -> I.super.s() + await(f)); }
                }
                static Future<String> run(Future<String> f) { return new C().go(f); }
                """);
    }

    @Test
    void recordsEnumsAndGenericClassesHaveBlocks() throws Exception {
        assertBlock(
                "1z B z",
                """
                record R(int a) { Future<String> go(Future<String> f) {
                        return async(() -> a + await(f)); } }
                enum E { A, B { Future<String> go(Future<String> f) {
                        return async(() -> name() + " " + await(f)); } };
                    Future<String> go(Future<String> f) { return f; } }
                static class G<T extends Comparable<T>> {
                    Future<T> go(Future<T> f) { return async(() -> { T t = await(f);
                        return t.compareTo(await(f)) == 0 ? t : null; }); } }
                static Future<String> run(Future<String> f) {
                    return async(() -> await(new R(1).go(f)) + " "
                        + E.B.go(f).map(s -> s).getClass()
                        .getName().substring(0, 0) + await(E.B.go(f)).substring(0, 2)
                        + await(new G<String>().go(f)));
                }
                """);
    }

    @Test
    void blocksMayBeNestedAndInLambdas() throws Exception {
        assertBlock(
                "zz0z1z2",
                """
                static Future<String> run(Future<String> f) {
                    return async(() -> {
                        String a = await(f);
                        Future<String> inner = async(() -> a + await(f));
                        Function<Integer, Future<String>> each = i -> async(() -> i + await(f));
                        String out = await(inner);
                        for (int i = 0; i < 2; i++) { out += await(each.apply(i)); }
                        Supplier<String> plain = () -> a + 2;
                        return out.substring(0, 1) + out.substring(1) + plain.get().substring(1);
                    });
                }
                """);
    }

    @Test
    void blocksInConstructorsAndInitialisersMayAwait() throws Exception {
        assertBlock(
                "z1z2",
                """
                static Future<String> given;
                static class K {
                    static final Future<String> S = async(() -> await(given) + 1);
                    final Future<String> mine;
                    K(Future<String> f) { mine = async(() -> await(f) + 2); }
                }
                static Future<String> run(Future<String> f) {
                    given = f;
                    return async(() -> await(K.S) + await(new K(f).mine));
                }
                """);
    }

    @Test
    void aClassWithoutPackageHasBlocks() throws Exception {
        Sample sample =
                Sample.ofSource(
                        "Bare.java",
                        "import static io.ringwake.Async.*; import io.ringwake.future.*;"
                                + "class Bare { static Future<String> run(Future<String> f) {"
                                + " return async(() -> await(f)); } }");

        assertEquals("z", Sample.value(sample.callOn("Bare", "run", Later.ready("z"))));
    }

    @Test
    void aClassWithoutDebugInformationIsCompiled() throws Exception {
        String members =
                "static Future<String> run(Future<String> f, long l) { return async(() -> {"
                        + " String s = await(f); int n = 2; return s + await(f) + n + l; }); }";
        Sample sample = Sample.of(members, "-g:none");

        assertEquals("zz23", Sample.valueWithPauses(sample.call("run", Later.pausing("z"), 3L)));
    }

    @Test
    void patternsOfInstanceofKeepTheirVariables() throws Exception {
        assertBlock(
                "z1n",
                """
                static Future<String> run(Future<String> f) {
                    return async(() -> {
                        Object o = await(f);
                        if (!(o instanceof String s) || s.length() + await(f).length() > 2) {
                            return "wrong";
                        }
                        return s + await(f).length() + (o instanceof Integer i
                            ? i + await(f) : "n");
                    });
                }
                """);
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void sealedAndPatternSwitchesMayAwait() throws Exception {
        assertBlock(
                "c1zr2z3s",
                """
                sealed interface S permits C, R {} record C(int a) implements S {}
                record R(int a, Object b) implements S {}
                static String of(String s) { return s; }
                static Future<String> one(S s, Future<String> f) {
                    return async(() -> switch (s) {
                        case C c when c.a() > await(f).length() + 5 -> "never";
                        case C(int a) -> "c" + a + await(f);
                        case R(int a, Integer b) -> "r" + a + await(f) + b;
                        case R(var a, var b) -> of("s" + await(f).substring(1));
                    });
                }
                static Future<String> run(Future<String> f) {
                    return async(() -> await(one(new C(1), f)) + await(one(new R(2, 3), f))
                        + await(one(new R(2, "x"), f)));
                }
                """);
    }

    @Test
    void overloadedMethodsHaveBlocksOfTheirOwn() throws Exception {
        assertBlock(
                "1z2z",
                """
                static Future<String> go(Future<String> f) { return async(() -> 1 + await(f)); }
                static Future<String> go(Future<String> f, int n) {
                    return async(() -> n + await(f));
                }
                static Future<String> run(Future<String> f) {
                    return async(() -> await(go(f)) + await(go(f, 2)));
                }
                """);
    }

    @Test
    void methodReferencesAreBlocks() throws Exception {
        assertBlock(
                "az 7 [] z",
                """
                String name; int seven() { return 7; }
                static String a() { return "a"; }
                static Future<String> run(Future<String> f) {
                    Sample s = new Sample(); String z = "z";
                    return async(() -> await(async(Sample::a)) + await(f) + " "
                        + await(async(s::seven)) + " "
                        + await(async((AsyncBody<List<String>>) ArrayList<String>::new))
                        + " " + await(async(z::toString)));
                }
                """);
    }

    @Test
    void methodReferencesInLambdasOfInitialisersAreBlocks() throws Exception {
        assertBlock(
                "7z",
                """
                static class K {
                    static final AsyncBody<Future<Integer>> S = () -> async(K::seven);
                    final AsyncBody<Future<Integer>> mine;
                    K() { mine = () -> async(K::seven); }
                    static int seven() { return 7; }
                }
                static Future<String> run(Future<String> f) {
                    return async(() -> await(K.S.run()) * await(new K().mine.run()) / 7
                        + await(f));
                }
                """);
    }

    @Test
    void whatIsGeneratedIsSynthetic() throws Exception {
        Sample sample =
                Sample.of(
                        "static Future<String> run(Future<String> f) {"
                                + " return async(() -> await(f)); }");
        Class<?> host = sample.loadClass("sample.Sample");
        Class<?> machine = sample.loadClass("sample.Sample$async$run$0");

        assertTrue(machine.isSynthetic());
        assertTrue(
                Arrays.stream(host.getDeclaredMethods())
                        .filter(m -> m.getName().startsWith("lambda$"))
                        .allMatch(Method::isSynthetic));
        assertTrue(Arrays.stream(machine.getDeclaredFields()).allMatch(f -> f.isSynthetic()));
        assertTrue(Arrays.stream(machine.getDeclaredMethods()).allMatch(Method::isSynthetic));
    }

    private static void assertBlock(String expected, String members) throws Exception {
        Future<?> paused = Sample.of(members).call("run", Later.pausing("z"));
        assertEquals(expected, Sample.valueWithPauses(paused));
        assertEquals(expected, Sample.value(Sample.of(members).call("run", Later.ready("z"))));
    }
}
