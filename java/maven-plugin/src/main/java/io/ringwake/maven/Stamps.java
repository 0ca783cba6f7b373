package io.ringwake.maven;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Time and size of each file when it was last looked at, one line each. Used by one thread. */
final class Stamps {
    private final Path file;
    private final Map<String, String> known = new HashMap<>();
    private final Map<String, String> current = new HashMap<>();

    Stamps(Path file) {
        this.file = file;
    }

    /** Reads what the last build wrote, if there was one. */
    void read() throws IOException {
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                int space = line.indexOf(' ', line.indexOf(' ') + 1);
                known.put(line.substring(space + 1), line.substring(0, space));
            }
        }
    }

    /** Whether the file is as it was; it then stays known. */
    boolean isCurrent(String name, Path of) throws IOException {
        String stamp = stamp(of);
        if (stamp.equals(current.get(name))) {
            return true;
        }
        boolean same = stamp.equals(known.get(name));
        if (same) {
            current.put(name, stamp);
        }
        return same;
    }

    /** The file has been looked at and is to be skipped until it changes. */
    void mark(String name, Path of) throws IOException {
        current.put(name, stamp(of));
    }

    /** The file is gone. */
    void forget(String name) {
        current.remove(name);
    }

    /** Writes what is known now; files that are gone are forgotten. */
    void write() throws IOException {
        List<String> lines = new ArrayList<>();
        current.forEach((name, stamp) -> lines.add(stamp + " " + name));
        lines.sort(null);
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, lines);
    }

    private static String stamp(Path of) throws IOException {
        return Files.getLastModifiedTime(of).toMillis() + " " + Files.size(of);
    }
}
