package io.ringwake.ffi;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * From a failed operation to the exception a user of the JDK expects. Every {@link Errno} is
 * decided here and nowhere else.
 */
public final class ErrnoMapping {
    private ErrnoMapping() {}

    /**
     * The exception for a result {@code -errno}.
     *
     * <p>JDK types where they exist ({@link java.net.ConnectException}, {@link
     * java.net.BindException}, {@link java.net.NoRouteToHostException}, {@link
     * java.nio.file.NoSuchFileException}, ...), otherwise an IOException; the message has the
     * errno's name, the call and the subject.
     *
     * @param result what the call or completion gave, less than 0
     * @param call what was tried, for instance {@code connect}, {@code read}, {@code bind}
     * @param subject the {@link java.net.SocketAddress} or {@link java.nio.file.Path} it was about,
     *     or null
     */
    public static IOException toException(int result, String call, @Nullable Object subject) {
        return toException(ErrnoTable.platform(), result, call, subject);
    }

    /** The same with a given table of numbers. */
    public static IOException toException(
            ErrnoTable table, int result, String call, @Nullable Object subject) {
        return new IOException(call + " " + subject + ": " + table.describe(result));
    }
}
