package dev.gatehouse.functions.dispatch;

import dev.gatehouse.functions.environment.ThreadTimer;
import dev.gatehouse.functions.runtimeapi.RuntimeApi;
import dev.gatehouse.functions.sandbox.Sandbox;
import dev.gatehouse.http.engine.HttpEngine;
import dev.gatehouse.http.server.ClientLimits;
import dev.gatehouse.http.server.ListenOptions;
import dev.gatehouse.http.server.Listener;
import java.time.Duration;
import java.time.InstantSource;

/** Opens a host with a Runtime API listener and a timer of its own. */
public final class FunctionHosting {
    private static final String LOOPBACK = "127.0.0.1";

    /** AWS's runtime clients send a stack trace for X-Ray of up to a megabyte as a header. */
    private static final int MAX_HEAD_BYTES = 1 << 20;

    /** Runtimes may wait and stream for as long as they like; what ends them is their deadline. */
    private static final ClientLimits RUNTIMES =
            new ClientLimits(
                    Integer.MAX_VALUE, MAX_HEAD_BYTES, Duration.ofSeconds(15), Duration.ZERO, 0);

    private FunctionHosting() {}

    /**
     * @param sandbox closed with the host
     * @param engine must outlive the host
     */
    public static HostedFunctions open(
            HttpEngine engine,
            Sandbox sandbox,
            Surroundings.Providers providers,
            HostSettings settings) {
        RuntimeApi api = new RuntimeApi();
        Listener listener = engine.listen(new ListenOptions(LOOPBACK, 0, null, RUNTIMES), api);
        ThreadTimer timer = new ThreadTimer();
        Surroundings surroundings =
                new Surroundings(
                        sandbox,
                        api,
                        LOOPBACK + ":" + listener.port(),
                        providers,
                        timer,
                        InstantSource.system());
        return new HostedFunctions(
                surroundings,
                settings,
                () -> {
                    listener.close(Duration.ZERO);
                    timer.close();
                });
    }
}
