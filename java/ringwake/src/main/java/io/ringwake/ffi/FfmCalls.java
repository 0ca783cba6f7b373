package io.ringwake.ffi;

import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;

/**
 * The functions over {@code java.lang.foreign}. The handles are constants of this class, since only
 * a constant handle is compiled into its caller.
 *
 * <p>None is linked as {@code critical}: most make a system call, and {@link #ringEnter} waits,
 * which would hold up every safepoint of the JVM.
 */
final class FfmCalls implements NativeCalls {
    private static final MethodHandle ABI_VERSION = FfmBinding.function("abiVersion");
    private static final MethodHandle RING_OPEN = FfmBinding.function("ringOpen");
    private static final MethodHandle RING_LAYOUT = FfmBinding.function("ringLayout");
    private static final MethodHandle RING_ENTER = FfmBinding.function("ringEnter");
    private static final MethodHandle RING_WAKE = FfmBinding.function("ringWake");
    private static final MethodHandle RING_REARM_WAKE = FfmBinding.function("ringRearmWake");
    private static final MethodHandle RING_CLOSE = FfmBinding.function("ringClose");
    private static final MethodHandle PROBE_BACKEND = FfmBinding.function("probeBackend");
    private static final MethodHandle PAGE_SIZE = FfmBinding.function("pageSize");
    private static final MethodHandle MEMORY_MAP = FfmBinding.function("memoryMap");
    private static final MethodHandle MEMORY_UNMAP = FfmBinding.function("memoryUnmap");
    private static final MethodHandle MIRROR_MAP = FfmBinding.function("mirrorMap");
    private static final MethodHandle MIRROR_UNMAP = FfmBinding.function("mirrorUnmap");
    private static final MethodHandle ADDRESS_ENCODE = FfmBinding.function("addressEncode");
    private static final MethodHandle ADDRESS_DECODE = FfmBinding.function("addressDecode");
    private static final MethodHandle SOCKET_OPEN = FfmBinding.function("socketOpen");
    private static final MethodHandle SOCKET_BIND = FfmBinding.function("socketBind");
    private static final MethodHandle SOCKET_LISTEN = FfmBinding.function("socketListen");
    private static final MethodHandle SOCKET_LOCAL = FfmBinding.function("socketLocal");
    private static final MethodHandle SOCKET_PEER = FfmBinding.function("socketPeer");
    private static final MethodHandle SOCKET_SET_OPTION = FfmBinding.function("socketSetOption");
    private static final MethodHandle SOCKET_GET_OPTION = FfmBinding.function("socketGetOption");
    private static final MethodHandle FD_CLOSE = FfmBinding.function("fdClose");
    private static final MethodHandle THREAD_SET_AFFINITY =
            FfmBinding.function("threadSetAffinity");
    private static final MethodHandle THREAD_AFFINITY = FfmBinding.function("threadAffinity");
    private static final MethodHandle THREAD_LOCATION = FfmBinding.function("threadLocation");
    private static final MethodHandle MEMORY_BIND = FfmBinding.function("memoryBind");
    private static final MethodHandle MEMORY_NODES = FfmBinding.function("memoryNodes");
    private static final MethodHandle ERRNO_NUMBER = FfmBinding.function("errnoNumber");
    private static final MethodHandle LIMITS = FfmBinding.function("limits");
    private static final MethodHandle SYSCTL = FfmBinding.function("sysctl");
    private static final MethodHandle ABI_LAYOUT = FfmBinding.function("abiLayout");
    private static final MethodHandle VIEW = ForeignLinker.view();
    private static final MethodHandle ADDRESS = ForeignLinker.address();

    /** Links every function, the first time; see {@link FfmBinding#bind}. */
    FfmCalls() {}

    /** A handle over primitives throws nothing of its own; what comes is an Error of the JVM. */
    private static Error unexpected(Throwable thrown) {
        return thrown instanceof Error error ? error : new AssertionError(thrown);
    }

    @Override
    public int abiVersion() {
        try {
            return (int) ABI_VERSION.invokeExact();
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    @Override
    public int ringOpen(long paramsAddress, long outAddress) {
        try {
            return (int) RING_OPEN.invokeExact(paramsAddress, outAddress);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    @Override
    public int ringLayout(long ring, long outAddress) {
        try {
            return (int) RING_LAYOUT.invokeExact(ring, outAddress);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    @Override
    public int ringEnter(long ring, int toSubmit, int minComplete, long timeoutNanos) {
        try {
            return (int) RING_ENTER.invokeExact(ring, toSubmit, minComplete, timeoutNanos);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    @Override
    public int ringWake(long ring) {
        try {
            return (int) RING_WAKE.invokeExact(ring);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    @Override
    public int ringRearmWake(long ring) {
        try {
            return (int) RING_REARM_WAKE.invokeExact(ring);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    @Override
    public void ringClose(long ring) {
        try {
            RING_CLOSE.invokeExact(ring);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    @Override
    public int probeBackend(int backend, long outAddress) {
        try {
            return (int) PROBE_BACKEND.invokeExact(backend, outAddress);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    @Override
    public long pageSize() {
        try {
            return (long) PAGE_SIZE.invokeExact();
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    @Override
    public int memoryMap(long size, long outAddress) {
        try {
            return (int) MEMORY_MAP.invokeExact(size, outAddress);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    @Override
    public int memoryUnmap(long address, long size) {
        try {
            return (int) MEMORY_UNMAP.invokeExact(address, size);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    @Override
    public int mirrorMap(long size, long outAddress) {
        try {
            return (int) MIRROR_MAP.invokeExact(size, outAddress);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    @Override
    public int mirrorUnmap(long address, long size) {
        try {
            return (int) MIRROR_UNMAP.invokeExact(address, size);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    @Override
    public int addressEncode(long address, long sockaddr) {
        try {
            return (int) ADDRESS_ENCODE.invokeExact(address, sockaddr);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    @Override
    public int addressDecode(long sockaddr, int length, long outAddress) {
        try {
            return (int) ADDRESS_DECODE.invokeExact(sockaddr, length, outAddress);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    @Override
    public int socketOpen(int family) {
        try {
            return (int) SOCKET_OPEN.invokeExact(family);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    @Override
    public int socketBind(int fd, long address) {
        try {
            return (int) SOCKET_BIND.invokeExact(fd, address);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    @Override
    public int socketListen(int fd, int backlog) {
        try {
            return (int) SOCKET_LISTEN.invokeExact(fd, backlog);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    @Override
    public int socketLocal(int fd, long outAddress) {
        try {
            return (int) SOCKET_LOCAL.invokeExact(fd, outAddress);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    @Override
    public int socketPeer(int fd, long outAddress) {
        try {
            return (int) SOCKET_PEER.invokeExact(fd, outAddress);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    @Override
    public int socketSetOption(int fd, int option, int value) {
        try {
            return (int) SOCKET_SET_OPTION.invokeExact(fd, option, value);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    @Override
    public int socketGetOption(int fd, int option, long outAddress) {
        try {
            return (int) SOCKET_GET_OPTION.invokeExact(fd, option, outAddress);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    @Override
    public int fdClose(int fd) {
        try {
            return (int) FD_CLOSE.invokeExact(fd);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    @Override
    public int threadSetAffinity(long maskAddress, int words) {
        try {
            return (int) THREAD_SET_AFFINITY.invokeExact(maskAddress, words);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    @Override
    public int threadAffinity(long maskAddress, int words) {
        try {
            return (int) THREAD_AFFINITY.invokeExact(maskAddress, words);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    @Override
    public int threadLocation(long outAddress) {
        try {
            return (int) THREAD_LOCATION.invokeExact(outAddress);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    @Override
    public int memoryBind(long address, long size, int node, int policy) {
        try {
            return (int) MEMORY_BIND.invokeExact(address, size, node, policy);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    @Override
    public int memoryNodes(long address, long size, long outAddress) {
        try {
            return (int) MEMORY_NODES.invokeExact(address, size, outAddress);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    @Override
    public int errnoNumber(int index) {
        try {
            return (int) ERRNO_NUMBER.invokeExact(index);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    @Override
    public int limits(long outAddress) {
        try {
            return (int) LIMITS.invokeExact(outAddress);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    @Override
    public int sysctl(long nameAddress, long outAddress) {
        try {
            return (int) SYSCTL.invokeExact(nameAddress, outAddress);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    @Override
    public int abiLayout(int index) {
        try {
            return (int) ABI_LAYOUT.invokeExact(index);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    @Override
    public ByteBuffer view(long address, long size) {
        try {
            return (ByteBuffer) VIEW.invokeExact(address, size);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    @Override
    public long address(ByteBuffer direct) {
        try {
            return (long) ADDRESS.invokeExact(direct) - direct.position();
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }
}
