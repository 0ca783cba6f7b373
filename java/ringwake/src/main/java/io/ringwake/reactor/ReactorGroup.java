package io.ringwake.reactor;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The reactors of one runtime, and the descriptors that any of them has adopted: those may be used
 * through each of them, one operation at a time through this one, the next through another.
 *
 * <p>A reactor joins when it is opened and leaves when it is closed. The last to leave closes what
 * is open still: then no ring is left in which anything could be in flight. Any thread.
 */
public final class ReactorGroup {
    private final List<Reactor> members = new CopyOnWriteArrayList<>();
    private final DescriptorRegistry registry = new DescriptorRegistry();
    private final AtomicInteger closing = new AtomicInteger();

    /** A group without members. */
    public ReactorGroup() {}

    /** How many descriptors are on their way to being closed. */
    int closing() {
        return closing.get();
    }

    void join(Reactor reactor) {
        members.add(reactor);
    }

    /** The reactor has closed its ring; the last one closes every descriptor that is left. */
    void leave(Reactor reactor) {
        boolean last;
        synchronized (members) { // one leaves after the other, so that one of them is the last
            members.remove(reactor);
            last = members.isEmpty();
        }
        if (last) {
            registry.snapshot().forEach(descriptor -> descriptor.closeNow(reactor));
        }
    }

    /** The member that belongs to the calling thread, if there is one. */
    @Nullable Reactor ofCaller() {
        for (Reactor member : members) {
            if (member.isOwner()) {
                return member;
            }
        }
        return null;
    }

    /** Those that have not left. */
    List<Reactor> members() {
        return members;
    }

    // ---- for Descriptor

    /** By the owner of a member, which keeps the group open. */
    void add(Descriptor descriptor) {
        registry.add(descriptor);
    }

    /** By any thread; false if no member is left that would close it. */
    boolean addIfOpen(Descriptor descriptor) {
        synchronized (members) { // before the last one leaves, and so seen by it, or not at all
            if (members.isEmpty()) {
                return false;
            }
            registry.add(descriptor);
            return true;
        }
    }

    void closingBegan() {
        closing.incrementAndGet();
    }

    void closed(Descriptor descriptor) {
        registry.remove(descriptor);
        closing.decrementAndGet();
    }
}
