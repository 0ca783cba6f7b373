package io.ringwake.async.compiler;

import java.util.List;
import java.util.Map;

/**
 * What became of one class file.
 *
 * <p>With {@link #errors} nothing was compiled: {@link #host} is the class file as it was given,
 * and there are no machines.
 *
 * @param host the class file to put in the place of the one given; the very same array if it had
 *     nothing to compile
 * @param machines the classes made of its async blocks: internal name ({@code a/Foo$async$m$0}) to
 *     class file; they belong beside the host, in the same class loader
 * @param reports one for each async block
 * @param errors why it cannot be compiled
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, not compared
public record CompiledClass(
        byte[] host,
        Map<String, byte[]> machines,
        List<BlockReport> reports,
        List<Diagnostic> errors) {
    /** Whether there is anything to write: a host that differs from what was given. */
    public boolean changed() {
        return !machines.isEmpty();
    }
}
