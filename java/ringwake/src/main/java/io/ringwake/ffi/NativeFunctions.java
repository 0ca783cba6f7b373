package io.ringwake.ffi;

/**
 * The functions of {@code ringwake.h}, one method each, whatever binding carries them.
 *
 * <p>The C name is the Java name in snake case behind {@code rw_} (see {@link #cName}), an {@code
 * int} is 32 bits there, and a {@code long} is 64 bits or an address: so a binding that reads this
 * interface needs no other table. The contract of each is at its declaration in the header. In
 * short: a result {@code >= 0} is success, {@code -errno} is failure; every {@code long} named an
 * address points to off-heap memory that stays valid during the call; structs are laid out as the
 * {@code *Layout} classes of this package say. A ring belongs to the thread that opened it; only
 * {@link #ringWake} may be called from another. All other methods are thread-safe.
 */
public interface NativeFunctions {
    /** {@code rw_abi_version}: the version the library was built with. */
    int abiVersion();

    /** {@code rw_ring_open}: params is a {@link RingParamsLayout}, out receives the ring. */
    int ringOpen(long paramsAddress, long outAddress);

    /** {@code rw_ring_layout}: out is a {@link RingLayout}. */
    int ringLayout(long ring, long outAddress);

    /** {@code rw_ring_enter}: the one call of the hot path. */
    int ringEnter(long ring, int toSubmit, int minComplete, long timeoutNanos);

    /** {@code rw_ring_wake}: any thread. */
    int ringWake(long ring);

    /** {@code rw_ring_rearm_wake}. */
    int ringRearmWake(long ring);

    /** {@code rw_ring_close}: accepts 0. */
    void ringClose(long ring);

    /** {@code rw_probe_backend}: out is a {@link ProbeLayout}. */
    int probeBackend(int backend, long outAddress);

    /** {@code rw_page_size}. */
    long pageSize();

    /** {@code rw_memory_map}: out receives the address. */
    int memoryMap(long size, long outAddress);

    /** {@code rw_memory_unmap}. */
    int memoryUnmap(long address, long size);

    /** {@code rw_mirror_map}: out receives the address. */
    int mirrorMap(long size, long outAddress);

    /** {@code rw_mirror_unmap}. */
    int mirrorUnmap(long address, long size);

    /**
     * {@code rw_address_encode}: from an {@link AddressLayout} to a sockaddr; returns its length.
     */
    int addressEncode(long address, long sockaddr);

    /** {@code rw_address_decode}: from a sockaddr to an {@link AddressLayout}. */
    int addressDecode(long sockaddr, int length, long outAddress);

    /** {@code rw_socket_open}: family is one of {@link AddressLayout}'s; returns the descriptor. */
    int socketOpen(int family);

    /** {@code rw_socket_bind}: address is an {@link AddressLayout}. */
    int socketBind(int fd, long address);

    /** {@code rw_socket_listen}. */
    int socketListen(int fd, int backlog);

    /** {@code rw_socket_local}: out is an {@link AddressLayout}. */
    int socketLocal(int fd, long outAddress);

    /** {@code rw_socket_peer}: out is an {@link AddressLayout}. */
    int socketPeer(int fd, long outAddress);

    /** {@code rw_socket_set_option}: option is one of {@link SocketOptionCode}. */
    int socketSetOption(int fd, int option, int value);

    /** {@code rw_socket_get_option}: out receives a 32-bit value. */
    int socketGetOption(int fd, int option, long outAddress);

    /** {@code rw_fd_close}: never retried, after EINTR the descriptor is closed. */
    int fdClose(int fd);

    /** {@code rw_thread_set_affinity}: the mask is an array of 64-bit words. */
    int threadSetAffinity(long maskAddress, int words);

    /** {@code rw_thread_affinity}: fills the words; returns how many the kernel has. */
    int threadAffinity(long maskAddress, int words);

    /** {@code rw_thread_location}: out is a {@link LocationLayout}. */
    int threadLocation(long outAddress);

    /** {@code rw_memory_bind}: policy is one of {@link BindPolicy}. */
    int memoryBind(long address, long size, int node, int policy);

    /** {@code rw_memory_nodes}: out receives 32 bits for each page. */
    int memoryNodes(long address, long size, long outAddress);

    /** {@code rw_errno_number}: the platform's number of {@link Errno} index, 0 if it has none. */
    int errnoNumber(int index);

    /** {@code rw_limits}: out is a {@link LimitsLayout}. */
    int limits(long outAddress);

    /** {@code rw_sysctl}: the name ends with a zero byte, out receives 64 bits. macOS. */
    int sysctl(long nameAddress, long outAddress);

    /** {@code rw_abi_layout}: sizes and offsets in C, for the test of the layouts. */
    int abiLayout(int index);

    /** The C function behind a method of this interface: {@code rw_ring_enter} for ringEnter. */
    static String cName(String method) {
        StringBuilder name = new StringBuilder("rw_");
        for (int i = 0; i < method.length(); i++) {
            char c = method.charAt(i);
            if (Character.isUpperCase(c)) {
                name.append('_');
            }
            name.append(Character.toLowerCase(c));
        }
        return name.toString();
    }
}
