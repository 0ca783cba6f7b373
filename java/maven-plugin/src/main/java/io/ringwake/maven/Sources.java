package io.ringwake.maven;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Finds the source file of a class, so that tools can link to it. */
record Sources(List<String> roots) {
    /**
     * Returns the path of the file, or its bare name if no root has it.
     *
     * @param className the class, as Java writes it
     * @param file the name of its source file
     */
    String find(String className, String file) {
        int dot = className.lastIndexOf('.');
        String folder = dot < 0 ? "" : className.substring(0, dot).replace('.', '/');
        for (String root : roots) {
            Path path = Path.of(root, folder, file);
            if (Files.exists(path)) {
                return path.toString();
            }
        }
        return file;
    }
}
