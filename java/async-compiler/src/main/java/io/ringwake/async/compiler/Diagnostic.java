package io.ringwake.async.compiler;

/**
 * Something in a class that cannot be compiled, and what to write instead.
 *
 * @param className the class, as Java writes it
 * @param method the method in which it stands; for a lambda, the method around it
 * @param file the source file, or {@code Unknown Source}
 * @param line the line in it, 0 if the class file has no line numbers
 * @param problem what is wrong, a sentence
 * @param advice what to do about it, a sentence
 */
public record Diagnostic(
        String className, String method, String file, int line, String problem, String advice) {
    /** Returns the message in one line: {@code Foo.java:12: Foo.serve: problem advice}. */
    @Override
    public String toString() {
        return file + ":" + line + ": " + className + "." + method + ": " + problem + " " + advice;
    }
}
