package io.ringwake.cli;

import java.io.StringWriter;

/** What was printed, by any thread, and a way to wait for it. */
final class Printed extends StringWriter {
    private boolean flushed;

    @Override
    public synchronized void flush() {
        flushed = true;
        notifyAll();
    }

    /** Returns once the text was printed and flushed; the test's time limit ends the wait. */
    synchronized void await(String text) throws InterruptedException {
        while (!flushed || !toString().contains(text)) {
            wait();
        }
    }
}
