package io.ringwake.async.compiler;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

final class AsyncCompilerTest {
    @Test
    void aClassWithoutBlocksComesBackAsItWasGiven() throws IOException {
        byte[] given = classFile(AsyncCompilerTest.class);

        CompiledClass compiled = AsyncCompiler.compile(given, name -> null);

        assertSame(given, compiled.host());
        assertFalse(compiled.changed());
    }

    private static byte[] classFile(Class<?> type) throws IOException {
        try (InputStream in = type.getResourceAsStream(type.getSimpleName() + ".class")) {
            return in.readAllBytes();
        }
    }
}
