package io.ringwake.cli.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringwake.io.Buf;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PatternTest {
    private final Pattern pattern = new Pattern();

    @Test
    void stream_isTheSameHoweverItIsCutUp() {
        SplittableRandom random = new SplittableRandom(7);
        try (Buf buffer = Buf.allocate(Pattern.CHUNK_MAX)) {
            for (int round = 0; round < 200; round++) {
                int connection = random.nextInt(10_000);
                long offset = random.nextLong(1L << 40);
                Pattern.fill(buffer.clear(), connection, offset);
                buffer.flip();
                int first = random.nextInt(Pattern.CHUNK_MAX);
                buffer.limit(first);
                assertEquals(0, pattern.takeAndCountDifferences(buffer, connection, offset));
                buffer.limit(Pattern.CHUNK_MAX);
                assertEquals(
                        0, pattern.takeAndCountDifferences(buffer, connection, offset + first));
            }
        }
    }

    @Test
    void bytesOfAnotherOffsetOrConnection_differ() {
        try (Buf buffer = Buf.allocate(1024)) {
            Pattern.fill(buffer, 3, 5000);
            assertEquals(1000, differences(buffer, 3, 5001), 24);
            assertEquals(1000, differences(buffer, 4, 5000), 24);
            buffer.put(17, (byte) (buffer.get(17) + 1));
            assertEquals(1, differences(buffer, 3, 5000));
        }
    }

    private int differences(Buf buffer, int connection, long offset) {
        return pattern.takeAndCountDifferences(buffer.rewind(), connection, offset);
    }
}
