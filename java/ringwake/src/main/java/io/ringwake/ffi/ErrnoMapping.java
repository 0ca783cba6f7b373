package io.ringwake.ffi;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketAddress;
import java.net.SocketException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Optional;
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
     * <p>JDK types where they exist ({@link ConnectException}, {@link BindException}, {@link
     * NoRouteToHostException}, {@link NoSuchFileException}, ...), otherwise an IOException; the
     * message has the errno's name, the call and the subject.
     *
     * @param result what the call or completion gave, less than 0
     * @param call what was tried, for instance {@code connect}, {@code read}, {@code bind}
     * @param subject the {@link SocketAddress} or {@link Path} it was about, or null
     */
    public static IOException toException(int result, String call, @Nullable Object subject) {
        return toException(ErrnoTable.platform(), result, call, subject);
    }

    /** The same with a given table of numbers. */
    public static IOException toException(
            ErrnoTable table, int result, String call, @Nullable Object subject) {
        if (result >= 0) {
            throw new IllegalArgumentException("result=" + result + ": is not an error");
        }
        Optional<Errno> errno = table.find(result);
        String message = message(table, result, call, subject);
        if (errno.isEmpty()) {
            return new IOException(message);
        }
        return subject instanceof Path path
                ? ofFile(errno.get(), path.toString(), message)
                : ofSocket(errno.get(), call, message);
    }

    private static String message(
            ErrnoTable table, int result, String call, @Nullable Object subject) {
        String about = subject == null ? call : call + " " + subject;
        String advice = table.find(result).map(errno -> " (" + errno.advice() + ")").orElse("");
        return about + ": " + table.describe(result) + advice;
    }

    private static IOException ofSocket(Errno errno, String call, String message) {
        return switch (errno) {
            case ECONNREFUSED -> new ConnectException(message);
            case ETIMEDOUT ->
                    call.equals("connect")
                            ? new ConnectException(message)
                            : new SocketException(message);
            case ENETUNREACH, EHOSTUNREACH, ENETDOWN, EHOSTDOWN ->
                    new NoRouteToHostException(message);
            case EADDRINUSE, EADDRNOTAVAIL -> new BindException(message);
            case EACCES, EPERM ->
                    call.equals("bind") ? new BindException(message) : new SocketException(message);
            case EPROTO, EPROTONOSUPPORT -> new ProtocolException(message);
            case ECONNRESET,
                    ECONNABORTED,
                    EPIPE,
                    ENOTCONN,
                    EISCONN,
                    ESHUTDOWN,
                    EDESTADDRREQ,
                    EMSGSIZE,
                    ENOTSOCK,
                    ENOPROTOOPT,
                    EOPNOTSUPP,
                    EAFNOSUPPORT,
                    ENOBUFS,
                    EMFILE,
                    ENFILE,
                    EALREADY,
                    EINPROGRESS,
                    EINVAL ->
                    new SocketException(message);
            // Not about sockets, or never left to the user: the name and the advice say it all.
            case ENOENT,
                    ESRCH,
                    EINTR,
                    EIO,
                    EBADF,
                    EAGAIN,
                    ENOMEM,
                    EFAULT,
                    EBUSY,
                    EEXIST,
                    ENOTDIR,
                    EISDIR,
                    ENOSPC,
                    ESPIPE,
                    ENOSYS,
                    ETIME,
                    ECANCELED,
                    EOVERFLOW,
                    ENOTEMPTY,
                    ENAMETOOLONG,
                    ELOOP ->
                    new IOException(message);
        };
    }

    private static IOException ofFile(Errno errno, String path, String message) {
        return switch (errno) {
            case ENOENT -> new NoSuchFileException(path, null, message);
            case EEXIST -> new FileAlreadyExistsException(path, null, message);
            case EACCES, EPERM -> new AccessDeniedException(path, null, message);
            case ENOTDIR -> withReason(new NotDirectoryException(path), message);
            case ENOTEMPTY -> withReason(new DirectoryNotEmptyException(path), message);
            case ELOOP -> withReason(new FileSystemLoopException(path), message);
            default -> new FileSystemException(path, null, message);
        };
    }

    /** For the types that take no message of their own. */
    private static IOException withReason(IOException failure, String message) {
        failure.initCause(new IOException(message));
        return failure;
    }
}
