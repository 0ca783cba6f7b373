package io.ringwake.ffi;

/**
 * The default: the library registers {@link JniCalls} as it is loaded. Loading from here puts it
 * into this class's own loader.
 */
final class JniBinding implements Binding {
    static final String NAME = "jni";

    @Override
    public String name() {
        return NAME;
    }

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
        return new JniCalls();
    }
}
