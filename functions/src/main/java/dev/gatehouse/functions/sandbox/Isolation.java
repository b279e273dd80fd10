package dev.gatehouse.functions.sandbox;

/** How far function code is kept from the rest of the machine. */
public enum Isolation {
    /** Bubblewrap; a server that cannot use it refuses to start. */
    REQUIRED,
    /** Bubblewrap where it is installed and usable, otherwise plain processes with a warning. */
    PREFERRED,
    /** Plain processes. */
    NONE
}
