package io.ringwake.ffi;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the loader tried and why each attempt failed, for the one exception at the end. */
final class LoadReport {
    private final List<String> lines = new ArrayList<>();
    private final List<Throwable> causes = new ArrayList<>();

    /** An attempt that failed with an exception. */
    void failed(String what, Throwable cause) {
        lines.add("tried " + what + ": " + reason(cause));
        causes.add(cause);
    }

    boolean nativeAccessWasDenied() {
        return causes.stream().anyMatch(NativeAccess::isDenied);
    }

    /**
     * A class that a binding needs and that is not there, by its internal name. The same error says
     * in a sentence that a class is there and could not be initialised.
     */
    Optional<String> missingClass() {
        return causes.stream()
                .filter(cause -> cause.getClass() == NoClassDefFoundError.class)
                .map(cause -> String.valueOf(cause.getMessage()))
                .filter(message -> message.indexOf(' ') < 0)
                .findFirst();
    }

    /** A finding that is no exception. */
    void note(String line) {
        lines.add(line);
    }

    NativeUnavailableException toException(String headline) {
        StringBuilder message = new StringBuilder("the native library of Ringwake: ");
        message.append(headline);
        lines.forEach(line -> message.append(System.lineSeparator()).append("  ").append(line));
        NativeUnavailableException failure = new NativeUnavailableException(message.toString());
        causes.forEach(failure::addSuppressed);
        return failure;
    }

    /** The text alone where it says what is wrong, as that of NoClassDefFoundError does not. */
    private static String reason(Throwable failure) {
        Throwable initialiser =
                failure instanceof ExceptionInInitializerError ? failure.getCause() : null;
        Throwable cause = initialiser == null ? failure : initialiser;
        return cause instanceof UnsatisfiedLinkError || cause instanceof IllegalCallerException
                ? String.valueOf(cause.getMessage())
                : cause.toString();
    }
}
