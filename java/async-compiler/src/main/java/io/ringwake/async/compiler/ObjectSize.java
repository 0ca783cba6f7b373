package io.ringwake.async.compiler;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.objectweb.asm.Type;

/**
 * The size of an object as HotSpot lays it out since JDK 15: class by class from the top, the
 * primitive fields with the widest first, then the references, each in the smallest gap that it
 * fits in.
 */
final class ObjectSize {
    private final VmLayout layout;
    private final List<Gap> gaps = new ArrayList<>();
    private int end;

    private record Gap(int offset, int bytes) {
        boolean fits(int size) {
            return aligned(offset, size) + size <= offset + bytes;
        }
    }

    ObjectSize(VmLayout layout) {
        this.layout = layout;
        this.end = layout.headerBytes();
    }

    /** Adds the fields that one class declares. */
    void addClass(List<Type> fields) {
        fields.stream()
                .filter(type -> type.getSort() < Type.ARRAY)
                .map(this::bytesOf)
                .sorted(Comparator.reverseOrder())
                .forEach(this::add);
        fields.stream()
                .filter(type -> type.getSort() >= Type.ARRAY)
                .forEach(type -> add(layout.referenceBytes()));
    }

    /** The bytes of an instance, with the padding at its end. */
    int bytes() {
        return aligned(end, layout.alignmentBytes());
    }

    int bytesOf(Type type) {
        return switch (type.getSort()) {
            case Type.BOOLEAN, Type.BYTE -> 1;
            case Type.SHORT, Type.CHAR -> 2;
            case Type.INT, Type.FLOAT -> 4;
            case Type.LONG, Type.DOUBLE -> 8;
            default -> layout.referenceBytes();
        };
    }

    private void add(int size) {
        Gap gap =
                gaps.stream()
                        .filter(g -> g.fits(size))
                        .min(Comparator.comparingInt(Gap::bytes))
                        .orElse(null);
        if (gap == null) {
            int offset = aligned(end, size);
            addGap(end, offset);
            end = offset + size;
        } else {
            gaps.remove(gap);
            int offset = aligned(gap.offset, size);
            addGap(gap.offset, offset);
            addGap(offset + size, gap.offset + gap.bytes);
        }
    }

    private void addGap(int from, int to) {
        if (from < to) {
            gaps.add(new Gap(from, to - from));
        }
    }

    private static int aligned(int offset, int to) {
        return (offset + to - 1) / to * to;
    }
}
