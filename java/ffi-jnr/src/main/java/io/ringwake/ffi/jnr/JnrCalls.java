package io.ringwake.ffi.jnr;

import com.kenai.jffi.MemoryIO;
import io.ringwake.ffi.NativeCalls;
import io.ringwake.ffi.NativeFunctions;
import java.nio.ByteBuffer;

/** The functions as jnr-ffi implements them, and buffers as its jffi makes them. */
final class JnrCalls implements NativeCalls {
    private final NativeFunctions functions;

    JnrCalls(NativeFunctions functions) {
        this.functions = functions;
    }

    @Override
    public ByteBuffer view(long address, long size) {
        return MemoryIO.getInstance().newDirectByteBuffer(address, Math.toIntExact(size));
    }

    @Override
    public long address(ByteBuffer direct) {
        return MemoryIO.getInstance().getDirectBufferAddress(direct);
    }

    @Override
    public int abiVersion() {
        return functions.abiVersion();
    }

    @Override
    public int ringOpen(long paramsAddress, long outAddress) {
        return functions.ringOpen(paramsAddress, outAddress);
    }

    @Override
    public int ringLayout(long ring, long outAddress) {
        return functions.ringLayout(ring, outAddress);
    }

    @Override
    public int ringEnter(long ring, int toSubmit, int minComplete, long timeoutNanos) {
        return functions.ringEnter(ring, toSubmit, minComplete, timeoutNanos);
    }

    @Override
    public int ringWake(long ring) {
        return functions.ringWake(ring);
    }

    @Override
    public int ringRearmWake(long ring) {
        return functions.ringRearmWake(ring);
    }

    @Override
    public void ringClose(long ring) {
        functions.ringClose(ring);
    }

    @Override
    public int probeBackend(int backend, long outAddress) {
        return functions.probeBackend(backend, outAddress);
    }

    @Override
    public long pageSize() {
        return functions.pageSize();
    }

    @Override
    public int memoryMap(long size, long outAddress) {
        return functions.memoryMap(size, outAddress);
    }

    @Override
    public int memoryUnmap(long address, long size) {
        return functions.memoryUnmap(address, size);
    }

    @Override
    public int mirrorMap(long size, long outAddress) {
        return functions.mirrorMap(size, outAddress);
    }

    @Override
    public int mirrorUnmap(long address, long size) {
        return functions.mirrorUnmap(address, size);
    }

    @Override
    public int addressEncode(long address, long sockaddr) {
        return functions.addressEncode(address, sockaddr);
    }

    @Override
    public int addressDecode(long sockaddr, int length, long outAddress) {
        return functions.addressDecode(sockaddr, length, outAddress);
    }

    @Override
    public int socketOpen(int family) {
        return functions.socketOpen(family);
    }

    @Override
    public int socketBind(int fd, long address) {
        return functions.socketBind(fd, address);
    }

    @Override
    public int socketListen(int fd, int backlog) {
        return functions.socketListen(fd, backlog);
    }

    @Override
    public int socketLocal(int fd, long outAddress) {
        return functions.socketLocal(fd, outAddress);
    }

    @Override
    public int socketPeer(int fd, long outAddress) {
        return functions.socketPeer(fd, outAddress);
    }

    @Override
    public int socketSetOption(int fd, int option, int value) {
        return functions.socketSetOption(fd, option, value);
    }

    @Override
    public int socketGetOption(int fd, int option, long outAddress) {
        return functions.socketGetOption(fd, option, outAddress);
    }

    @Override
    public int fdClose(int fd) {
        return functions.fdClose(fd);
    }

    @Override
    public int threadSetAffinity(long maskAddress, int words) {
        return functions.threadSetAffinity(maskAddress, words);
    }

    @Override
    public int threadAffinity(long maskAddress, int words) {
        return functions.threadAffinity(maskAddress, words);
    }

    @Override
    public int threadLocation(long outAddress) {
        return functions.threadLocation(outAddress);
    }

    @Override
    public int memoryBind(long address, long size, int node, int policy) {
        return functions.memoryBind(address, size, node, policy);
    }

    @Override
    public int memoryNodes(long address, long size, long outAddress) {
        return functions.memoryNodes(address, size, outAddress);
    }

    @Override
    public int errnoNumber(int index) {
        return functions.errnoNumber(index);
    }

    @Override
    public int limits(long outAddress) {
        return functions.limits(outAddress);
    }

    @Override
    public int sysctl(long nameAddress, long outAddress) {
        return functions.sysctl(nameAddress, outAddress);
    }

    @Override
    public int abiLayout(int index) {
        return functions.abiLayout(index);
    }
}
