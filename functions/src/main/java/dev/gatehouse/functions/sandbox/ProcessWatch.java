package dev.gatehouse.functions.sandbox;

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
    private static final long INTERVAL_MILLIS = 100;

    private final Set<WatchedProcesses> watched = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("function-memory").factory());

    ProcessWatch() {
        var _ =
                clock.scheduleWithFixedDelay(
                        () -> watched.forEach(WatchedProcesses::measure),
                        INTERVAL_MILLIS,
                        INTERVAL_MILLIS,
                        TimeUnit.MILLISECONDS);
    }

    @Override
    public ResourceGroup create(String name, int memoryMb) {
        WatchedProcesses group = new WatchedProcesses(memoryMb, watched::add, watched::remove);
        return group;
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
