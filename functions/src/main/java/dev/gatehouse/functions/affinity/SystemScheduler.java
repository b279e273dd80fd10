package dev.gatehouse.functions.affinity;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.BitSet;

/** Which processors a thread may run on: sched_getaffinity(2) and sched_setaffinity(2). */
final class SystemScheduler {
    /** The size of a cpu_set_t: 1024 processors. */
    private static final int SET_BYTES = 128;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final MethodHandle GETTID =
            function("gettid", FunctionDescriptor.of(ValueLayout.JAVA_INT));
    private static final MethodHandle GET = affinity("sched_getaffinity");
    private static final MethodHandle SET = affinity("sched_setaffinity");

    private SystemScheduler() {}

    /** The system's number of the thread that asks. */
    static int currentThread() {
        try {
            return (int) GETTID.invokeExact();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable impossible) {
            throw new LinkageError("gettid", impossible);
        }
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
        try {
            return (int) affinity.invokeExact(thread, (long) SET_BYTES, set) == 0;
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable impossible) {
            throw new LinkageError("affinity", impossible);
        }
    }

    private static MethodHandle affinity(String name) {
        return function(
                name,
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_LONG,
                        ValueLayout.ADDRESS));
    }

    /** Restricted, because a wrong descriptor would crash: these are Linux's own. */
    @SuppressWarnings("restricted")
    private static MethodHandle function(String name, FunctionDescriptor type) {
        return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), type);
    }
}
