package io.ringwake.cli.proxy;

import io.ringwake.cli.serve.ConnectionFailedException;
import java.io.Serial;

/** One side took no more bytes; what it had sent before was carried to its end. */
final class WriteFailedException extends ConnectionFailedException {
    @Serial private static final long serialVersionUID = 1L;

    WriteFailedException(String what, Exception cause) {
        super("write", what, cause);
    }
}
