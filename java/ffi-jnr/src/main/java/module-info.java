/** Calls the C library of Ringwake through jnr-ffi. */
@SuppressWarnings("requires-automatic") // jnr-ffi has no descriptors
module io.ringwake.ffi.jnr {
    requires io.ringwake;
    requires org.jnrproject.ffi;
    requires org.jnrproject.jffi;
    requires static org.jspecify;
    // What jnr-ffi cannot ask for itself, having no descriptor.
    requires org.objectweb.asm;
    requires org.objectweb.asm.commons;
    requires org.objectweb.asm.tree;
    requires org.objectweb.asm.tree.analysis;
    requires org.objectweb.asm.util;

    // For the classes that jnr-ffi makes, which are in no module.
    exports io.ringwake.ffi.jnr;

    provides io.ringwake.ffi.Binding with
            io.ringwake.ffi.jnr.JnrBinding;
}
