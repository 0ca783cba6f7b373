package io.ringwake.ffi;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The system properties of the loader.
 *
 * @param disabled {@code ringwake.native.disable=true}: load nothing, fail at once
 * @param provided {@code ringwake.native.provided=true}: the program has loaded the library itself
 * @param file {@code ringwake.native.path}: this file and no other
 * @param directory {@code ringwake.native.dir}: where the embedded library is unpacked
 * @param binding {@code ringwake.ffi}: how the library is called, {@code jni} unless said otherwise
 * @param system {@code ringwake.native.useSystem=true}: last, {@code System.loadLibrary}
 */
record LoaderSettings(
        boolean disabled,
        boolean provided,
        Optional<Path> file,
        Optional<Path> directory,
        Optional<String> binding,
        boolean system) {
    static final String DISABLE = "ringwake.native.disable";
    static final String PROVIDED = "ringwake.native.provided";
    static final String FILE = "ringwake.native.path";
    static final String DIRECTORY = "ringwake.native.dir";
    static final String BINDING = "ringwake.ffi";
    static final String SYSTEM = "ringwake.native.useSystem";

    /**
     * Reads the settings.
     *
     * @param properties looks a property up; gives the empty string for one that is not set
     * @throws NativeUnavailableException if a value is not allowed
     */
    static LoaderSettings of(UnaryOperator<String> properties) {
        return new LoaderSettings(
                flag(DISABLE, properties),
                flag(PROVIDED, properties),
                absolute(FILE, properties),
                absolute(DIRECTORY, properties),
                text(BINDING, properties),
                flag(SYSTEM, properties));
    }

    private static boolean flag(String name, UnaryOperator<String> properties) {
        String value = properties.apply(name).strip().toLowerCase(Locale.ROOT);
        return switch (value) {
            case "", "true" -> !value.isEmpty();
            case "false" -> false;
            default ->
                    throw new NativeUnavailableException(
                            name + "=" + value + ": must be true or false");
        };
    }

    private static Optional<String> text(String name, UnaryOperator<String> properties) {
        return Optional.of(properties.apply(name).strip()).filter(value -> !value.isEmpty());
    }

    private static Optional<Path> absolute(String name, UnaryOperator<String> properties) {
        String value = properties.apply(name);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        Path path = Path.of(value);
        if (!path.isAbsolute()) {
            throw new NativeUnavailableException(name + "=" + value + ": must be an absolute path");
        }
        return Optional.of(path);
    }
}
