package io.ringwake.cli.doctor;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the small text files through which Linux tells about itself; empty where there are none.
 */
final class SystemFiles {
    private final Path root;

    /** Files below a directory that stands for {@code /}. */
    SystemFiles(Path root) {
        this.root = root;
    }

    /** The trimmed content of a file, if it exists and may be read. */
    Optional<String> read(String path) {
        try {
            return Optional.of(Files.readString(root.resolve(path)).trim());
        } catch (IOException e) {
            return Optional.empty(); // absent or forbidden: both mean that the system does not say
        }
    }

    /** The content of a file that holds one whole number. */
    Optional<Integer> readInt(String path) {
        return read(path).filter(text -> text.matches("-?[0-9]{1,9}")).map(Integer::valueOf);
    }

    /** The value behind the first line that starts with the key and a colon. */
    Optional<String> field(String path, String key) {
        return read(path).stream()
                .flatMap(String::lines)
                .filter(line -> line.matches("\\Q" + key + "\\E\\s*:.*"))
                .map(line -> line.substring(line.indexOf(':') + 1).trim())
                .findFirst();
    }

    /** The numbers n of the entries {@code <prefix>n} of a directory, in order. */
    List<Integer> numbered(String directory, String prefix) {
        List<Integer> numbers = new ArrayList<>();
        try (DirectoryStream<Path> entries =
                Files.newDirectoryStream(root.resolve(directory), prefix + "*")) {
            for (Path entry : entries) {
                String suffix = entry.getFileName().toString().substring(prefix.length());
                if (suffix.matches("[0-9]{1,9}")) {
                    numbers.add(Integer.valueOf(suffix));
                }
            }
        } catch (IOException e) {
            return List.of(); // as in read()
        }
        numbers.sort(null);
        return numbers;
    }
}
