package io.ringwake.placement;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Files in memory instead of on a disk. */
final class RecordedTree implements SystemTree {
    private final Map<String, String> files = new TreeMap<>();

    RecordedTree put(String path, String text) {
        files.put(path, text);
        return this;
    }

    RecordedTree remove(String prefix) {
        files.keySet().removeIf(path -> path.startsWith(prefix));
        return this;
    }

    void writeTo(Path root) {
        files.forEach((path, text) -> {
            try {
                Path file = root.resolve(path);
                Files.createDirectories(file.getParent());
                Files.writeString(file, text + "\n");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Override
    public Optional<String> read(String path) {
        return Optional.ofNullable(files.get(path)).map(String::strip);
    }

    @Override
    public List<Integer> numbered(String directory, String prefix) {
        TreeSet<Integer> numbers = new TreeSet<>();
        for (String path : files.keySet()) {
            if (path.startsWith(directory + "/" + prefix)) {
                String name = path.substring(directory.length() + 1).split("/", 2)[0];
                String rest = name.substring(prefix.length());
                if (rest.matches("[0-9]+")) {
                    numbers.add(Integer.valueOf(rest));
                }
            }
        }
        return List.copyOf(numbers);
    }
}
