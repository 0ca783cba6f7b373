package io.ringwake.async.compiler.differential;

import java.util.Map;

/** Loads the classes of one program, in one of its forms, verified as any application class. */
final class Classes extends ClassLoader {
    private final Map<String, byte[]> files;

    /**
     * Has the files at hand.
     *
     * @param files internal name to class file
     */
    Classes(Map<String, byte[]> files) {
        super(Classes.class.getClassLoader());
        this.files = files;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] file = files.get(name.replace('.', '/'));
        if (file == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, file, 0, file.length);
    }
}
