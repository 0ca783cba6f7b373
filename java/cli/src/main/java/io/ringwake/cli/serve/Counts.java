package io.ringwake.cli.serve;

/** What became of a server's connections. Guarded by {@link Connections}. */
final class Counts {
    long total;
    long refused;
    long failed;

    /** One line of names and values. */
    String line(int active, String status) {
        String counts =
                "active=%d total=%d refused=%d failed=%d".formatted(active, total, refused, failed);
        return status.isEmpty() ? counts : counts + " " + status;
    }
}
