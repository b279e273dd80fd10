package dev.gatehouse.functions.dispatch;

import dev.gatehouse.functions.affinity.Affinity;
import dev.gatehouse.functions.environment.Environment;
import dev.gatehouse.functions.environment.EnvironmentLimits;
import dev.gatehouse.functions.environment.EnvironmentOwner;
import dev.gatehouse.functions.environment.LaunchVariables;
import dev.gatehouse.functions.environment.Turn;
import dev.gatehouse.functions.environment.Watch;
import dev.gatehouse.functions.host.FunctionVersion;
import dev.gatehouse.functions.log.CarriageReturn;
import dev.gatehouse.functions.log.EnvironmentLog;
import dev.gatehouse.functions.log.LogStream;
import dev.gatehouse.functions.log.LogWriter;
import dev.gatehouse.functions.sandbox.InvalidEntrypointException;
import dev.gatehouse.functions.sandbox.Launch;
import dev.gatehouse.functions.sandbox.SandboxException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Makes environments, starts their processes and knows all that have not ended. */
final class Placement {
    private static final System.Logger LOG = System.getLogger(Placement.class.getName());

    private final Surroundings surroundings;
    private final EnvironmentLimits limits;
    private final LogWriter logs;
    private final Watch watch;
    private final Affinity affinity;
    private final Map<Environment, String> tokens = new ConcurrentHashMap<>();

    Placement(Surroundings surroundings, HostSettings settings, LogWriter logs) {
        this.surroundings = surroundings;
        this.limits = settings.environments();
        this.logs = logs;
        this.watch = new Watch(surroundings.timer());
        this.affinity =
                settings.affinity()
                        ? Affinity.ofThisMachine(surroundings.timer())
                        : Affinity.none(surroundings.timer());
    }

    /**
     * An environment that has no process yet, so that nothing happens to it before {@link #launch}.
     *
     * @param retry what waits for the repetition of a failed initialisation, if that is what this
     *     is
     */
    Environment prepare(FunctionVersion version, EnvironmentOwner owner, @Nullable Retry retry) {
        LogStream stream =
                retry == null
                        ? LogStream.of(version, surroundings.clock().instant())
                        : retry.stream;
        Environment environment =
                new Environment(
                        version,
                        new Environment.Ground(
                                owner, limits, surroundings.timer(), surroundings.clock()),
                        new EnvironmentLog(
                                stream,
                                CarriageReturn.in(version.runtime()),
                                logs,
                                surroundings.clock()),
                        retry == null ? null : retry.turn);
        tokens.put(environment, surroundings.runtimeApi().register(environment));
        watch.add(environment);
        return environment;
    }

    /** The second attempt of an environment, which keeps the log stream of the first. */
    record Retry(Turn turn, LogStream stream) {}

    /** Starts the process on a thread of its own. */
    void launch(Environment environment) {
        Thread.ofVirtual().name("start-function").start(() -> start(environment));
    }

    private void start(Environment environment) {
        try {
            environment.attach(surroundings.sandbox().start(launchOf(environment)));
        } catch (InvalidEntrypointException e) {
            environment.withoutEntrypoint(String.valueOf(e.getMessage()));
        } catch (SandboxException e) {
            environment.refused(Objects.requireNonNullElse(e.getMessage(), e.toString()));
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "an environment could not be started", e);
            environment.refused("the environment could not be started");
        }
    }

    private Launch launchOf(Environment environment) {
        FunctionVersion version = environment.version();
        Surroundings.Providers providers = surroundings.providers();
        LaunchVariables.Connection connection =
                new LaunchVariables.Connection(
                        surroundings.runtimeApiAddress() + "/" + tokens.get(environment),
                        providers.endpointUrl().get(),
                        providers.credentials().forRole(version.role(), version.id().name()));
        return new Launch(
                version, LaunchVariables.of(version, environment.log().stream(), connection));
    }

    /** The environment is busy on the event loop that this is. */
    void keepNear(Environment environment) {
        long now = surroundings.timer().nanoTime();
        environment.process().ifPresent(process -> affinity.busy(process, now));
    }

    /** The environment's process has ended. */
    void forget(Environment environment) {
        environment.process().ifPresent(affinity::ended);
        watch.remove(environment);
        String token = tokens.remove(environment);
        if (token != null) {
            surroundings.runtimeApi().unregister(token);
        }
    }

    int live() {
        return tokens.size();
    }

    void killAll() {
        tokens.keySet().forEach(Environment::kill);
    }
}
