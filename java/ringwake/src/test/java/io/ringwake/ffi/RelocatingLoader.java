package io.ringwake.ffi;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Has the classes of the runtime twice: as they are, and relocated as a shading tool does it, from
 * {@code io.ringwake} to {@link #RELOCATED}, which is as long, so that the names in a class file
 * can be written over.
 */
final class RelocatingLoader extends ClassLoader {
    static final String RELOCATED = "of.shading5";

    private static final String ORIGINAL = "io.ringwake";

    RelocatingLoader() {
        super(ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        boolean relocated = name.startsWith(RELOCATED);
        String original = relocated ? ORIGINAL + name.substring(RELOCATED.length()) : name;
        try (InputStream in = getResourceAsStream(original.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = in.readAllBytes();
            if (relocated) {
                overwrite(bytes, ORIGINAL, RELOCATED);
                overwrite(bytes, ORIGINAL.replace('.', '/'), RELOCATED.replace('.', '/'));
            }
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    @Override
    protected URL findResource(String name) {
        return RelocatingLoader.class.getClassLoader().getResource(name);
    }

    private static void overwrite(byte[] bytes, String from, String to) {
        byte[] old = from.getBytes(StandardCharsets.US_ASCII);
        byte[] with = to.getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i + old.length <= bytes.length; i++) {
            if (Arrays.equals(bytes, i, i + old.length, old, 0, old.length)) {
                System.arraycopy(with, 0, bytes, i, with.length);
            }
        }
    }
}
