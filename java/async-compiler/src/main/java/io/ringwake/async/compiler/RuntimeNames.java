package io.ringwake.async.compiler;

/** What the compiler knows of the runtime: names and descriptors, as class files write them. */
final class RuntimeNames {
    static final String ASYNC = "io/ringwake/Async";
    static final String ASYNC_BODY = "io/ringwake/AsyncBody";
    static final String ASYNC_ACTION = "io/ringwake/AsyncAction";
    static final String FUTURE = "io/ringwake/future/Future";
    static final String CONTEXT = "io/ringwake/future/Context";
    static final String POLL = "io/ringwake/future/Poll";
    static final String READY = "io/ringwake/future/Poll$Ready";
    static final String STATE_MACHINE = "io/ringwake/async/StateMachine";

    static final String OBJECT = "java/lang/Object";
    static final String EXCEPTION = "java/lang/Exception";

    static final String FUTURE_TYPE = "L" + FUTURE + ";";
    static final String CONTEXT_TYPE = "L" + CONTEXT + ";";
    static final String POLL_TYPE = "L" + POLL + ";";
    static final String OBJECT_TYPE = "L" + OBJECT + ";";

    static final String ASYNC_DESCRIPTOR = "(L" + ASYNC_BODY + ";)" + FUTURE_TYPE;
    static final String ASYNC_ACTION_DESCRIPTOR = "(L" + ASYNC_ACTION + ";)" + FUTURE_TYPE;
    static final String AWAIT_DESCRIPTOR = "(" + FUTURE_TYPE + ")" + OBJECT_TYPE;
    static final String POLL_DESCRIPTOR = "(" + CONTEXT_TYPE + ")" + POLL_TYPE;

    /** The states of a machine: not started is 0, suspended is the number of the await. */
    static final int RUNNING = -1;

    static final int FINISHED = -2;

    private RuntimeNames() {}
}
