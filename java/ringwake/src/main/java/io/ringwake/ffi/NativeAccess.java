package io.ringwake.ffi;

/** What to tell a user whose JVM denies native access (JEP 472). */
final class NativeAccess {
    private NativeAccess() {}

    /**
     * Whether an attempt to load failed for that reason. jffi puts the exception into the text of
     * its own error, and JNA's comes out of a class initialiser.
     */
    static boolean isDenied(Throwable failure) {
        for (Throwable e = failure; e != null; e = e.getCause()) {
            if (e instanceof IllegalCallerException
                    || String.valueOf(e.getMessage())
                            .contains(IllegalCallerException.class.getName())) {
                return true;
            }
        }
        return false;
    }

    static String denied(Binding binding) {
        return "this JVM denies native access to the "
                + binding.name()
                + " binding: add "
                + option(binding);
    }

    /** The option that grants it. */
    static String option(Binding binding) {
        Module caller = binding.nativeCaller();
        return "--enable-native-access=" + (caller.isNamed() ? caller.getName() : "ALL-UNNAMED");
    }
}
