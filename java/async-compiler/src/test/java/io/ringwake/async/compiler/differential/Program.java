package io.ringwake.async.compiler.differential;

import java.util.List;

/**
 * A generated program: a class with a static method {@code start()} that makes an async block.
 *
 * @param seed what it was made of
 * @param name of the class, with its package
 * @param tree its text, of which pieces can be dropped
 */
record Program(long seed, String name, Node tree) {
    /** The options that one in a few is compiled with: concatenation as Java 8 had it. */
    private static final List<String> INLINE = List.of("-XDstringConcat=inline", "-g:none");

    private static final List<String> USUAL = List.of("-g");

    /** What javac is to do otherwise. */
    List<String> options() {
        return Math.floorMod(seed, 5) == 0 ? INLINE : USUAL;
    }

    /** The text, indented. */
    String source() {
        StringBuilder text = new StringBuilder();
        tree.render(text);
        StringBuilder out = new StringBuilder();
        int depth = 0;
        for (String line : text.toString().lines().toList()) {
            int closing = line.startsWith("}") ? 1 : 0;
            out.append("    ".repeat(Math.max(0, depth - closing))).append(line).append('\n');
            depth += count(line, '{') - count(line, '}');
        }
        return out.toString();
    }

    private static int count(String line, char wanted) {
        return (int) line.chars().filter(c -> c == wanted).count();
    }
}
