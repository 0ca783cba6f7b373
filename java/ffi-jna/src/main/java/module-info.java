/** Calls the C library of Ringwake through JNA. */
@SuppressWarnings("requires-automatic") // JNA has its descriptor in another artifact
module io.ringwake.ffi.jna {
    requires io.ringwake;
    requires com.sun.jna;
    requires static org.jspecify;

    provides io.ringwake.ffi.Binding with
            io.ringwake.ffi.jna.JnaBinding;
}
