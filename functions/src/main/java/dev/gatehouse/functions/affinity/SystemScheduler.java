package dev.gatehouse.functions.affinity;

import dev.gatehouse.functions.system.CLibrary;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.BitSet;

/** Which processors a thread may run on: sched_getaffinity(2) and sched_setaffinity(2). */
final class SystemScheduler {
    /** The size of a cpu_set_t: 1024 processors. */
    private static final int SET_BYTES = 128;

    private static final MethodHandle GETTID =
            CLibrary.function("gettid", FunctionDescriptor.of(ValueLayout.JAVA_INT));
    private static final MethodHandle GET = affinity("sched_getaffinity");
    private static final MethodHandle SET = affinity("sched_setaffinity");

    private SystemScheduler() {}

    /** The system's number of the thread that asks. */
    static int currentThread() {
        return CLibrary.call(() -> (int) GETTID.invokeExact());
    }

    /** The processors that the thread may run on; none when the system does not say. */
    static BitSet processors(int thread) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment set = arena.allocate(SET_BYTES);
            return call(GET, thread, set)
                    ? BitSet.valueOf(set.toArray(ValueLayout.JAVA_BYTE))
                    : new BitSet();
        }
    }

    /** Lets a thread run on these processors alone; false when it is gone, or not ours. */
    static boolean confine(int thread, BitSet processors) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment set = arena.allocate(SET_BYTES);
            set.copyFrom(MemorySegment.ofArray(processors.toByteArray()));
            return call(SET, thread, set);
        }
    }

    private static boolean call(MethodHandle affinity, int thread, MemorySegment set) {
        return CLibrary.call(() -> (int) affinity.invokeExact(thread, (long) SET_BYTES, set)) == 0;
    }

    private static MethodHandle affinity(String name) {
        return CLibrary.function(
                name,
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_LONG,
                        ValueLayout.ADDRESS));
    }
}
