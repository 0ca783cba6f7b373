package io.ringwake.ffi;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/** Socket addresses between Java's objects and the C library's {@link AddressLayout}. */
public final class SocketAddresses {
    private static final int IPV4_BYTES = 4;
    private static final int IPV6_BYTES = 16;

    private SocketAddresses() {}

    /**
     * The family of a socket for this address: {@link AddressLayout#FAMILY_INET} or {@link
     * AddressLayout#FAMILY_INET6}.
     *
     * @throws UnknownHostException if the address was never resolved
     */
    public static int family(InetSocketAddress address) throws UnknownHostException {
        return resolved(address) instanceof Inet4Address
                ? AddressLayout.FAMILY_INET
                : AddressLayout.FAMILY_INET6;
    }

    /**
     * Writes an address as a {@link AddressLayout} at the offset of a native-order buffer.
     *
     * @throws UnknownHostException if the address was never resolved
     */
    public static void write(InetSocketAddress address, ByteBuffer into, int offset)
            throws UnknownHostException {
        InetAddress ip = resolved(address);
        byte[] bytes = ip.getAddress();
        into.putInt(offset + AddressLayout.FAMILY, family(address));
        into.putInt(offset + AddressLayout.PORT, address.getPort());
        into.putInt(
                offset + AddressLayout.SCOPE_ID,
                ip instanceof Inet6Address v6 ? v6.getScopeId() : 0);
        into.putInt(offset + AddressLayout.RESERVED, 0);
        for (int i = 0; i < IPV6_BYTES; i++) {
            into.put(offset + AddressLayout.BYTES + i, i < bytes.length ? bytes[i] : 0);
        }
    }

    /**
     * Reads an {@link AddressLayout} from the offset of a native-order buffer. An IPv4 address that
     * the socket reports in its IPv6 form comes back as an IPv4 address, as the JDK does.
     *
     * @throws UnknownHostException if the family is neither of the two
     */
    public static InetSocketAddress read(ByteBuffer from, int offset) throws UnknownHostException {
        int family = from.getInt(offset + AddressLayout.FAMILY);
        if (family != AddressLayout.FAMILY_INET && family != AddressLayout.FAMILY_INET6) {
            throw new UnknownHostException("family=" + family + ": not an IP address");
        }
        byte[] bytes = new byte[family == AddressLayout.FAMILY_INET ? IPV4_BYTES : IPV6_BYTES];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = from.get(offset + AddressLayout.BYTES + i);
        }
        int scope = from.getInt(offset + AddressLayout.SCOPE_ID);
        return new InetSocketAddress(ip(bytes, scope), from.getInt(offset + AddressLayout.PORT));
    }

    /**
     * Writes an address as the platform's sockaddr, for CONNECT entries.
     *
     * @param scratch room for {@link AddressLayout#SIZE} bytes, overwritten
     * @param sockaddr where {@link AddressLayout#SOCKADDR_BYTES_MAX} bytes of room are
     * @return the length of the sockaddr
     * @throws UnknownHostException if the address was never resolved
     */
    public static int encode(
            NativeCalls calls, InetSocketAddress address, Scratch scratch, long sockaddr)
            throws UnknownHostException {
        write(address, scratch.bytes(), 0);
        int length = calls.addressEncode(scratch.address(), sockaddr);
        if (length < 0) {
            throw RingException.of(new ErrnoTable(calls), "rw_address_encode", length);
        }
        return length;
    }

    private static InetAddress resolved(InetSocketAddress address) throws UnknownHostException {
        InetAddress ip = address.getAddress();
        if (ip == null) {
            throw new UnknownHostException(address.getHostString() + ": not resolved");
        }
        return ip;
    }

    private static InetAddress ip(byte[] bytes, int scope) throws UnknownHostException {
        InetAddress plain = InetAddress.getByAddress(bytes);
        if (scope == 0 || plain instanceof Inet4Address) {
            return plain;
        }
        return scoped(bytes, scope);
    }

    /** With the interface's name where it has one, so that printing and parsing round-trip. */
    private static InetAddress scoped(byte[] bytes, int scope) throws UnknownHostException {
        try {
            NetworkInterface nif = NetworkInterface.getByIndex(scope);
            if (nif != null) {
                return Inet6Address.getByAddress(null, bytes, nif);
            }
        } catch (SocketException | UnknownHostException e) {
            // The interface went away or does not carry this address: the bare number remains true.
            return Inet6Address.getByAddress(null, bytes, scope);
        }
        return Inet6Address.getByAddress(null, bytes, scope);
    }
}
