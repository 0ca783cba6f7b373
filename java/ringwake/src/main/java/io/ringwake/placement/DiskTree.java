package io.ringwake.placement;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Files below a directory that stands for {@code /}. */
record DiskTree(Path root) implements SystemTree {
    @Override
    public Optional<String> read(String path) {
        try {
            return Optional.of(Files.readString(root.resolve(path)).strip());
        } catch (IOException absent) {
            return Optional.empty(); // or forbidden: either way the system does not say
        }
    }

    @Override
    public List<Integer> numbered(String directory, String prefix) {
        List<Integer> numbers = new ArrayList<>();
        try (DirectoryStream<Path> entries =
                Files.newDirectoryStream(root.resolve(directory), prefix + "*")) {
            for (Path entry : entries) {
                String rest = entry.getFileName().toString().substring(prefix.length());
                if (rest.matches("[0-9]{1,6}")) {
                    numbers.add(Integer.valueOf(rest));
                }
            }
        } catch (IOException absent) {
            return List.of();
        }
        Collections.sort(numbers);
        return numbers;
    }
}
