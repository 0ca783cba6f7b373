package io.ringwake.async.compiler.differential;

import java.util.ArrayDeque;
import java.util.concurrent.locks.LockSupport;

/**
 * A thread of its own for a piece of code that stops in its middle. It and whoever enters it take
 * turns: one of the two runs, the other waits, so nothing that they share needs a lock.
 */
final class Coroutine extends Thread {
    private static final int SPINS = 200;

    /** Those without work. Whoever has the turn uses it. */
    private static final ArrayDeque<Coroutine> IDLE = new ArrayDeque<>();

    /** What {@link #leave} and {@link #enter} hand over. */
    private volatile boolean running;

    private Thread resumer;
    private Runnable body;

    /** For what runs in it to be found again. */
    private Object attachment;

    private Coroutine() {
        super("coroutine");
        setDaemon(true);
    }

    /** One that will run the body when it is entered. */
    static Coroutine of(Runnable body, Object attachment) {
        Coroutine coroutine = IDLE.pollFirst();
        if (coroutine == null) {
            coroutine = new Coroutine();
            coroutine.start();
        }
        coroutine.body = body;
        coroutine.attachment = attachment;
        return coroutine;
    }

    /** The attachment of the one that calls, or null. */
    static Object current() {
        return Thread.currentThread() instanceof Coroutine coroutine ? coroutine.attachment : null;
    }

    /** Runs it until it leaves or its body ends. */
    void enter() {
        resumer = Thread.currentThread();
        running = true;
        LockSupport.unpark(this);
        awaitRunning(false);
    }

    /** Lets the resumer go on until it enters again. */
    static void leave() {
        Coroutine self = (Coroutine) Thread.currentThread();
        Thread resumer = self.resumer;
        self.running = false;
        LockSupport.unpark(resumer);
        self.awaitRunning(true);
    }

    private void awaitRunning(boolean wanted) {
        for (int i = 0; running != wanted; i++) {
            if (i < SPINS) {
                Thread.onSpinWait();
            } else {
                LockSupport.park(this);
            }
        }
    }

    @Override
    public void run() {
        awaitRunning(true);
        while (true) {
            body.run();
            body = null;
            attachment = null;
            IDLE.addFirst(this);
            leave();
        }
    }
}
