package io.ringwake.ffi;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** Assertions about what an exception says. */
public final class Messages {
    private Messages() {}

    /** The message contains each part. */
    public static void assertContains(Throwable thrown, String... parts) {
        String message = String.valueOf(thrown.getMessage());
        for (String part : parts) {
            assertTrue(message.contains(part), () -> part + " is not in: " + message);
        }
    }
}
