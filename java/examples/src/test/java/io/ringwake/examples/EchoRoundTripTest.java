package io.ringwake.examples;

import static io.ringwake.Async.async;
import static io.ringwake.Async.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringwake.Ringwake;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class EchoRoundTripTest {
    @Test
    void whatWasSentComesBack() throws Exception {
        try (Ringwake rt = Ringwake.currentThread().build()) {
            assertEquals(4_096_000L, rt.blockOn(async(() -> await(EchoRoundTrip.run()))));
        }
    }
}
