package io.ringwake.cli.argument;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * An address as typed: {@code 127.0.0.1:8080}, {@code localhost:80}, {@code [::1]:8080}, {@code
 * *:8080}.
 *
 * @param host a name or a literal without brackets; {@code *} is every IPv4 address of the machine
 * @param port 0 to 65535
 */
public record HostPort(String host, int port) {
    private static final int PORT_MAX = 65535;

    /** Reads {@code HOST:PORT}; the message of the exception names the text and what is allowed. */
    public static HostPort parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon <= 0) {
            throw malformed(text, "has no port");
        }
        return new HostPort(parseHost(text, text.substring(0, colon)), parsePort(text, colon + 1));
    }

    private static String parseHost(String text, String host) {
        if (host.startsWith("[") && host.endsWith("]") && host.length() > 2) {
            return host.substring(1, host.length() - 1);
        }
        if (host.indexOf(':') >= 0 || host.indexOf('[') >= 0 || host.indexOf(']') >= 0) {
            throw malformed(text, "has an IPv6 address that is not in brackets");
        }
        if (host.isBlank()) {
            throw malformed(text, "has no host");
        }
        return host;
    }

    private static int parsePort(String text, int from) {
        String digits = text.substring(from);
        // Five digits at most, so that parseInt cannot overflow; no sign, no blanks.
        if (!digits.matches("[0-9]{1,5}") || Integer.parseInt(digits) > PORT_MAX) {
            throw malformed(text, "has a port that is not a number from 0 to 65535");
        }
        return Integer.parseInt(digits);
    }

    private static IllegalArgumentException malformed(String text, String why) {
        return new IllegalArgumentException(
                ("'%s' %s; allowed: HOST:PORT, such as 127.0.0.1:8080, localhost:8080,"
                                + " [::1]:8080, *:8080")
                        .formatted(text, why));
    }

    /** Looks the host up; the first of several addresses is taken. Blocks: for start-up only. */
    public InetSocketAddress resolve() throws UnknownHostException {
        try {
            InetAddress address =
                    host.equals("*")
                            ? InetAddress.getByAddress(new byte[4])
                            : InetAddress.getByName(host);
            return new InetSocketAddress(address, port);
        } catch (UnknownHostException e) {
            UnknownHostException clear =
                    new UnknownHostException("'%s' is not a known host".formatted(host));
            clear.initCause(e);
            throw clear;
        }
    }

    /** Whether this can be connected to, rather than only listened on. */
    public boolean isConnectable() {
        return port != 0 && !host.equals("*");
    }

    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }

    /** The same form for an address that is known. */
    public static String format(InetSocketAddress address) {
        InetAddress ip = address.getAddress();
        String host = ip == null ? address.getHostString() : ip.getHostAddress();
        return new HostPort(host, address.getPort()).toString();
    }

    /** Reads the type for picocli. */
    public static final class Converter implements ITypeConverter<HostPort> {
        @Override
        public HostPort convert(String value) {
            try {
                return parse(value);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
