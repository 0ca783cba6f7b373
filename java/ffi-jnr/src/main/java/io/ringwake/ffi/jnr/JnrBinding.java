package io.ringwake.ffi.jnr;

import com.kenai.jffi.Library;
import io.ringwake.ffi.Binding;
import io.ringwake.ffi.NativeCalls;
import io.ringwake.ffi.NativeFunctions;
import jnr.ffi.LibraryLoader;
import jnr.ffi.LibraryOption;
import org.jspecify.annotations.Nullable;

/** Found by the runtime through {@link java.util.ServiceLoader}. */
public final class JnrBinding implements Binding {
    private @Nullable NativeFunctions functions;

    /** For {@link java.util.ServiceLoader}. */
    public JnrBinding() {}

    @Override
    public String name() {
        return "jnr";
    }

    @Override
    public void load(String absolutePath) {
        functions = open(absolutePath);
    }

    @Override
    public void loadLibrary(String name) {
        functions = open(name);
    }

    @Override
    public NativeCalls bind() {
        if (functions == null) {
            throw new UnsatisfiedLinkError("no library was loaded");
        }
        return new JnrCalls(functions);
    }

    /** jnr-ffi's calls are made by jffi, which loads its own library first. */
    @Override
    public Module nativeCaller() {
        return Library.class.getModule();
    }

    /** IgnoreError: our functions return -errno, so that reading errno after each is a waste. */
    private static NativeFunctions open(String library) {
        return LibraryLoader.create(JnrFunctions.class)
                .option(LibraryOption.IgnoreError, true)
                .mapper((method, context) -> NativeFunctions.cName(method))
                .failImmediately()
                .load(library);
    }
}
