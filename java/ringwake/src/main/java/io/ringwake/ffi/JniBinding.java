package io.ringwake.ffi;

/** The default: the library registers {@link JniCalls} as {@link JniLoading} loads it. */
final class JniBinding implements Binding {
    static final String NAME = "jni";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void load(String absolutePath) {
        JniLoading.file(absolutePath);
    }

    @Override
    public void loadLibrary(String name) {
        JniLoading.name(name);
    }

    @Override
    public NativeCalls bind() {
        return new JniCalls();
    }
}
