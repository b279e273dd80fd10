package dev.gatehouse.functions.sandbox;

import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Measures the processes every {@value #INTERVAL_MILLIS} ms and ends what has grown too large, for
 * machines where no control group can be made. A limit on address space is no substitute: Node.js
 * and Java reserve many times what they use.
 */
final class ProcessWatch implements ResourceGroups {
    private static final System.Logger LOG = System.getLogger(ProcessWatch.class.getName());
    private static final long INTERVAL_MILLIS = 100;

    private final Set<WatchedProcesses> watched = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("function-memory").factory());

    ProcessWatch() {
        var _ =
                clock.scheduleWithFixedDelay(
                        () -> watched.forEach(ProcessWatch::measure),
                        INTERVAL_MILLIS,
                        INTERVAL_MILLIS,
                        TimeUnit.MILLISECONDS);
    }

    /** One group that cannot be measured must not end the watch over all. */
    private static void measure(WatchedProcesses group) {
        try {
            group.measure();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "The memory of a function could not be measured", e);
        }
    }

    @Override
    public ResourceGroup create(String name, int memoryMb) {
        return new WatchedProcesses(memoryMb, watched::add, watched::remove);
    }

    @Override
    public boolean limitsProcesses() {
        return false;
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
