package io.ringwake.ffi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.reflect.Method;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a failure of {@code java.lang.foreign} becomes, on any JVM. */
@Timeout(30)
final class ForeignLinkerTest {
    @Test
    void aFailureSaysWhichCallAndWhy() throws Exception {
        UnsupportedOperationException cause = new UnsupportedOperationException("no such CPU");
        UnsatisfiedLinkError thrown =
                assertThrows(UnsatisfiedLinkError.class, () -> callThatThrows(cause));
        assertEquals("fail: " + cause, thrown.getMessage());
        assertSame(cause, thrown.getCause());
    }

    @Test
    void anErrorOfTheJvmIsNoExceptionFromThat() throws Exception {
        LinkageError cause = new LinkageError("two copies");
        UnsatisfiedLinkError thrown =
                assertThrows(UnsatisfiedLinkError.class, () -> callThatThrows(cause));
        assertEquals("fail: " + cause, thrown.getMessage());
    }

    @Test
    void deniedAccessGoesOnAsItIs() {
        IllegalCallerException denied = new IllegalCallerException("denied");
        assertSame(
                denied, assertThrows(IllegalCallerException.class, () -> callThatThrows(denied)));
    }

    private static Object callThatThrows(Throwable cause) throws NoSuchMethodException {
        Method fail = ForeignLinkerTest.class.getDeclaredMethod("fail", Throwable.class);
        return ForeignLinker.call(null, fail, cause);
    }

    static void fail(Throwable cause) throws Throwable {
        throw cause;
    }
}
