package dev.gatehouse.functions.sandbox;

/** The file names in which the two versions of Linux's control groups differ. */
enum ControlGroupVersion {
    FIRST(
            "memory.limit_in_bytes",
            "memory.memsw.limit_in_bytes",
            "memory.max_usage_in_bytes",
            "memory.oom_control"),
    SECOND("memory.max", "memory.swap.max", "memory.peak", "memory.events");

    private final String limit;
    private final String swapLimit;
    private final String peak;
    private final String events;

    ControlGroupVersion(String limit, String swapLimit, String peak, String events) {
        this.limit = limit;
        this.swapLimit = swapLimit;
        this.peak = peak;
        this.events = events;
    }

    String limit() {
        return limit;
    }

    String swapLimit() {
        return swapLimit;
    }

    /** What to write to {@link #swapLimit} so that a group never swaps. */
    String swapValue(long limitBytes) {
        return this == FIRST ? Long.toString(limitBytes) : "0";
    }

    String peak() {
        return peak;
    }

    /** The file with a line {@code oom_kill COUNT}. */
    String events() {
        return events;
    }
}
