package io.ringwake.ffi;

import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/** The binding over {@code java.lang.foreign} (JEP 454): no JNI, JDK 22 or newer. */
final class FfmBinding implements Binding {
    static final String NAME = "ffm";

    /** The first release that has the interface for good. */
    static final int SINCE = 22;

    /** One library for a class loader: what {@link NativeLibrary} keeps. */
    private static volatile @Nullable ForeignLinker linked;

    private @Nullable ForeignLinker linker;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void load(String absolutePath) {
        linker = ForeignLinker.ofFile(absolutePath);
    }

    @Override
    public void loadLibrary(String name) {
        linker = ForeignLinker.ofName(System.mapLibraryName(name));
    }

    /** Links by way of the constants of {@link FfmCalls}, whose initialiser comes back here. */
    @Override
    public NativeCalls bind() {
        linked = linker;
        return new FfmCalls();
    }

    /** The handle of one function, for a constant of {@link FfmCalls}. */
    static MethodHandle function(String name) {
        ForeignLinker from = linked;
        if (from == null) {
            throw new UnsatisfiedLinkError("no library was loaded");
        }
        return from.function(name);
    }
}
