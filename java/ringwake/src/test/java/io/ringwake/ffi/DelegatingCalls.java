package io.ringwake.ffi;

import java.nio.ByteBuffer;

/** The real functions, to be overridden one by one where a test needs an odd answer. */
public class DelegatingCalls implements NativeCalls {
    protected final NativeCalls real;

    protected DelegatingCalls(NativeCalls real) {
        this.real = real;
    }

    @Override
    public int abiVersion() {
        return real.abiVersion();
    }

    @Override
    public int ringOpen(long paramsAddress, long outAddress) {
        return real.ringOpen(paramsAddress, outAddress);
    }

    @Override
    public int ringLayout(long ring, long outAddress) {
        return real.ringLayout(ring, outAddress);
    }

    @Override
    public int ringEnter(long ring, int toSubmit, int minComplete, long timeoutNanos) {
        return real.ringEnter(ring, toSubmit, minComplete, timeoutNanos);
    }

    @Override
    public int ringWake(long ring) {
        return real.ringWake(ring);
    }

    @Override
    public int ringRearmWake(long ring) {
        return real.ringRearmWake(ring);
    }

    @Override
    public void ringClose(long ring) {
        real.ringClose(ring);
    }

    @Override
    public int probeBackend(int backend, long outAddress) {
        return real.probeBackend(backend, outAddress);
    }

    @Override
    public long pageSize() {
        return real.pageSize();
    }

    @Override
    public int memoryMap(long size, long outAddress) {
        return real.memoryMap(size, outAddress);
    }

    @Override
    public int memoryUnmap(long address, long size) {
        return real.memoryUnmap(address, size);
    }

    @Override
    public int mirrorMap(long size, long outAddress) {
        return real.mirrorMap(size, outAddress);
    }

    @Override
    public int mirrorUnmap(long address, long size) {
        return real.mirrorUnmap(address, size);
    }

    @Override
    public int addressEncode(long address, long sockaddr) {
        return real.addressEncode(address, sockaddr);
    }

    @Override
    public int addressDecode(long sockaddr, int length, long outAddress) {
        return real.addressDecode(sockaddr, length, outAddress);
    }

    @Override
    public int socketOpen(int family) {
        return real.socketOpen(family);
    }

    @Override
    public int socketBind(int fd, long address) {
        return real.socketBind(fd, address);
    }

    @Override
    public int socketListen(int fd, int backlog) {
        return real.socketListen(fd, backlog);
    }

    @Override
    public int socketLocal(int fd, long outAddress) {
        return real.socketLocal(fd, outAddress);
    }

    @Override
    public int socketPeer(int fd, long outAddress) {
        return real.socketPeer(fd, outAddress);
    }

    @Override
    public int socketSetOption(int fd, int option, int value) {
        return real.socketSetOption(fd, option, value);
    }

    @Override
    public int socketGetOption(int fd, int option, long outAddress) {
        return real.socketGetOption(fd, option, outAddress);
    }

    @Override
    public int fdClose(int fd) {
        return real.fdClose(fd);
    }

    @Override
    public int threadSetAffinity(long maskAddress, int words) {
        return real.threadSetAffinity(maskAddress, words);
    }

    @Override
    public int threadAffinity(long maskAddress, int words) {
        return real.threadAffinity(maskAddress, words);
    }

    @Override
    public int threadLocation(long outAddress) {
        return real.threadLocation(outAddress);
    }

    @Override
    public int memoryBind(long address, long size, int node, int policy) {
        return real.memoryBind(address, size, node, policy);
    }

    @Override
    public int memoryNodes(long address, long size, long outAddress) {
        return real.memoryNodes(address, size, outAddress);
    }

    @Override
    public int errnoNumber(int index) {
        return real.errnoNumber(index);
    }

    @Override
    public int limits(long outAddress) {
        return real.limits(outAddress);
    }

    @Override
    public int sysctl(long nameAddress, long outAddress) {
        return real.sysctl(nameAddress, outAddress);
    }

    @Override
    public int abiLayout(int index) {
        return real.abiLayout(index);
    }

    @Override
    public ByteBuffer view(long address, long size) {
        return real.view(address, size);
    }

    @Override
    public long address(ByteBuffer direct) {
        return real.address(direct);
    }
}
