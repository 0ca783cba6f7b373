package io.ringwake.placement;

import io.ringwake.ffi.CpuMask;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A set of CPU or node numbers. Immutable. */
public final class CpuSet {
    private final BitSet bits;

    private CpuSet(BitSet bits) {
        this.bits = bits;
    }

    /**
     * A set of these numbers.
     *
     * @throws IllegalArgumentException for a number below 0 or above what Linux can be built for
     */
    public static CpuSet of(int... numbers) {
        BitSet bits = new BitSet();
        for (int number : numbers) {
            if (number < 0 || number >= CpuMask.CPUS_MAX) {
                throw new IllegalArgumentException(
                        "cpu=" + number + ": must be 0 to " + (CpuMask.CPUS_MAX - 1));
            }
            bits.set(number);
        }
        return new CpuSet(bits);
    }

    /** The numbers from 0 to below the count. */
    static CpuSet first(int count) {
        BitSet bits = new BitSet();
        bits.set(0, count);
        return new CpuSet(bits);
    }

    /** Reads a list as the kernel writes it, {@code 0-3,8}; empty if it is not one. */
    static Optional<CpuSet> parse(String text) {
        return CpuListText.parse(text).map(CpuSet::ofAll);
    }

    static CpuSet ofAll(List<Integer> numbers) {
        return of(numbers.stream().mapToInt(Integer::intValue).toArray());
    }

    /** How many there are. */
    public int size() {
        return bits.cardinality();
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return bits.isEmpty();
    }

    /** Whether the number is one of them. */
    public boolean contains(int number) {
        return number >= 0 && bits.get(number);
    }

    /** The lowest. */
    OptionalInt lowest() {
        return bits.isEmpty() ? OptionalInt.empty() : OptionalInt.of(bits.nextSetBit(0));
    }

    /** Those that are in the other set as well. */
    public CpuSet and(CpuSet other) {
        BitSet both = (BitSet) bits.clone();
        both.and(other.bits);
        return new CpuSet(both);
    }

    /** In ascending order. */
    public List<Integer> toList() {
        return bits.stream().boxed().toList();
    }

    /** As a mask of 64-bit words, bit n % 64 of word n / 64. */
    long[] words() {
        return bits.toLongArray();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CpuSet set && bits.equals(set.bits);
    }

    @Override
    public int hashCode() {
        return bits.hashCode();
    }

    /** As the kernel writes it, {@code 0-3,8}. */
    @Override
    public String toString() {
        List<String> ranges = new ArrayList<>();
        for (int from = bits.nextSetBit(0); from >= 0; ) {
            int end = bits.nextClearBit(from);
            ranges.add(end - from == 1 ? "" + from : from + "-" + (end - 1));
            from = bits.nextSetBit(end);
        }
        return String.join(",", ranges);
    }
}
