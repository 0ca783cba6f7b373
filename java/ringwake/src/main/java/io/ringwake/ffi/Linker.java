package io.ringwake.ffi;

import java.util.function.Supplier;

/** The JVM's part in loading, replaceable in tests. */
interface Linker {
    /** {@code System.load}. */
    void load(String absolutePath);

    /** {@code System.loadLibrary}. */
    void loadLibrary(String name);

    /** The functions, once the library is in. */
    NativeCalls bind();

    /** The real one. Loading from here puts the library into this class's own loader. */
    static Linker jvm(Supplier<NativeCalls> binding) {
        return new Linker() {
            @Override
            public void load(String absolutePath) {
                System.load(absolutePath);
            }

            @Override
            public void loadLibrary(String name) {
                System.loadLibrary(name);
            }

            @Override
            public NativeCalls bind() {
                return binding.get();
            }
        };
    }
}
