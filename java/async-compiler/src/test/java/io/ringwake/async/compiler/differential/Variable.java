package io.ringwake.async.compiler.differential;

/**
 * A variable of a generated program.
 *
 * @param name as it is read, qualified if it is a field
 * @param constant not assigned after its declaration, so that lambdas may capture it
 * @param field seen in lambdas, whether constant or not
 */
record Variable(String name, Type type, boolean constant, boolean field) {
    static Variable local(String name, Type type) {
        return new Variable(name, type, false, false);
    }

    static Variable constant(String name, Type type) {
        return new Variable(name, type, true, false);
    }

    static Variable field(String name, Type type) {
        return new Variable(name, type, false, true);
    }
}
