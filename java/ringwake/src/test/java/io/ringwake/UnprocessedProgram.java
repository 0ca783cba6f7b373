package io.ringwake;

/** Runs async blocks that were not processed, for {@link UnprocessedNoticeTest}. */
final class UnprocessedProgram {
    private UnprocessedProgram() {}

    @SuppressWarnings("SystemOut") // what the test reads
    public static void main(String[] args) throws Exception {
        try (Ringwake rt = Ringwake.currentThread().withoutIo().build()) {
            System.out.println("result " + rt.blockOn(Async.async(() -> 1)));
            System.out.println("result " + rt.blockOn(Async.async(() -> 2)));
        }
    }
}
