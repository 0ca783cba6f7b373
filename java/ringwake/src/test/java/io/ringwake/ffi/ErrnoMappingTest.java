package io.ringwake.ffi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(10)
class ErrnoMappingTest {
    private static final InetSocketAddress ADDRESS =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 80);

    private final ErrnoTable table = ErrnoTable.platform();

    /** Linux has all of them; two names may share a number only where C says so. */
    @ParameterizedTest
    @EnumSource
    void everyNameHasItsNumberAndComesBackFromIt(Errno errno) {
        int number = table.number(errno);
        assertTrue(number > 0, errno + " has no number here");
        assertSame(errno, table.find(-number).orElseThrow());
        assertEquals(errno.name(), table.describe(-number));
        assertTrue(table.is(-number, errno));
        assertFalse(table.is(number, errno));
    }

    @Test
    void theTableEndsWhereTheEnumDoes() {
        int pastTheEnd = NativeLibrary.calls().errnoNumber(Errno.values().length);
        assertTrue(table.is(pastTheEnd, Errno.EINVAL), "also " + pastTheEnd);
    }

    @ParameterizedTest
    @EnumSource
    void everyMessageHasNameCallSubjectAndAdvice(Errno errno) {
        int result = -table.number(errno);
        IOException socket = ErrnoMapping.toException(result, "read", ADDRESS);
        assertEquals(
                "read " + ADDRESS + ": " + errno + " (" + errno.advice() + ")",
                socket.getMessage());
        IOException file = ErrnoMapping.toException(result, "open", Path.of("/a/b"));
        assertTrue(file.toString().contains("/a/b"), file.toString());
        assertTrue(
                (file + " " + file.getCause()).contains(errno.name()),
                file + " " + file.getCause());
        Messages.assertContains(ErrnoMapping.toException(result, "wait", null), "wait: " + errno);
    }

    @ParameterizedTest
    @CsvSource({
        "ECONNREFUSED, connect",
        "ETIMEDOUT,    connect",
    })
    void connectFailures(Errno errno, String call) {
        assertInstanceOf(ConnectException.class, of(errno, call));
    }

    @ParameterizedTest
    @CsvSource({
        "EADDRINUSE,    bind",
        "EADDRNOTAVAIL, bind",
        "EADDRNOTAVAIL, connect",
        "EACCES,        bind",
        "EPERM,         bind",
    })
    void bindFailures(Errno errno, String call) {
        assertInstanceOf(BindException.class, of(errno, call));
    }

    @ParameterizedTest
    @EnumSource(names = {"ENETUNREACH", "EHOSTUNREACH", "ENETDOWN", "EHOSTDOWN"})
    void routeFailures(Errno errno) {
        assertInstanceOf(NoRouteToHostException.class, of(errno, "connect"));
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "ECONNRESET",
                "EPIPE",
                "ENOTCONN",
                "ECONNABORTED",
                "ENOBUFS",
                "EMFILE",
                "EPERM"
            })
    void socketFailures(Errno errno) {
        assertSame(SocketException.class, of(errno, "write").getClass());
    }

    @Test
    void aTimeoutOfAnEstablishedConnectionIsNoConnectFailure() {
        assertSame(SocketException.class, of(Errno.ETIMEDOUT, "read").getClass());
        assertInstanceOf(ProtocolException.class, of(Errno.EPROTO, "connect"));
        assertSame(IOException.class, of(Errno.EIO, "read").getClass());
    }

    @ParameterizedTest
    @CsvSource({
        "ENOENT,    NoSuchFileException",
        "EEXIST,    FileAlreadyExistsException",
        "EACCES,    AccessDeniedException",
        "EPERM,     AccessDeniedException",
        "ENOTDIR,   NotDirectoryException",
        "ENOTEMPTY, DirectoryNotEmptyException",
        "ELOOP,     FileSystemLoopException",
        "ENOSPC,    FileSystemException",
        "EIO,       FileSystemException",
    })
    void fileFailures(Errno errno, String type) {
        IOException failure =
                ErrnoMapping.toException(-table.number(errno), "open", Path.of("/a/b"));
        assertEquals(type, failure.getClass().getSimpleName());
        assertInstanceOf(FileSystemException.class, failure);
    }

    @Test
    void anUnknownNumberIsShownAsSuch() {
        assertEquals(Optional.empty(), table.find(-4000));
        assertEquals(
                "read: errno 4000", ErrnoMapping.toException(-4000, "read", null).getMessage());
    }

    @Test
    void aSuccessIsNoError() {
        assertThrows(
                IllegalArgumentException.class, () -> ErrnoMapping.toException(0, "read", null));
    }

    private IOException of(Errno errno, String call) {
        return ErrnoMapping.toException(-table.number(errno), call, ADDRESS);
    }
}
