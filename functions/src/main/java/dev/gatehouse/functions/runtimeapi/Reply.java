package dev.gatehouse.functions.runtimeapi;

/** What a runtime is told about what it posted. */
public sealed interface Reply {
    record Accepted() implements Reply {}

    /** The request id is not that of the invocation in progress. */
    record WrongRequest() implements Reply {}

    record TooLarge(int limit) implements Reply {}

    /** The connection ended before the body did. */
    record Aborted() implements Reply {}

    /** The call does not fit what the environment is doing. */
    record WrongState(String from, String to) implements Reply {}
}
