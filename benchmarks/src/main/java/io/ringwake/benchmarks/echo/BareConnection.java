package io.ringwake.benchmarks.echo;

import io.ringwake.ffi.Scratch;
import io.ringwake.reactor.Descriptor;
import io.ringwake.reactor.Operation;
import io.ringwake.reactor.Reactor;
import io.ringwake.reactor.SubmissionEntry;

/** One connection of {@link ReactorEchoServer}: two operations and the memory both work on. */
final class BareConnection {
    private static final int BUFFER_BYTES = 1 << 14;

    private final Reactor reactor;
    private final Descriptor descriptor;
    private final Scratch buffer;
    private final Operation receive;
    private final Operation send;
    private boolean drained;
    private int start;
    private int end;

    BareConnection(Reactor reactor, Descriptor descriptor) {
        this.reactor = reactor;
        this.descriptor = descriptor;
        this.buffer = new Scratch(reactor.calls(), BUFFER_BYTES);
        this.receive = new Receive();
        this.send = new Send();
    }

    void start() {
        reactor.submit(receive);
    }

    private final class Receive extends Operation {
        Receive() {
            super(descriptor);
        }

        @Override
        protected void prepare(SubmissionEntry entry) {
            entry.receive(descriptor.fd(), buffer.address(), BUFFER_BYTES, drained);
        }

        @Override
        protected void complete(int result, int flags) {
            if (result <= 0) {
                descriptor.close();
                return;
            }
            drained = result < BUFFER_BYTES;
            start = 0;
            end = result;
            reactor.submit(send);
        }
    }

    private final class Send extends Operation {
        Send() {
            super(descriptor);
        }

        @Override
        protected void prepare(SubmissionEntry entry) {
            entry.send(descriptor.fd(), buffer.address() + start, end - start, false);
        }

        @Override
        protected void complete(int result, int flags) {
            if (result < 0) {
                descriptor.close();
                return;
            }
            start += result;
            reactor.submit(start < end ? send : receive);
        }
    }
}
