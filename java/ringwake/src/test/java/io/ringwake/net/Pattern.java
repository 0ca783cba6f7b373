package io.ringwake.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** A stream of bytes of which each is a function of its place, so that any loss shows. */
final class Pattern {
    private long place;

    static byte at(long place) {
        long mixed = place * 0x9E3779B97F4A7C15L;
        return (byte) (mixed >>> 56);
    }

    /** How many bytes went through. */
    long place() {
        return place;
    }

    byte next() {
        return at(place++);
    }

    void expect(byte actual, String context) {
        if (at(place) != actual) {
            assertEquals(at(place), actual, "byte " + place + ", " + context);
        }
        place++;
    }
}
