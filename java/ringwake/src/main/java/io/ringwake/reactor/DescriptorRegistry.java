package io.ringwake.reactor;

import java.util.ArrayList;
import java.util.List;

/**
 * Every descriptor that is not closed yet, so that shutdown can close them. Any thread: a few lists
 * by number, each under its own lock, so that workers seldom meet. A descriptor knows its index, so
 * that it leaves in constant time.
 */
final class DescriptorRegistry {
    private static final int SHARDS = 8;

    private final List<Shard> shards = new ArrayList<>(SHARDS);

    DescriptorRegistry() {
        for (int i = 0; i < SHARDS; i++) {
            shards.add(new Shard());
        }
    }

    void add(Descriptor descriptor) {
        shardOf(descriptor).add(descriptor);
    }

    /** Takes it out; the last one of its list moves into its place. */
    void remove(Descriptor descriptor) {
        shardOf(descriptor).remove(descriptor);
    }

    /** Those that are in it now, in a list of its own: closing one changes this. */
    List<Descriptor> snapshot() {
        List<Descriptor> all = new ArrayList<>();
        shards.forEach(shard -> shard.copyTo(all));
        return all;
    }

    private Shard shardOf(Descriptor descriptor) {
        return shards.get(descriptor.number() & (SHARDS - 1));
    }

    private static final class Shard {
        private final List<Descriptor> descriptors = new ArrayList<>();

        synchronized void add(Descriptor descriptor) {
            descriptor.index = descriptors.size();
            descriptors.add(descriptor);
        }

        synchronized void remove(Descriptor descriptor) {
            int last = descriptors.size() - 1;
            Descriptor moved = descriptors.remove(last);
            if (moved != descriptor) {
                descriptors.set(descriptor.index, moved);
                moved.index = descriptor.index;
            }
        }

        synchronized void copyTo(List<Descriptor> all) {
            all.addAll(descriptors);
        }
    }
}
