package io.ringwake.ffi;

import java.lang.module.ModuleDescriptor;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** Finds the binding that was asked for. */
final class Bindings {
    /** Where the list of providers itself cannot be read, each look at it fails anew. */
    private static final int BROKEN_MAX = 8;

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
        List<Binding> found = new ArrayList<>();
        List<Throwable> broken = new ArrayList<>();
        ServiceLoader<Binding> providers =
                ServiceLoader.load(Binding.class, Binding.class.getClassLoader());
        for (Iterator<Binding> each = providers.iterator(); hasNext(each, broken); ) {
            next(each, broken).filter(binding -> binding.name().equals(name)).ifPresent(found::add);
        }
        if (found.size() > 1) {
            throw refused(name, "there are two of that name: " + classNames(found));
        }
        if (found.size() == 1) {
            return found.get(0);
        }
        NativeUnavailableException failure = refused(name, missing(name, broken));
        broken.forEach(failure::addSuppressed);
        throw failure;
    }

    /** A provider that cannot be loaded must not hide the one that was asked for. */
    private static Optional<Binding> next(Iterator<Binding> providers, List<Throwable> broken) {
        try {
            return Optional.of(providers.next());
        } catch (ServiceConfigurationError | LinkageError e) {
            broken.add(e);
            return Optional.empty();
        }
    }

    private static boolean hasNext(Iterator<Binding> providers, List<Throwable> broken) {
        try {
            return providers.hasNext();
        } catch (ServiceConfigurationError | LinkageError e) {
            broken.add(e);
            return broken.size() < BROKEN_MAX && hasNext(providers, broken);
        }
    }

    private static String missing(String name, List<Throwable> broken) {
        String unreadable = broken.isEmpty() ? "" : "a binding cannot be loaded: " + broken.get(0);
        return switch (name) {
            case "jnr", "jna" -> unreadable.isEmpty() ? toAdd(name) : unreadable;
            default ->
                    "must be jni, ffm, jnr or jna"
                            + (unreadable.isEmpty() ? "" : "; " + unreadable);
        };
    }

    private static String toAdd(String name) {
        return "add io.ringwake:ringwake-ffi-"
                + name
                + version()
                + " to the class path or the module path";
    }

    /** The runtime's own, which the other artifact must have as well; nothing outside of a jar. */
    private static String version() {
        ModuleDescriptor module = Bindings.class.getModule().getDescriptor();
        return Optional.ofNullable(Bindings.class.getPackage().getImplementationVersion())
                .or(() -> Optional.ofNullable(module).flatMap(ModuleDescriptor::rawVersion))
                .map(version -> ":" + version)
                .orElse("");
    }

    private static String classNames(List<Binding> bindings) {
        return bindings.stream()
                .map(binding -> binding.getClass().getName())
                .collect(Collectors.joining(", "));
    }

    private static NativeUnavailableException refused(String name, String reason) {
        return new NativeUnavailableException(LoaderSettings.BINDING + "=" + name + ": " + reason);
    }
}
