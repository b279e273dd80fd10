package dev.gatehouse.functions.sandbox;

/** How a process ended. */
public sealed interface Exit {
    /** It called exit, or returned from its main function. */
    record Code(int status) implements Exit {}

    /** A signal ended it. */
    record Signal(int number) implements Exit {}

    /** It asked for more memory than the function has. */
    record OutOfMemory() implements Exit {}
}
