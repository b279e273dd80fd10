package dev.gatehouse.functions.environment;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Looks after the deadlines of all environments. Setting a deadline costs nothing: the watch comes
 * by when the next one it saw is due, and at least so often that it cannot miss a new one, since
 * none is shorter than {@link #SHORTEST}.
 */
public final class Watch {
    private static final System.Logger LOG = System.getLogger(Watch.class.getName());

    /** No deadline may be nearer than this when it is set. */
    public static final Duration SHORTEST = Duration.ofMillis(500);

    private static final long MOST = SHORTEST.toNanos() - Duration.ofMillis(10).toNanos();
    private static final long LEAST = Duration.ofMillis(1).toNanos();

    private final Timer timer;
    private final Set<Environment> environments = ConcurrentHashMap.newKeySet();

    public Watch(Timer timer) {
        this.timer = timer;
        comeBack(MOST);
    }

    public void add(Environment environment) {
        environments.add(environment);
    }

    public void remove(Environment environment) {
        environments.remove(environment);
    }

    public int size() {
        return environments.size();
    }

    private void look() {
        long now = timer.nanoTime();
        long next = now + MOST;
        for (Environment environment : environments) {
            next = Math.min(next, expire(environment, now));
        }
        comeBack(Math.max(LEAST, next - now));
    }

    /** What goes wrong with one environment must not keep the others from their deadlines. */
    private static long expire(Environment environment, long now) {
        try {
            return environment.expire(now);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "an environment could not be ended in time", e);
            return EnvironmentState.NEVER;
        }
    }

    private void comeBack(long nanos) {
        timer.after(Duration.ofNanos(nanos), this::look);
    }
}
