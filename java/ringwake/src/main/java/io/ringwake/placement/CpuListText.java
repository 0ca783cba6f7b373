package io.ringwake.placement;

import io.ringwake.ffi.CpuMask;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lists of CPUs as the kernel and users write them, {@code 0-3,8}, in the order written. */
final class CpuListText {
    private static final Pattern RANGE = Pattern.compile("(\\d{1,6})(?:-(\\d{1,6}))?");

    private CpuListText() {}

    /** The numbers, each once; empty if the text is malformed or names too high a CPU. */
    static Optional<List<Integer>> parse(String text) {
        Set<Integer> numbers = new LinkedHashSet<>();
        if (text.isBlank()) {
            return Optional.of(List.of());
        }
        for (String part : text.split(",", -1)) {
            Matcher range = RANGE.matcher(part.strip());
            if (!range.matches()) {
                return Optional.empty();
            }
            int from = Integer.parseInt(range.group(1));
            int to = range.group(2) == null ? from : Integer.parseInt(range.group(2));
            if (from > to || to >= CpuMask.CPUS_MAX) {
                return Optional.empty();
            }
            for (int number = from; number <= to; number++) {
                numbers.add(number);
            }
        }
        return Optional.of(new ArrayList<>(numbers));
    }
}
