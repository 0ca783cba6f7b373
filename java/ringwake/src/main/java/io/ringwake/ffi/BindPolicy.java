package io.ringwake.ffi;

/** Where the pages of bound memory are to come from. */
public enum BindPolicy {
    /** From the node while it has free memory, then from those near it. */
    PREFERRED(1),
    /** From the node alone: a page fault that finds no free memory there kills the process. */
    STRICT(2);

    private final int code;

    BindPolicy(int code) {
        this.code = code;
    }

    /** {@code RW_BIND_*}. */
    public int code() {
        return code;
    }
}
