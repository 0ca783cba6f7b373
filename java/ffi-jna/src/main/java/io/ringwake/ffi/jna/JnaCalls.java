package io.ringwake.ffi.jna;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import io.ringwake.ffi.NativeCalls;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Each native method is bound by JNA to the C function of its name. */
final class JnaCalls implements NativeCalls {
    /** JNA closes a library that nothing refers to. */
    private final NativeLibrary library;

    JnaCalls(NativeLibrary library) {
        this.library = library;
    }

    @Override
    public ByteBuffer view(long address, long size) {
        return new Pointer(address).getByteBuffer(0, size).order(ByteOrder.BIG_ENDIAN);
    }

    @Override
    public long address(ByteBuffer direct) {
        return Pointer.nativeValue(Native.getDirectBufferPointer(direct));
    }

    @Override
    public String toString() {
        return "JNA, " + library.getName();
    }

    @Override
    public native int abiVersion();

    @Override
    public native int ringOpen(long paramsAddress, long outAddress);

    @Override
    public native int ringLayout(long ring, long outAddress);

    @Override
    public native int ringEnter(long ring, int toSubmit, int minComplete, long timeoutNanos);

    @Override
    public native int ringWake(long ring);

    @Override
    public native int ringRearmWake(long ring);

    @Override
    public native void ringClose(long ring);

    @Override
    public native int probeBackend(int backend, long outAddress);

    @Override
    public native long pageSize();

    @Override
    public native int memoryMap(long size, long outAddress);

    @Override
    public native int memoryUnmap(long address, long size);

    @Override
    public native int mirrorMap(long size, long outAddress);

    @Override
    public native int mirrorUnmap(long address, long size);

    @Override
    public native int addressEncode(long address, long sockaddr);

    @Override
    public native int addressDecode(long sockaddr, int length, long outAddress);

    @Override
    public native int socketOpen(int family);

    @Override
    public native int socketBind(int fd, long address);

    @Override
    public native int socketListen(int fd, int backlog);

    @Override
    public native int socketLocal(int fd, long outAddress);

    @Override
    public native int socketPeer(int fd, long outAddress);

    @Override
    public native int socketSetOption(int fd, int option, int value);

    @Override
    public native int socketGetOption(int fd, int option, long outAddress);

    @Override
    public native int fdClose(int fd);

    @Override
    public native int threadSetAffinity(long maskAddress, int words);

    @Override
    public native int threadAffinity(long maskAddress, int words);

    @Override
    public native int threadLocation(long outAddress);

    @Override
    public native int memoryBind(long address, long size, int node, int policy);

    @Override
    public native int memoryNodes(long address, long size, long outAddress);

    @Override
    public native int errnoNumber(int index);

    @Override
    public native int limits(long outAddress);

    @Override
    public native int sysctl(long nameAddress, long outAddress);

    @Override
    public native int abiLayout(int index);
}
