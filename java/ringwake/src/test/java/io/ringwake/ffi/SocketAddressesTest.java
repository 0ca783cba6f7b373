package io.ringwake.ffi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(10)
class SocketAddressesTest {
    private final NativeCalls calls = NativeLibrary.calls();
    private final Scratch address = new Scratch(calls, AddressLayout.SIZE);
    private final Scratch sockaddr = new Scratch(calls, AddressLayout.SOCKADDR_BYTES_MAX);

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1,       0",
        "255.254.253.252, 65535",
        "0.0.0.0,         80",
        "::1,             443",
        "2001:db8::1:2,   32768",
        "::,              1",
    })
    void anAddressSurvivesTheWayThroughThePlatformsForm(String host, int port) throws Exception {
        InetSocketAddress before = new InetSocketAddress(InetAddress.getByName(host), port);
        int length = SocketAddresses.encode(calls, before, address, sockaddr.address());
        address.bytes().clear().put(new byte[AddressLayout.SIZE]);
        assertEquals(0, calls.addressDecode(sockaddr.address(), length, address.address()));
        assertEquals(before, SocketAddresses.read(address.bytes(), 0));
    }

    @Test
    void theScopeOfALinkLocalAddressIsKept() throws Exception {
        byte[] bytes = InetAddress.getByName("fe80::1").getAddress();
        InetSocketAddress before =
                new InetSocketAddress(Inet6Address.getByAddress(null, bytes, 1), 9);
        SocketAddresses.encode(calls, before, address, sockaddr.address());
        InetSocketAddress after = SocketAddresses.read(address.bytes(), 0);
        assertEquals(1, ((Inet6Address) after.getAddress()).getScopeId());
        assertArrayEquals(bytes, after.getAddress().getAddress());
    }

    @Test
    void anIpv4AddressInIpv6FormIsShownAsIpv4() throws Exception {
        byte[] mapped = new byte[16];
        mapped[10] = (byte) 0xFF;
        mapped[11] = (byte) 0xFF;
        mapped[12] = 127;
        mapped[15] = 1;
        address.putInt(AddressLayout.FAMILY, AddressLayout.FAMILY_INET6);
        address.putInt(AddressLayout.PORT, 7);
        address.putInt(AddressLayout.SCOPE_ID, 0);
        address.bytes().put(AddressLayout.BYTES, mapped);
        InetSocketAddress read = SocketAddresses.read(address.bytes(), 0);
        assertEquals(Inet4Address.class, read.getAddress().getClass());
        assertEquals("/127.0.0.1:7", read.toString());
    }

    @Test
    void unresolvedAndForeignAddressesAreRefused() {
        InetSocketAddress unresolved = InetSocketAddress.createUnresolved("nowhere.invalid", 1);
        UnknownHostException thrown =
                assertThrows(
                        UnknownHostException.class,
                        () -> SocketAddresses.write(unresolved, address.bytes(), 0));
        assertEquals("nowhere.invalid: not resolved", thrown.getMessage());
        address.putInt(AddressLayout.FAMILY, 99);
        assertThrows(UnknownHostException.class, () -> SocketAddresses.read(address.bytes(), 0));
    }
}
