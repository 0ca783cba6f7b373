package io.ringwake.ffi;

import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** Finds the binding that was asked for. */
final class Bindings {
    private Bindings() {}

    /**
     * A new instance of a binding.
     *
     * @param name {@code jni}, {@code ffm}, or what a {@link Binding} on the class path calls
     *     itself
     * @throws NativeUnavailableException if there is none of that name here, saying what to add
     */
    static Binding named(String name) {
        return switch (name) {
            case JniBinding.NAME -> new JniBinding();
            case FfmBinding.NAME -> foreign(Runtime.version().feature());
            default -> provided(name);
        };
    }

    static Binding foreign(int javaRelease) {
        if (javaRelease < FfmBinding.SINCE) {
            throw refused(
                    FfmBinding.NAME,
                    "needs Java " + FfmBinding.SINCE + " or newer, this is " + javaRelease);
        }
        return new FfmBinding();
    }

    private static Binding provided(String name) {
        try {
            for (Binding found :
                    ServiceLoader.load(Binding.class, Binding.class.getClassLoader())) {
                if (found.name().equals(name)) {
                    return found;
                }
            }
        } catch (ServiceConfigurationError | LinkageError e) {
            NativeUnavailableException failure = refused(name, "a binding cannot be loaded: " + e);
            failure.initCause(e);
            throw failure;
        }
        throw refused(
                name,
                switch (name) {
                    case "jnr", "jna" ->
                            "add io.ringwake:ringwake-ffi-" + name + " to the class path";
                    default -> "must be jni, ffm, jnr or jna";
                });
    }

    private static NativeUnavailableException refused(String name, String reason) {
        return new NativeUnavailableException(LoaderSettings.BINDING + "=" + name + ": " + reason);
    }
}
