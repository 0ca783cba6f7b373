package io.ringwake.ffi.jna;

import com.sun.jna.FunctionMapper;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import io.ringwake.ffi.Binding;
import io.ringwake.ffi.NativeCalls;
import io.ringwake.ffi.NativeFunctions;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Found by the runtime through {@link java.util.ServiceLoader}. */
public final class JnaBinding implements Binding {
    private @Nullable NativeLibrary library;

    @Override
    public String name() {
        return "jna";
    }

    @Override
    public void load(String absolutePath) {
        library = open(absolutePath);
    }

    @Override
    public void loadLibrary(String name) {
        library = open(name);
    }

    @Override
    public NativeCalls bind() {
        if (library == null) {
            throw new UnsatisfiedLinkError("no library was loaded");
        }
        Native.register(JnaCalls.class, library);
        return new JnaCalls(library);
    }

    /** JNA loads its own library first, as soon as Native is initialised: not by naming it here. */
    @Override
    public Module nativeCaller() {
        return Native.class.getModule();
    }

    private static NativeLibrary open(String library) {
        FunctionMapper names = (mapped, method) -> NativeFunctions.cName(method.getName());
        return NativeLibrary.getInstance(library, Map.of(Library.OPTION_FUNCTION_MAPPER, names));
    }
}
