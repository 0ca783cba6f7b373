package io.ringwake.placement;

import java.util.List;
import java.util.Optional;

/** The small text files through which Linux tells about itself. Paths are without a first slash. */
interface SystemTree {
    /** The stripped content; empty where there is no such file or it may not be read. */
    Optional<String> read(String path);

    /** The numbers n of the entries {@code <prefix>n} of a directory, in order. */
    List<Integer> numbered(String directory, String prefix);

    /** A file that holds one whole number; empty if it holds anything else. */
    default Optional<Integer> readInt(String path) {
        return read(path).filter(text -> text.matches("-?[0-9]{1,9}")).map(Integer::valueOf);
    }

    /** A file that holds a list of CPUs or nodes; empty if it holds anything else. */
    default Optional<CpuSet> readSet(String path) {
        return read(path).flatMap(CpuSet::parse);
    }

    /** What follows the key and a colon in the first line that starts with them. */
    default Optional<String> field(String path, String key) {
        return read(path).stream()
                .flatMap(String::lines)
                .filter(line -> line.startsWith(key + ":"))
                .map(line -> line.substring(key.length() + 1).strip())
                .findFirst();
    }
}
