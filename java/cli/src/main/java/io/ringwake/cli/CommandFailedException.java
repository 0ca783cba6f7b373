package io.ringwake.cli;

import java.io.Serial;

/** A command cannot go on, for a reason the user can act on; the message is all that is printed. */
public final class CommandFailedException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    public CommandFailedException(String message) {
        super(message);
    }

    public CommandFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
