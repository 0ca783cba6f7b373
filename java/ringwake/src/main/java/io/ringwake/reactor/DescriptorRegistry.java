package io.ringwake.reactor;

import java.util.ArrayList;
import java.util.List;

/**
 * Every descriptor that is not closed yet, so that shutdown can close them. Belongs to the
 * reactor's thread. A descriptor knows its index, so that it leaves in constant time.
 */
final class DescriptorRegistry {
    private final List<Descriptor> descriptors = new ArrayList<>();

    void add(Descriptor descriptor) {
        descriptor.index = descriptors.size();
        descriptors.add(descriptor);
    }

    /** Takes it out; the last one moves into its place. */
    void remove(Descriptor descriptor) {
        int last = descriptors.size() - 1;
        Descriptor moved = descriptors.remove(last);
        if (moved != descriptor) {
            descriptors.set(descriptor.index, moved);
            moved.index = descriptor.index;
        }
    }

    int size() {
        return descriptors.size();
    }

    /** Those that are in it now, in a list of its own: closing one changes this. */
    List<Descriptor> snapshot() {
        return List.copyOf(descriptors);
    }
}
